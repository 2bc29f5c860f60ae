import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { findFreePort } from '../../dev/ports';
import { startPostgres, type PostgresServer } from '../../dev/postgres';
import { removePostgresData } from '../../dev/postgres-data';
import { obtainTemporalBinary } from '../../dev/temporal-binary';
import { startTemporalServer, type TemporalServer } from '../../dev/temporal-server';
import { account, publishSurely } from '../helpers/accounting';
import type { ApiClient } from '../helpers/api';
import { createProcessStack, type ProcessStack } from '../helpers/processes';
import { TestReceiver } from '../helpers/receiver';

const PRODUCERS = 4;
const PAUSE_MS = 25;

/** Servers of this file's own: the others' tests go on while these go down. */
describe('restarts under traffic', () => {
  let folder: string;
  let postgres: PostgresServer;
  let temporal: TemporalServer;
  let stack: ProcessStack;
  let receiver: TestReceiver;
  let api: ApiClient;
  let postgresOptions: Parameters<typeof startPostgres>[0];
  let temporalOptions: Parameters<typeof startTemporalServer>[0];

  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'signalpost-restarts-'));
    await chmod(folder, 0o711);
    postgresOptions = {
      folder: path.join(folder, 'postgres'),
      port: await findFreePort(),
      password: 'restarts',
    };
    postgres = await startPostgres(postgresOptions);
    temporalOptions = {
      binary: await obtainTemporalBinary(),
      port: await findFreePort(),
      dbFile: path.join(folder, 'temporal.db'),
      logFile: path.join(folder, 'temporal.log'),
    };
    temporal = await startTemporalServer(temporalOptions);
    stack = await createProcessStack({
      DATABASE_URL: postgres.url,
      TEMPORAL_ADDRESS: temporal.address,
      SWEEP_INTERVAL_SECONDS: '2',
      SWEEP_AFTER_SECONDS: '1',
    });
    await stack.migrate();
    receiver = await TestReceiver.start();
    await stack.startApi();
    await stack.startWorker();
    api = await stack.createOrganization();
    for (const path_ of ['/a', '/b']) {
      await api.post('/v1/webhooks/endpoints', {
        url: receiver.url(path_),
        format: 'raw',
        events: ['order.created'],
      });
    }
  }, 120_000);

  afterAll(async () => {
    await stack.close();
    await receiver.close();
    await temporal.stop();
    await postgres.stop();
    await removePostgresData(path.join(folder, 'postgres'));
    await rm(folder, { recursive: true, force: true });
  });

  /** Publishes from several producers while `disturb` runs, and a little before and after. */
  async function underTraffic(disturb: () => Promise<void>): Promise<number> {
    let publishing = true;
    let published = 0;
    const producers = Array.from({ length: PRODUCERS }, async () => {
      while (publishing) {
        published += 1;
        await publishSurely(api, { published });
        await delay(PAUSE_MS);
      }
    });
    await delay(1_000);
    await disturb();
    await delay(1_000);
    publishing = false;
    await Promise.all(producers);
    return published;
  }

  let total = 0;

  it('of Temporal (kill -9, two seconds away): accepted meanwhile, sent afterwards', async () => {
    total += await underTraffic(async () => {
      temporal.kill();
      await temporal.exited;
      await delay(2_000);
      temporal = await startTemporalServer(temporalOptions);
    });
    const { events, deliveredTwice } = await account(stack.pool, receiver, 2 * total, 90_000);
    console.log(`Temporal restarted: ${events} events, ${deliveredTwice} sent again`);
  }, 180_000);

  it('of PostgreSQL (immediate, two seconds away): refused meanwhile, nothing lost', async () => {
    const before = receiver.received.length;
    total += await underTraffic(async () => {
      await postgres.stop('immediate');
      await delay(2_000);
      postgres = await startPostgres(postgresOptions);
    });
    const { events } = await account(stack.pool, receiver, 2 * total, 90_000);
    console.log(
      `PostgreSQL restarted: ${events} events, ${receiver.received.length - before} POSTs`,
    );
    // An outage of ours is no failure of the endpoints'.
    const failed = await stack.pool.query('select 1 from webhook_deliveries where not succeeded');
    expect(failed.rows).toEqual([]);
    const endpoints = await api.get('/v1/webhooks/endpoints');
    for (const endpoint of endpoints.body.items) {
      expect(endpoint).toMatchObject({ enabled: true, consecutive_failures: 0 });
    }
  }, 180_000);
});
