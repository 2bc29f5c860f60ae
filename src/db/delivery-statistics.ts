import type { CountSpan } from '../domain/delivery-statistics';
import { LATENCY_STEPS_MS } from '../domain/latency-scale';
import type { OrganizationScope } from './endpoints';
import type { Queryable, Timestamp } from './pool';
import { countedColumns, countTable } from './statistics-rollup';

/** Attempts of one bucket with the same outcome and about the same duration. */
export interface CountRow {
  /** Place of the bucket, from 0. */
  bucket: number;
  /** First digit of the code, 0 without an answer. */
  outcome: number;
  succeeded: boolean;
  latency: number;
  deliveries: number;
}

/**
 * Counted attempts `c` of the endpoints $2 since $3: what is counted already, and what came since from
 * the log. One statement sees both as they were at one moment, so nothing is there twice or missing.
 */
const counts = (span: CountSpan): string => `
  select c.endpoint_id, c.at, c.outcome, c.succeeded, c.latency, c.deliveries
  from ${countTable(span)} c
  where c.endpoint_id = any($2) and c.at >= $3 and ($1::uuid[] is null or c.organization_id = any($1))
  union all
  select d.endpoint_id, d.created_at, ${countedColumns('$4')}, 1
  from webhook_deliveries d
  where d.endpoint_id = any($2) and ($1::uuid[] is null or d.organization_id = any($1))
    and d.created_at >= greatest($3, (select counted_until from delivery_statistics_progress))
    -- Both bounds, or the planner takes the rest for a third of the log, and finds it by time alone.
    and d.created_at < 'infinity'`;

/** Buckets of a stretch of time, the first of which begins at `from`. */
export interface Buckets {
  readonly from: Timestamp;
  readonly bucketSeconds: number;
  readonly span: CountSpan;
}

// A number is read many times faster than a moment, and there are thousands of rows.
const bucketAt = (at: string, seconds: string) =>
  `(extract(epoch from ${at} - $3::timestamptz) / ${seconds})::integer`;

/** Attempts of one endpoint. */
export async function selectCounts(
  db: Queryable,
  scope: OrganizationScope,
  endpointId: string,
  { from, bucketSeconds, span }: Buckets,
): Promise<CountRow[]> {
  const { rows } = await db.query<CountRow>(
    `select ${bucketAt('at', '$5::integer')} as bucket, outcome, succeeded, latency, deliveries
     from (
       select date_bin(make_interval(secs => $5), c.at, $3) as at, c.outcome, c.succeeded, c.latency,
         sum(c.deliveries)::integer as deliveries
       from (${counts(span)}) c group by 1, 2, 3, 4
     ) c`,
    [scope, [endpointId], from, LATENCY_STEPS_MS, bucketSeconds],
  );
  return rows;
}

/** Attempts of one endpoint: of one bucket (`latency` is null), or of one duration (`bucket` is null). */
export type SummaryRow = { endpoint_id: string; delivered: number; deliveries: number } & (
  { bucket: number; latency: null } | { bucket: null; latency: number }
);

/** Attempts of some endpoints: per bucket, and per duration. */
export async function selectSummaryCounts(
  db: Queryable,
  scope: OrganizationScope,
  endpointIds: readonly string[],
  { from, bucketSeconds, span }: Buckets,
): Promise<SummaryRow[]> {
  const { rows } = await db.query<SummaryRow>(
    `select endpoint_id, ${bucketAt('at', '$5::integer')} as bucket, latency, deliveries, delivered
     from (
       select c.endpoint_id, c.bin as at, c.latency, sum(c.deliveries)::integer as deliveries,
         coalesce(sum(c.deliveries) filter (where c.succeeded), 0)::integer as delivered
       from (
         select c.*, date_bin(make_interval(secs => $5), c.at, $3) as bin from (${counts(span)}) c
       ) c
       group by grouping sets ((c.endpoint_id, c.bin), (c.endpoint_id, c.latency))
     ) c`,
    [scope, endpointIds, from, LATENCY_STEPS_MS, bucketSeconds],
  );
  return rows;
}

/** Those of the endpoints that the caller may see and that are not deleted. */
export async function selectExistingEndpoints(
  db: Queryable,
  scope: OrganizationScope,
  endpointIds: readonly string[],
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `select id from webhook_endpoints
     where id = any($2) and deleted_at is null and ($1::uuid[] is null or organization_id = any($1))`,
    [scope, endpointIds],
  );
  return rows.map(({ id }) => id);
}
