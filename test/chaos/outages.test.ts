import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findFreePort } from '../../dev/ports';
import { startPostgres, type PostgresServer } from '../../dev/postgres';
import { removePostgresData } from '../../dev/postgres-data';
import { obtainTemporalBinary } from '../../dev/temporal-binary';
import { startTemporalServer, type TemporalServer } from '../../dev/temporal-server';
import type { Answer, ApiClient } from '../helpers/api';
import { eventually } from '../helpers/eventually';
import { createProcessStack, type ProcessStack } from '../helpers/processes';
import { TestReceiver } from '../helpers/receiver';

const EVENTS = '/v1/webhooks/events';
const ENDPOINTS = '/v1/webhooks/endpoints';
const EVENT = { type: 'order.created', data: {} };
/** No request waits for longer, whatever the database does; a second of it is a busy machine's. */
const BOUND_MS = 11_000;
const AT_ONCE_MS = 3_000;

/** Each kind of outage by itself, and how the API answers meanwhile. Servers of this file's own. */
describe('while something of ours is away', () => {
  let folder: string;
  let postgres: PostgresServer;
  let temporal: TemporalServer;
  let stack: ProcessStack;
  let receiver: TestReceiver;
  let api: ApiClient;
  let organizationId: string;
  let postgresOptions: Parameters<typeof startPostgres>[0];
  let temporalOptions: Parameters<typeof startTemporalServer>[0];
  const endpoint = () => ({ url: receiver.url(), format: 'raw', events: ['order.created'] });

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'signalpost-outages-'));
    await chmod(folder, 0o711);
    postgresOptions = {
      folder: path.join(folder, 'postgres'),
      port: await findFreePort(),
      password: 'outages',
    };
    temporalOptions = {
      binary: await obtainTemporalBinary(),
      port: await findFreePort(),
      dbFile: path.join(folder, 'temporal.db'),
      logFile: path.join(folder, 'temporal.log'),
    };
    [postgres, temporal, receiver] = await Promise.all([
      startPostgres(postgresOptions),
      startTemporalServer(temporalOptions),
      TestReceiver.start(),
    ]);
    stack = await createProcessStack({
      DATABASE_URL: postgres.url,
      TEMPORAL_ADDRESS: temporal.address,
      SWEEP_INTERVAL_SECONDS: '2',
      SWEEP_AFTER_SECONDS: '1',
    });
    await stack.migrate();
    await Promise.all([stack.startApi(), stack.startWorker()]);
    api = await stack.createOrganization();
    organizationId = (await api.post(ENDPOINTS, endpoint())).body.organization_id as string;
  }, 120_000);

  afterAll(async () => {
    await stack.close();
    await receiver.close();
    await temporal.stop();
    await postgres.stop();
    await removePostgresData(path.join(folder, 'postgres'));
    await rm(folder, { recursive: true, force: true });
  });

  async function timed(call: Promise<Answer>): Promise<{ answer: Answer; ms: number }> {
    const startedAt = performance.now();
    const answer = await call;
    return { answer, ms: performance.now() - startedAt };
  }

  function expectUnavailable({ status, body, headers }: Answer): void {
    expect([status, body.error]).toEqual([503, 'ServiceUnavailable']);
    expect(Number(headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
  }

  /** Calls of every kind at once: all are refused, and none waits past the bound. */
  async function expectAllUnavailable(): Promise<number> {
    const calls = await Promise.all([
      ...Array.from({ length: 30 }, () => timed(api.post(EVENTS, EVENT))),
      timed(api.post(`${EVENTS}/batch`, { events: [EVENT, EVENT] })),
      timed(api.get(ENDPOINTS)),
      timed(api.post(ENDPOINTS, endpoint())),
      timed(stack.admin.post(EVENTS, { ...EVENT, organization_id: organizationId })),
      timed(stack.admin.get('/v1/organizations')),
    ]);
    calls.forEach(({ answer }) => expectUnavailable(answer));
    const slowest = Math.max(...calls.map(({ ms }) => ms));
    expect(slowest).toBeLessThan(BOUND_MS);
    return Math.round(slowest);
  }

  const ready = () => api.get('/health/ready');

  /** Everything that was accepted is delivered, what was published just now too. */
  async function expectRecovered(): Promise<void> {
    await eventually('the API takes events again', async () => {
      return (await api.post(EVENTS, EVENT)).status === 202;
    });
    await expectAllDelivered();
  }

  async function expectAllDelivered(): Promise<void> {
    await eventually(
      'everything is delivered',
      async () => {
        const { rows } = await stack.pool
          .query<{ id: string; succeeded: boolean | null }>(
            'select id, succeeded from webhook_events',
          )
          .catch(() => ({ rows: [] }));
        const arrived = new Set(receiver.firstArrivals());
        return rows.length > 0 && rows.every((row) => row.succeeded && arrived.has(row.id));
      },
      60_000,
    );
  }

  /** Stops PostgreSQL's processes without ending them: it takes connections and answers nothing. */
  async function hang(): Promise<() => void> {
    const { rows } = await stack.pool.query<{ pid: number }>('select pid from pg_stat_activity');
    const pids = [postgres.pid, ...rows.map(({ pid }) => pid)];
    const signal = (name: NodeJS.Signals) => pids.forEach((pid) => void process.kill(pid, name));
    signal('SIGSTOP');
    return () => signal('SIGCONT');
  }

  it('PostgreSQL stopped: 503 with Retry-After, not ready, and it recovers', async () => {
    await api.post(EVENTS, EVENT);
    await postgres.stop('immediate');
    const slowest = await expectAllUnavailable();
    const health = await ready();
    expect([health.status, health.body.database]).toEqual([503, 'unavailable']);
    expect((await api.get('/health/live')).status).toBe(200);
    postgres = await startPostgres(postgresOptions);
    await expectRecovered();
    console.log(`PostgreSQL stopped: the slowest answer took ${slowest} ms`);
  }, 90_000);

  it('PostgreSQL hangs: 503 within the bound, and it recovers', async () => {
    await api.post(EVENTS, EVENT);
    const goOn = await hang();
    try {
      const [slowest, health] = await Promise.all([expectAllUnavailable(), timed(ready())]);
      expect([health.answer.status, health.answer.body.database]).toEqual([503, 'unavailable']);
      expect(health.ms).toBeLessThan(5_000);
      console.log(`PostgreSQL hangs: the slowest answer took ${slowest} ms`);
    } finally {
      goOn();
    }
    await expectRecovered();
  }, 90_000);

  it('PostgreSQL hangs: past a bound of what waits further requests get 503 at once', async () => {
    const goOn = await hang();
    try {
      const large = {
        ...EVENT,
        organization_id: organizationId,
        data: { x: 'x'.repeat(8_000_000) },
      };
      const body = JSON.stringify(large);
      const calls = await Promise.all(
        Array.from({ length: 12 }, () => timed(stack.admin.post(EVENTS, body))),
      );
      calls.forEach(({ answer }) => expectUnavailable(answer));
      // Eight of them are as much as may wait.
      expect(calls.filter(({ ms }) => ms < AT_ONCE_MS)).toHaveLength(4);
    } finally {
      goOn();
    }
    await expectRecovered();
  }, 90_000);

  it('statements that take too long and a pool that is used up: 503 within the bound', async () => {
    const client = await stack.pool.connect();
    try {
      await client.query('begin; lock table webhook_endpoints in access exclusive mode');
      const calls = await Promise.all(Array.from({ length: 30 }, () => timed(api.get(ENDPOINTS))));
      calls.forEach(({ answer }) => expectUnavailable(answer));
      expect(Math.max(...calls.map(({ ms }) => ms))).toBeLessThan(BOUND_MS);
    } finally {
      await client.query('rollback');
      client.release();
    }
    await expectRecovered();
  }, 90_000);

  it('Temporal stopped: everything is accepted at once, and sent when it is back', async () => {
    temporal.kill();
    await temporal.exited;
    const publish = await timed(api.post(EVENTS, EVENT));
    expect(publish.answer.status).toBe(202);
    const create = await timed(api.post(ENDPOINTS, endpoint()));
    expect(create.answer.status).toBe(201);
    const toBoth = await timed(api.post(EVENTS, EVENT));
    expect(toBoth.answer.body.webhook_events).toHaveLength(2);
    for (const { ms } of [publish, create, toBoth]) expect(ms).toBeLessThan(AT_ONCE_MS);
    const health = await ready();
    expect(health.body).toEqual({ status: 'ok', database: 'ok', temporal: 'unavailable' });
    temporal = await startTemporalServer(temporalOptions);
    await expectAllDelivered();
  }, 120_000);
});
