import { COUNT_LAG_SECONDS, COUNT_SPANS, type CountSpan } from '../domain/delivery-statistics';
import { LATENCY_STEPS_MS } from '../domain/latency-scale';
import { inTransaction, type Pool, type Queryable, type Timestamp } from './pool';

/** The table of the counts of one length. */
export const countTable = (span: CountSpan): string => `delivery_${span}`;

const SPANS = Object.entries(COUNT_SPANS) as [CountSpan, (typeof COUNT_SPANS)[CountSpan]][];

/** Columns of a delivery `d` as they are counted. `$steps` is a parameter with LATENCY_STEPS_MS. */
export const countedColumns = (steps: string): string =>
  `coalesce(d.http_code / 100, 0)::smallint as outcome, d.succeeded,
   width_bucket(d.duration_ms::float8, ${steps}::float8[])::smallint as latency`;

/**
 * Counts the deliveries of the next stretch of time, once: what counts and the mark up to which it is
 * counted are changed in one transaction, which holds the mark. Ends at a whole minute, so that the rows
 * of a minute are written once.
 *
 * @param seconds length of the stretch
 * @returns whether there is more to count
 */
export async function countNextDeliveries(pool: Pool, seconds: number): Promise<boolean> {
  return inTransaction(pool, async (db) => {
    // By itself and first: what another worker has counted meanwhile is seen once it is held.
    const { rows } = await db.query<{ from: Timestamp; until: Timestamp; last: boolean }>(
      `select counted_until as from,
         least(counted_until + make_interval(secs => $1), ripe.until) as until,
         counted_until + make_interval(secs => $1) >= ripe.until as last
       from delivery_statistics_progress,
         lateral (select date_bin('1 minute', now() - make_interval(secs => $2),
           '2000-01-01T00:00:00Z') as until) ripe
       where counted_until < ripe.until
       for update of delivery_statistics_progress`,
      [seconds, COUNT_LAG_SECONDS],
    );
    const [stretch] = rows;
    if (stretch === undefined) return false;
    await count(db, stretch.from, stretch.until);
    return !stretch.last;
  });
}

const COLUMNS = 'endpoint_id, organization_id, at, outcome, succeeded, latency, deliveries';

/** Writes what was counted per minute, added up for stretches of `seconds`. */
const insertCounts = (table: string, seconds: number, keptDays: number): string => `
  insert into ${table} (${COLUMNS})
  select endpoint_id, organization_id,
    date_bin(make_interval(secs => ${seconds}), at, '2000-01-01T00:00:00Z'),
    outcome, succeeded, latency, sum(deliveries)
  from counted where at >= now() - make_interval(days => ${keptDays})
  group by 1, 2, 3, 4, 5, 6
  -- Those of one endpoint come to lie beside each other.
  order by 1, 3
  on conflict (endpoint_id, at, outcome, succeeded, latency)
    do update set deliveries = ${table}.deliveries + excluded.deliveries`;

async function count(db: Queryable, from: Timestamp, until: Timestamp): Promise<void> {
  const inserts = SPANS.map(
    ([span, { seconds, keptDays }]) =>
      `${span} as (${insertCounts(countTable(span), seconds, keptDays)})`,
  );
  await db.query(
    `with counted as materialized (
       select d.endpoint_id, d.organization_id,
         date_bin('1 minute', d.created_at, '2000-01-01T00:00:00Z') as at,
         ${countedColumns('$3')}, count(*)::integer as deliveries
       from webhook_deliveries d
       where d.created_at >= $1 and d.created_at < $2
       group by 1, 2, 3, 4, 5, 6
     ), ${inserts.join(', ')}
     update delivery_statistics_progress set counted_until = $2`,
    [from, until, LATENCY_STEPS_MS],
  );
}

/**
 * Deletes up to `limit` counts of each length that are kept no longer.
 *
 * @returns whether there may be more
 */
export async function deleteOldCounts(db: Queryable, limit: number): Promise<boolean> {
  let more = false;
  for (const [span, { keptDays }] of SPANS) {
    const table = countTable(span);
    const { rowCount } = await db.query(
      `delete from ${table} where ctid = any(array(
         select ctid from ${table} where at < now() - make_interval(days => $1) limit $2))`,
      [keptDays, limit],
    );
    if ((rowCount ?? 0) >= limit) more = true;
  }
  return more;
}
