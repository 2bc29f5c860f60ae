import type { Queryable, Timestamp } from './pool';

/** A message without its payload. */
export interface MessageMark {
  id: string;
  organization_id: string;
  created_at: Timestamp;
  payload_bytes: number;
}

/**
 * The messages of some organizations of the last `seconds`, the oldest first. Those of one batch have
 * the same time, and keep the order in which they were published.
 */
export async function selectRecentMessages(
  db: Queryable,
  organizationIds: readonly string[],
  seconds: number,
): Promise<MessageMark[]> {
  const { rows } = await db.query<MessageMark>({
    name: 'select_recent_messages',
    text: `select id, organization_id, created_at, octet_length(payload) as payload_bytes
           from webhook_messages
           where payload is not null and created_at > now() - make_interval(secs => $2)
             and organization_id = any($1)
           order by created_at, seq`,
    values: [organizationIds, seconds],
  });
  return rows;
}

/** Payloads of messages of the given organizations; archived ones are left out. */
export async function selectPayloads(
  db: Queryable,
  organizationIds: readonly string[],
  ids: readonly string[],
): Promise<{ id: string; payload: string }[]> {
  const { rows } = await db.query<{ id: string; payload: string }>({
    name: 'select_payloads',
    text: `select id, payload from webhook_messages
           where id = any($2) and organization_id = any($1) and payload is not null`,
    values: [organizationIds, ids],
  });
  return rows;
}
