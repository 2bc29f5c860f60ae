import type { Queryable } from './pool';

/**
 * Says that somebody looks for the endpoint's new events by himself from now on.
 *
 * @param seconds how long that is believed at most
 */
export async function upsertWatch(
  db: Queryable,
  endpointId: string,
  seconds: number,
): Promise<void> {
  await db.query({
    name: 'upsert_watch',
    text: `insert into endpoint_watches (endpoint_id, expires_at)
           values ($1, clock_timestamp() + make_interval(secs => $2))
           on conflict (endpoint_id) do update set expires_at = excluded.expires_at`,
    values: [endpointId, seconds],
  });
}

/**
 * Ends a watch. What was committed before this and not signalled has to be looked for once more,
 * after it.
 */
export async function endWatch(db: Queryable, endpointId: string): Promise<void> {
  await db.query({
    name: 'end_watch',
    text: `update endpoint_watches set expires_at = '-infinity'
           where endpoint_id = $1 and expires_at > '-infinity'`,
    values: [endpointId],
  });
}

/** Those of the endpoints whose new events somebody looks for; asked after the events are committed. */
export async function selectWatched(
  db: Queryable,
  endpointIds: readonly string[],
): Promise<Map<string, true>> {
  const { rows } = await db.query<{ endpoint_id: string }>({
    name: 'select_watched',
    text: `select endpoint_id from endpoint_watches
           where endpoint_id = any($1) and expires_at > clock_timestamp()`,
    values: [endpointIds],
  });
  return new Map(rows.map(({ endpoint_id }) => [endpoint_id, true]));
}
