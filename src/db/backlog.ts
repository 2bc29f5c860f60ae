import type { Queryable } from './pool';

/**
 * How many events of each organization wait for their first attempt. Counting ends at `limit`, so
 * that it costs no more than that; events of deleted endpoints are not counted, nobody will send them.
 *
 * @returns one figure for each of the organizations
 */
export async function countQueuedOf(
  db: Queryable,
  organizationIds: readonly string[],
  limit: number,
): Promise<Map<string, number>> {
  const { rows } = await db.query<{ id: string; count: number }>({
    name: 'count_queued_of',
    text: `select o.id, (
             select count(*) from (
               select from webhook_endpoints p cross join lateral (
                 -- In the index's order, so that the planner takes it and never reads the table.
                 select from webhook_events e where e.endpoint_id = p.id and e.work = 'queued'
                 order by e.seq limit $2
               ) queued
               where p.organization_id = o.id and p.deleted_at is null limit $2
             ) waiting
           ) as count
           from unnest($1::uuid[]) as o (id)`,
    values: [organizationIds, limit],
  });
  return new Map(rows.map(({ id, count }) => [id, count]));
}

/** The same over all organizations. */
export async function countQueued(db: Queryable, limit: number): Promise<number> {
  const { rows } = await db.query<{ count: number }>({
    name: 'count_queued',
    text: `select count(*) as count
           from (select from webhook_events where work = 'queued' limit $1) waiting`,
    values: [limit],
  });
  return rows[0]?.count ?? 0;
}
