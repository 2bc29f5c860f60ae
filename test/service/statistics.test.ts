import { randomUUID } from 'node:crypto';
import { fillDashboardData } from '../../bench/dashboard/fill';
import { createPool, inTransaction, type Pool } from '../../src/db/pool';
import { countNextDeliveries, deleteOldCounts } from '../../src/db/statistics-rollup';
import {
  COUNT_LAG_SECONDS,
  RANGE_SHAPES,
  STATISTICS_RANGES,
} from '../../src/domain/delivery-statistics';
import { LATENCY_RATIO, LATENCY_STEPS_MS, latencyStep } from '../../src/domain/latency-scale';
import { createStatisticsService, type StatisticsService } from '../../src/service/statistics';
import { createSecretBox } from '../../src/webhooks/secret-box';
import { createTestDatabase } from '../helpers/database';

const DAY_SECONDS = 86_400;
const DELIVERIES = 4_000;
const secretBox = createSecretBox([{ id: 'k1', key: Buffer.alloc(32) }]);

let pool: Pool;
let drop: () => Promise<void>;
let scope: string[];
let endpointIds: readonly [string, ...string[]];
/** Of the moment at which the log was filled: no bucket moves while a test looks twice. */
let statistics: StatisticsService;

beforeAll(async () => {
  const database = await createTestDatabase();
  ({ drop } = database);
  pool = createPool(database.url, 8);
  const filled = await fillDashboardData(pool, secretBox, {
    deliveries: DELIVERIES,
    events: 1_200,
    endpoints: 3,
    failures: 0.3,
    days: 8,
  });
  scope = [filled.organizationId];
  ({ endpointIds } = filled);
  const now = Date.now();
  statistics = createStatisticsService({ pool, now: () => now });
});
afterAll(async () => {
  await pool.end();
  await drop();
});
beforeEach(async () => {
  await pool.query('truncate delivery_minutes, delivery_quarters, delivery_hours');
  // Before the oldest delivery: the 90 days of a migration take long in small steps.
  await setMark(`date_bin('1 hour', now() - interval '9 days', '2000-01-01T00:00:00Z')`);
});

const setMark = (moment: string) =>
  pool.query(`update delivery_statistics_progress set counted_until = ${moment}`);

async function countAll(db = pool, seconds = DAY_SECONDS): Promise<void> {
  while (await countNextDeliveries(db, seconds));
}

const everything = async () => ({
  summaries: [...(await statistics.summaries(scope, endpointIds))],
  endpoints: await Promise.all(
    endpointIds.flatMap((id) =>
      STATISTICS_RANGES.map((range) => statistics.endpoint(scope, id, range)),
    ),
  ),
});

const counted = async (table: string) =>
  (
    await pool.query<{ sum: number }>(
      `select coalesce(sum(deliveries), 0)::integer as sum from ${table}`,
    )
  ).rows[0]?.sum;

/** How many deliveries are old enough to be counted. */
async function ripe(): Promise<number> {
  const { rows } = await pool.query<{ count: number }>(
    `select count(*) as count from webhook_deliveries
     where created_at < (select counted_until from delivery_statistics_progress)`,
  );
  return rows[0]!.count;
}

describe('what is told', () => {
  it.each(STATISTICS_RANGES)(
    '%s: exact counts, and percentiles within the ratio',
    async (range) => {
      await countAll();
      const [id] = endpointIds;
      const told = await statistics.endpoint(scope, id, range);
      const { buckets, bucketSeconds } = RANGE_SHAPES[range];
      expect(told.buckets.map(({ at }) => Date.parse(at))).toEqual(
        Array.from(
          { length: buckets },
          (_, index) => Date.parse(told.buckets[0]!.at) + index * bucketSeconds * 1_000,
        ),
      );
      expect(Date.parse(told.buckets[0]!.at) % (bucketSeconds * 1_000)).toBe(0);

      const { rows } = await pool.query<{
        at: string;
        http_code: number | null;
        succeeded: boolean;
        duration_ms: number;
      }>(
        `select created_at as at, http_code, succeeded, duration_ms from webhook_deliveries
       where endpoint_id = $1 and created_at >= $2`,
        [id, told.buckets[0]!.at],
      );
      expect(rows.length).toBeGreaterThan(5);
      const [begin] = told.buckets.map(({ at }) => Date.parse(at));
      const byBucket = told.buckets.map((): typeof rows => []);
      for (const row of rows) {
        byBucket[Math.floor((Date.parse(row.at) - begin!) / bucketSeconds / 1_000)]!.push(row);
      }
      for (const [index, bucket] of told.buckets.entries()) {
        const own = byBucket[index]!;
        expect(bucket.outcomes).toEqual(outcomesOf(own));
        expectPercentiles(bucket, own);
      }
      const delivered = rows.filter(({ succeeded }) => succeeded).length;
      expect(told.totals).toMatchObject({
        outcomes: outcomesOf(rows),
        delivered,
        failed: rows.length - delivered,
        successRate: delivered / rows.length,
      });
      expectPercentiles(told.totals, rows);
    },
  );

  it('summaries: 24 whole hours, the running one last, zeros where nothing was', async () => {
    await countAll();
    const summaries = await statistics.summaries(scope, endpointIds);
    expect([...summaries.keys()].sort()).toEqual([...endpointIds].sort());
    const [id] = endpointIds;
    const summary = summaries.get(id)!;
    const day = await statistics.endpoint(scope, id, '7d');
    expect(summary.hours).toHaveLength(24);
    expect(summary.hours.every(({ at }) => at.endsWith(':00:00Z'))).toBe(true);
    const { rows } = await pool.query<{ at: string; delivered: number; failed: number }>(
      `select date_trunc('hour', created_at) as at,
         (count(*) filter (where succeeded))::integer as delivered,
         (count(*) filter (where not succeeded))::integer as failed
       from webhook_deliveries where endpoint_id = $1 and created_at >= $2 group by 1 order by 1`,
      [id, summary.hours[0]!.at],
    );
    expect(summary.hours.filter(({ delivered, failed }) => delivered + failed > 0)).toEqual(rows);
    const sum = (key: 'delivered' | 'failed') => rows.reduce((all, row) => all + row[key], 0);
    expect(summary).toMatchObject({ delivered: sum('delivered'), failed: sum('failed') });
    expect(summary.successRate).toBeCloseTo(sum('delivered') / (sum('delivered') + sum('failed')));
    expect(summary.p95).toBeGreaterThan(day.totals.p50!);
  });

  it('an endpoint without deliveries has zeros and nulls', async () => {
    const id = await endpoint(scope[0]!);
    const summary = (await statistics.summaries(scope, [id])).get(id);
    expect(summary).toMatchObject({ delivered: 0, failed: 0, successRate: null, p95: null });
    expect(summary?.hours).toHaveLength(24);
    const { totals, buckets } = await statistics.endpoint(scope, id, '24h');
    expect(totals).toMatchObject({ successRate: null, p50: null, p95: null, p99: null });
    expect(buckets).toHaveLength(96);
    await pool.query('delete from webhook_endpoints where id = $1', [id]);
  });

  it('of another organization, deleted and unknown are alike: not there', async () => {
    const stranger = await organization();
    const deleted = await endpoint(scope[0]!);
    await pool.query('update webhook_endpoints set deleted_at = now() where id = $1', [deleted]);
    for (const [as, id] of [
      [[stranger], endpointIds[0]],
      [scope, deleted],
      [scope, randomUUID()],
      [[], endpointIds[0]],
    ] as const) {
      expect((await statistics.summaries(as, [id])).size).toBe(0);
      await expect(statistics.endpoint(as, id, '1h')).rejects.toMatchObject({
        message: 'Not found',
      });
    }
    const asAdmin = await statistics.endpoint(null, endpointIds[0], '7d');
    expect(asAdmin).toEqual(await statistics.endpoint(scope, endpointIds[0], '7d'));
  });

  it('a clock that runs ahead puts deliveries into the last bucket', async () => {
    const early = createStatisticsService({ pool, now: () => Date.now() - 3 * 3_600_000 });
    const { buckets, totals } = await early.endpoint(scope, endpointIds[0], '7d');
    const sum = buckets.reduce(
      (all, { outcomes }) => all + Object.values(outcomes).reduce((a, b) => a + b),
      0,
    );
    expect(sum).toBe(totals.delivered + totals.failed);
  });
});

describe('counting', () => {
  it('changes nothing of what is told: before, in the middle and after', async () => {
    const before = await everything();
    for (let index = 0; index < 6; index += 1) await countNextDeliveries(pool, DAY_SECONDS);
    expect(await counted('delivery_hours')).toBeGreaterThan(0);
    expect(await counted('delivery_hours')).toBeLessThan(DELIVERIES);
    expect(await everything()).toEqual(before);
    await countAll(pool, 3_600);
    expect(await everything()).toEqual(before);
  });

  it('every delivery once, however many workers count at once', async () => {
    await Promise.all(Array.from({ length: 4 }, () => countAll(pool, 7_200)));
    expect(await counted('delivery_hours')).toBe(await ripe());
    const [minutes, quarters] = await Promise.all(
      ['delivery_minutes', 'delivery_quarters'].map(counted),
    );
    expect(minutes).toBe(quarters);
    expect(minutes).toBeGreaterThan(DELIVERIES / 8);
  });

  it('a crash loses nothing and doubles nothing', async () => {
    let turn = 0;
    // Fails every other time when all was written, and nothing was committed yet.
    const crashing = {
      connect: async () => {
        const client = await pool.connect();
        const query = client.query.bind(client) as (...args: unknown[]) => Promise<unknown>;
        return {
          release: (error?: Error) => client.release(error),
          query: (...args: unknown[]) => {
            turn += args[0] === 'commit' ? 1 : 0;
            if (args[0] === 'commit' && turn % 2 === 1) throw new Error('crashed');
            return query(...args);
          },
        };
      },
    } as unknown as Pool;
    for (let more = true; more;) {
      more = await countNextDeliveries(crashing, 12 * 3_600).catch(() => true);
    }
    expect(turn).toBeGreaterThan(10);
    expect(await counted('delivery_hours')).toBe(await ripe());
  });

  it('waits for a worker that is at it, and goes on from where that one ended', async () => {
    await setMark(`date_bin('1 hour', now() - interval '2 days', '2000-01-01T00:00:00Z')`);
    let second: Promise<boolean> | undefined;
    await inTransaction(pool, async (db) => {
      await db.query('select from delivery_statistics_progress for update');
      second = countNextDeliveries(pool, 10 * DAY_SECONDS);
      await db.query(
        `update delivery_statistics_progress
         set counted_until = date_bin('1 minute', now() - make_interval(secs => $1), '2000-01-01T00:00:00Z')`,
        [COUNT_LAG_SECONDS],
      );
    });
    expect(await second).toBe(false);
    expect(await counted('delivery_hours')).toBe(0);
  });

  it('leaves the last two minutes alone, whose rows may still be to come', async () => {
    await countAll();
    const { rows } = await pool.query<{ lag: number; whole: boolean }>(
      `select extract(epoch from now() - counted_until)::float8 as lag,
         date_trunc('minute', counted_until) = counted_until as whole
       from delivery_statistics_progress`,
    );
    expect(rows[0]!.lag).toBeGreaterThanOrEqual(COUNT_LAG_SECONDS);
    expect(rows[0]!.lag).toBeLessThan(COUNT_LAG_SECONDS + 61);
    expect(rows[0]!.whole).toBe(true);
  });

  it('SQL puts every duration into the step that TypeScript does', async () => {
    const { rows } = await pool.query<{ ms: number; step: number }>(
      `select ms, width_bucket(ms::float8, $1::float8[]) as step from generate_series(0, 120000) ms`,
      [LATENCY_STEPS_MS],
    );
    expect(rows.filter(({ ms, step }) => latencyStep(ms) !== step)).toEqual([]);
  });

  it('old counts are deleted, a bounded number at once', async () => {
    await countAll();
    const hours = await counted('delivery_hours');
    const minutes = await counted('delivery_minutes');
    await pool.query(
      `insert into delivery_hours select $1, $2, now() - interval '91 days', 1, 2, n, true
       from generate_series(1, 30) n`,
      [endpointIds[0], scope[0]],
    );
    await pool.query(
      `insert into delivery_minutes select $1, $2, now() - interval '3 days', 1, 2, n, true
       from generate_series(1, 15) n`,
      [endpointIds[0], scope[0]],
    );
    expect(await deleteOldCounts(pool, 20)).toBe(true);
    expect(await counted('delivery_hours')).toBe(hours! + 10);
    expect(await deleteOldCounts(pool, 20)).toBe(false);
    expect(await counted('delivery_hours')).toBe(hours);
    expect(await counted('delivery_minutes')).toBe(minutes);
  });
});

function outcomesOf(rows: readonly { http_code: number | null }[]): Record<string, number> {
  const outcomes: Record<string, number> = { '2xx': 0, '3xx': 0, '4xx': 0, '5xx': 0, none: 0 };
  for (const { http_code: code } of rows) {
    const name = code === null ? 'none' : `${String(code)[0]}xx`;
    outcomes[name] = (outcomes[name] ?? 0) + 1;
  }
  return outcomes;
}

function expectPercentiles(
  told: { p50: number | null; p95: number | null; p99: number | null },
  rows: readonly { duration_ms: number }[],
): void {
  const sorted = rows.map(({ duration_ms }) => duration_ms).sort((a, b) => a - b);
  for (const [percent, value] of [
    [0.5, told.p50],
    [0.95, told.p95],
    [0.99, told.p99],
  ] as const) {
    const exact = sorted[Math.ceil(percent * sorted.length) - 1];
    if (exact === undefined) {
      expect(value).toBeNull();
      continue;
    }
    expect(Math.max(value! / exact, exact / value!)).toBeLessThanOrEqual(LATENCY_RATIO);
  }
}

async function organization(): Promise<string> {
  const id = randomUUID();
  await pool.query('insert into organizations (id, name) values ($1, $2)', [id, 'Other']);
  return id;
}

async function endpoint(organizationId: string): Promise<string> {
  const id = randomUUID();
  await pool.query(
    `insert into webhook_endpoints (id, organization_id, url, format, events, secret)
     values ($1, $2, 'https://example.com/', 'raw', '{}', 's')`,
    [id, organizationId],
  );
  return id;
}
