import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { get, type IncomingMessage } from 'node:http';
import path from 'node:path';
import { Client } from 'pg';
import type { Child } from '../../dev/child-process';
import { selectEventPayloads, selectEventPayloadSlice } from '../../src/db/events';
import { DELIVERIES, ENDPOINTS, EVENTS } from '../api/support';
import type { ApiClient } from '../helpers/api';
import { requiredEnvironment } from '../helpers/database';
import { eventually } from '../helpers/eventually';
import { createProcessStack, type ProcessStack } from '../helpers/processes';

const TYPE = 'order.created';
const MIB = 1_048_576;
const ENDPOINTS_COUNT = 60;
const PAYLOAD_BYTES = 10 * MIB - 1_024;
/** Four slices at once of 4 MiB, each as it comes from the database, as text and as JSON, and garbage. */
const GROWTH_MAX_BYTES = 300 * MIB;
/** When a client leaves or hangs, as much of its answer may be on its way. */
const ON_ITS_WAY_MS = 2_000;
/** Stands for the payload, which is written once. */
const MARK = 'the payload';
const PROBE = path.join(__dirname, '..', 'helpers', 'memory-probe.js');

interface Memory {
  readonly probe: 'sample' | 'collected';
  readonly rss: number;
}

let stack: ProcessStack;
let server: Child;
let api: ApiClient;
let organizationId: string;
let bystander: ApiClient;
const samples: Memory[] = [];
const report: string[] = [];

beforeAll(async () => {
  stack = await createProcessStack({}, (line) => {
    if (line.startsWith('{"probe"')) samples.push(JSON.parse(line) as Memory);
  });
  server = await stack.startApi({ NODE_OPTIONS: `--require ${PROBE}` });
  api = await stack.createOrganization();
  bystander = await stack.createOrganization();
  for (let count = 1; count <= ENDPOINTS_COUNT; count += 1) {
    const body = { url: 'https://example.com/hook', format: 'raw', events: [TYPE] };
    ({ organization_id: organizationId } = (await api.post(ENDPOINTS, body)).body);
  }
  await publishLarge();
  await stack.pool.query(
    `insert into webhook_deliveries (id, event_id, endpoint_id, organization_id, attempt, succeeded,
       http_code, response, duration_ms)
     select gen_random_uuid(), id, endpoint_id, organization_id, 1, true, 200, 'ok "\u00e9"', 5
     from webhook_events`,
  );
});

afterAll(async () => {
  console.log(report.join('\n'));
  await stack.close();
});

/** What JSON must escape, and characters of all lengths, so that slices end within some. */
async function publishLarge(): Promise<void> {
  const text = randomBytes(PAYLOAD_BYTES * 0.67)
    .toString('base64')
    .replaceAll('A', '\u20ac')
    .replaceAll('B', '\u{1f600}')
    .replaceAll('C', '"');
  const answer = await api.post(EVENTS, { type: TYPE, data: { text: `\\\n\u2028\u0001${text}` } });
  expect(answer.status).toBe(202);
}

async function collected(): Promise<number> {
  samples.length = 0;
  process.kill(server.pid, 'SIGUSR2');
  const { rss } = await eventually('garbage is collected', () =>
    samples.find(({ probe }) => probe === 'collected'),
  );
  return rss;
}

/** Runs some work; fails when the process grows by too much meanwhile. */
async function watched(name: string, work: () => Promise<void>): Promise<void> {
  const before = await collected();
  const began = Date.now();
  await work();
  const growth = Math.max(...samples.map(({ rss }) => rss)) - before;
  report.push(
    `${name.padEnd(40)} ${Date.now() - began} ms, rss ${Math.round(before / MIB)} ` +
      `+ ${Math.round(growth / MIB)} MiB`,
  );
  expect(growth).toBeLessThan(GROWTH_MAX_BYTES);
}

function open(address: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(
      api.baseUrl + address,
      { headers: { authorization: `Bearer ${api.token}` }, agent: false },
      resolve,
    ).on('error', reject);
  });
}

/** The hash of a whole body; throws when the connection was cut before its end. */
async function hashOf(address: string): Promise<string> {
  const response = await open(address);
  expect(response.statusCode).toBe(200);
  expect(response.headers['content-type']).toBe('application/json; charset=utf-8');
  expect(response.headers['x-content-type-options']).toBe('nosniff');
  const hash = createHash('sha256');
  for await (const chunk of response) hash.update(chunk as Buffer);
  return hash.digest('hex');
}

const event = (row: Record<string, unknown>, payload: string) => ({
  created_at: row.created_at,
  modified_at: null,
  id: row.id,
  last_http_code: null,
  succeeded: null,
  skipped: false,
  payload,
  type: TYPE,
  is_archived: false,
});

/** The hash of what a list of so many items must be, made of the rows themselves. */
async function expected(list: 'events' | 'deliveries', limit: number): Promise<string> {
  const { rows } = await stack.pool.query<Record<string, unknown>>(
    list === 'events'
      ? `select e.* from webhook_events e order by created_at desc, id limit $1`
      : `select e.*, d.id as delivery_id, d.created_at as delivered_at
         from webhook_deliveries d join webhook_events e on e.id = d.event_id
         order by d.created_at desc, d.id limit $1`,
    [limit],
  );
  const { rows: messages } = await stack.pool.query<{ payload: string }>(
    'select payload from webhook_messages',
  );
  const payload = messages[0]?.payload ?? '';
  expect(Buffer.byteLength(payload)).toBeGreaterThan(9 * MIB);
  const escaped = Buffer.from(JSON.stringify(payload));
  const hash = createHash('sha256').update('{"items":[');
  for (const [index, row] of rows.entries()) {
    const item =
      list === 'events'
        ? {
            ...event(row, MARK),
            status: 'pending',
            message_id: row.message_id,
            webhook_endpoint_id: row.endpoint_id,
            organization_id: row.organization_id,
            attempts: 0,
            next_attempt_at: null,
          }
        : {
            created_at: row.delivered_at,
            modified_at: null,
            id: row.delivery_id,
            succeeded: true,
            http_code: 200,
            response: 'ok "\u00e9"',
            webhook_event: { ...event(row, MARK), api_version: '2026-04' },
            webhook_endpoint_id: row.endpoint_id,
            attempt: 1,
            stage: null,
            duration_ms: 5,
          };
    const [before = '', after = ''] = JSON.stringify(item).split(JSON.stringify(MARK));
    hash
      .update((index === 0 ? '' : ',') + before)
      .update(escaped)
      .update(after);
  }
  const pagination = {
    total_count: ENDPOINTS_COUNT,
    max_page: Math.ceil(ENDPOINTS_COUNT / limit),
  };
  return hash.update(`],"pagination":${JSON.stringify(pagination)}}`).digest('hex');
}

it('a page of 60 events of 10 MB is whole and right, and memory is bounded', async () => {
  const whole = await expected('events', 100);
  await watched('60 events', async () => {
    expect(await hashOf(`${EVENTS}?limit=100`)).toBe(whole);
  });
});

it('four at once too, of events and of deliveries', async () => {
  const events = await expected('events', 5);
  const deliveries = await expected('deliveries', 5);
  await watched('four at once, 5 items each', async () => {
    const hashes = await Promise.all(
      [EVENTS, DELIVERIES, EVENTS, DELIVERIES].map((list) => hashOf(`${list}?limit=5`)),
    );
    expect(hashes).toEqual([events, deliveries, events, deliveries]);
  });
});

it('eight of single events at once too', async () => {
  const { rows } = await stack.pool.query<{ id: string }>(
    'select id from webhook_events order by id limit 8',
  );
  await watched('eight single events at once', async () => {
    await Promise.all(rows.map(({ id }) => hashOf(`${EVENTS}/${id}`)));
  });
});

it('parts are read for the organizations of the caller alone', async () => {
  const { rows } = await stack.pool.query<{ id: string }>('select id from webhook_events limit 1');
  const id = rows[0]?.id ?? '';
  const slice = (scope: string[] | null) => selectEventPayloadSlice(stack.pool, scope, id, 2, 4);
  expect([await slice(null), await slice([organizationId])].map(String)).toEqual(['type', 'type']);
  expect(await slice([randomUUID()])).toBeUndefined();
  expect((await selectEventPayloads(stack.pool, [randomUUID()], [id])).size).toBe(0);
});

it('an event that is archived meanwhile says so, where its payload would stand', async () => {
  const { rows } = await stack.pool.query<{ id: string; message_id: string }>(
    `with m as (
       insert into webhook_messages (id, organization_id, type, payload)
       select gen_random_uuid(), $1, 'order.paid', repeat('x', 1000000) from generate_series(1, 60)
       returning id, organization_id
     )
     insert into webhook_events (id, message_id, endpoint_id, organization_id, type)
     select gen_random_uuid(), m.id, (select id from webhook_endpoints limit 1), organization_id, 'order.paid'
     from m returning id, message_id`,
    [organizationId],
  );
  const list = `${EVENTS}?event_type=order.paid&limit=100`;
  const response = await open(list);
  const ids = rows.map(({ id }) => id);
  const last = ids.sort().at(-1);
  await stack.pool.query(
    `update webhook_messages m set payload = null, archived_at = now()
     from webhook_events e where e.message_id = m.id and e.id = $1`,
    [last],
  );
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  const { items } = JSON.parse(Buffer.concat(chunks).toString()) as {
    items: Record<string, unknown>[];
  };
  expect(items).toHaveLength(60);
  expect(items.at(-1)).toMatchObject({ id: last, payload: null, is_archived: true });
  expect(items.at(-2)).toMatchObject({ payload: 'x'.repeat(1_000_000), is_archived: false });
  await stack.pool.query(`delete from webhook_events where type = 'order.paid'`);
});

/** When the process last asked for anything, on a connection that does not do anything since. */
async function lastStatement(): Promise<number> {
  const { rows } = await stack.pool.query<{ busy: boolean; last_ms: number }>(
    `select bool_or(state = 'active') as busy,
       extract(epoch from max(query_start))::float8 * 1000 as last_ms
     from pg_stat_activity
     where datname = current_database() and query like '%any($2)%' and pid <> pg_backend_pid()`,
  );
  const [row] = rows;
  return row === undefined || row.busy ? Date.now() : row.last_ms;
}

/** Waits until nothing is read any more, and tells since when. */
const quietSince = () =>
  eventually('nothing is read any more', async () => {
    const last = await lastStatement();
    return Date.now() - last > ON_ITS_WAY_MS ? last : undefined;
  });

it('of a client that leaves nothing is read on', async () => {
  await watched('a client that leaves', async () => {
    const response = await open(`${EVENTS}?limit=100`);
    let bytes = 0;
    for await (const chunk of response) {
      bytes += (chunk as Buffer).length;
      if (bytes > 30 * MIB) break;
    }
    const leftAt = Date.now();
    expect((await quietSince()) - leftAt).toBeLessThan(ON_ITS_WAY_MS);
  });
});

it('of clients that never read no more is read, and others are answered', async () => {
  const whole = await expected('events', 5);
  await watched('a client that never reads', async () => {
    const hanging = await open(`${EVENTS}?limit=100`);
    hanging.pause();
    await quietSince();
    expect((await bystander.get(EVENTS)).status).toBe(200);
    expect(await hashOf(`${EVENTS}?limit=5`)).toBe(whole);
    hanging.destroy();
  });
});

it('an answer in whose middle the database goes does not look whole', async () => {
  const admin = new Client({ connectionString: requiredEnvironment('SIGNALPOST_TEST_PG_URL') });
  await admin.connect();
  const { rows } = await stack.pool.query<{ name: string }>('select current_database() as name');
  const name = rows[0]?.name ?? '';
  try {
    const response = await open(`${EVENTS}?limit=100`);
    await admin.query(`alter database ${name} with allow_connections false`);
    await admin.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [
      name,
    ]);
    await expect(
      (async () => {
        for await (const chunk of response) expect(chunk).toBeDefined();
      })(),
    ).rejects.toThrow(/aborted|ECONNRESET/);
    expect(response.complete).toBe(false);
  } finally {
    await admin.query(`alter database ${name} with allow_connections true`);
    await admin.end();
  }
  expect((await bystander.get(EVENTS)).status).toBe(200);
});
