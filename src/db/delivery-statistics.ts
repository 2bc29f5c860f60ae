import { LATENCY_STEPS_MS } from '../domain/latency-scale';
import type { OrganizationScope } from './endpoints';
import type { Queryable, Timestamp } from './pool';
import { countedColumns } from './statistics-rollup';

/** Attempts of one stretch of time with the same outcome and about the same duration. */
export interface CountRow {
  at: Timestamp;
  /** First digit of the code, 0 without an answer. */
  outcome: number;
  succeeded: boolean;
  latency: number;
  deliveries: number;
}

/** A table of counts, by the length of its rows' stretches of time. */
export type CountTable = 'delivery_minutes' | 'delivery_hours';

/**
 * Counted attempts `c` of the endpoints $2 since $3: what is counted already, and what came since from
 * the log. One statement sees both as they were at one moment, so nothing is there twice or missing.
 */
const counts = (table: CountTable): string => `
  select c.endpoint_id, c.at, c.outcome, c.succeeded, c.latency, c.deliveries
  from ${table} c
  where c.endpoint_id = any($2) and c.at >= $3 and ($1::uuid[] is null or c.organization_id = any($1))
  union all
  select d.endpoint_id, d.created_at, ${countedColumns('$4')}, 1
  from webhook_deliveries d
  where d.endpoint_id = any($2) and ($1::uuid[] is null or d.organization_id = any($1))
    and d.created_at >= greatest($3, (select counted_until from delivery_statistics_progress))`;

/** Attempts of one endpoint since `from`, in stretches of `bucketSeconds` that begin there. */
export async function selectCounts(
  db: Queryable,
  scope: OrganizationScope,
  endpointId: string,
  table: CountTable,
  from: Timestamp,
  bucketSeconds: number,
): Promise<CountRow[]> {
  const { rows } = await db.query<CountRow>(
    `select date_bin(make_interval(secs => $5), c.at, $3) as at, c.outcome, c.succeeded, c.latency,
       sum(c.deliveries)::integer as deliveries
     from (${counts(table)}) c group by 1, 2, 3, 4`,
    [scope, [endpointId], from, LATENCY_STEPS_MS, bucketSeconds],
  );
  return rows;
}

/** Attempts of one endpoint: of one hour (`latency` is null), or of one duration (`at` is null). */
export type SummaryRow = { endpoint_id: string; delivered: number; deliveries: number } & (
  { at: Timestamp; latency: null } | { at: null; latency: number }
);

/** Attempts of some endpoints since `from`, a whole hour: per hour, and per duration. */
export async function selectSummaryCounts(
  db: Queryable,
  scope: OrganizationScope,
  endpointIds: readonly string[],
  from: Timestamp,
): Promise<SummaryRow[]> {
  const { rows } = await db.query<SummaryRow>(
    `select c.endpoint_id, c.hour as at, c.latency, sum(c.deliveries)::integer as deliveries,
       coalesce(sum(c.deliveries) filter (where c.succeeded), 0)::integer as delivered
     from (select c.*, date_bin('1 hour', c.at, $3) as hour from (${counts('delivery_hours')}) c) c
     group by grouping sets ((c.endpoint_id, c.hour), (c.endpoint_id, c.latency))`,
    [scope, endpointIds, from, LATENCY_STEPS_MS],
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
