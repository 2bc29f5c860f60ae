import type { EventWork } from '../domain/event';
import type { OrganizationScope } from './endpoints';
import { foundRows, searchQuery, type FoundRows, type LogCursor, type SearchRow } from './log-page';
import type { Queryable, Timestamp } from './pool';

/** A published message without its payload. */
export interface MessageRow {
  created_at: Timestamp;
  id: string;
  organization_id: string;
  type: string;
  /** Null while its payload is there. */
  archived_at: Timestamp | null;
}

/** The same in a list, with what became of it. */
export interface MessageLogRow extends MessageRow {
  /** Null when archived. */
  payload_bytes: number | null;
  /** How many endpoints it was for, and where the events of these stand. */
  endpoints: number;
  succeeded: number;
  pending: number;
  failed: number;
  skipped: number;
}

/** A message with the beginning of its payload. */
export interface MessageDetailRow extends MessageRow {
  /** Null when archived. */
  payload_head: string | null;
  payload_bytes: number | null;
}

/** What a message is to one endpoint. */
export interface MessageEventRow {
  id: string;
  created_at: Timestamp;
  modified_at: Timestamp | null;
  endpoint_id: string;
  endpoint_name: string | null;
  endpoint_url: string;
  endpoint_deleted: boolean;
  work: EventWork;
  attempts: number;
  next_attempt_at: Timestamp | null;
  succeeded: boolean | null;
  skipped: boolean;
  last_http_code: number | null;
}

const COLUMNS = 'm.created_at, m.id, m.organization_id, m.type, m.archived_at';

/**
 * What an organization has published, the newest first.
 *
 * @param most how many messages are looked at for those of one type
 * @returns one more than `limit` when there are further ones
 */
export async function searchMessages(
  db: Queryable,
  scope: OrganizationScope,
  organizationId: string,
  type: string | null,
  after: LogCursor | null,
  limit: number,
  most: number,
): Promise<FoundRows<MessageLogRow>> {
  const text = searchQuery({
    looked: `select d.id, d.created_at, d.type from webhook_messages d
      where d.organization_id = $2 and ($1::uuid[] is null or d.organization_id = any($1))
        and ($4::timestamptz is null
          or d.created_at <= $4 and (d.created_at < $4 or d.id > $5::uuid))
      order by d.created_at desc, d.id limit $7::integer`,
    filtered: 'where ($3::text is null or d.type = $3)',
    limit: '$6::integer',
    most: '$7::integer',
    columns: `${COLUMNS}, octet_length(m.payload) as payload_bytes,
      e.endpoints, e.succeeded, e.pending, e.failed, e.skipped`,
    joined: `left join webhook_messages m on m.id = found.id
      left join lateral (
        select count(*)::integer as endpoints,
          (count(*) filter (where e.succeeded))::integer as succeeded,
          (count(*) filter (where e.skipped and e.succeeded is not true))::integer as skipped,
          (count(*) filter (where not e.skipped and not e.succeeded))::integer as failed,
          (count(*) filter (where not e.skipped and e.succeeded is null))::integer as pending
        from webhook_events e where e.message_id = found.id
      ) e on true`,
  });
  const { rows } = await db.query<SearchRow<MessageLogRow>>(text, [
    scope,
    organizationId,
    type,
    after?.createdAt ?? null,
    after?.id ?? null,
    limit,
    type === null ? limit + 1 : most,
  ]);
  return foundRows(rows);
}

/** @param headCharacters of the payload; no more of it is unpacked than they may take */
export async function selectMessage(
  db: Queryable,
  scope: OrganizationScope,
  id: string,
  headCharacters: number,
): Promise<MessageDetailRow | undefined> {
  const { rows } = await db.query<MessageDetailRow>(
    `select ${COLUMNS}, left(m.payload, $3) as payload_head, octet_length(m.payload) as payload_bytes
     from webhook_messages m
     where m.id = $2 and ($1::uuid[] is null or m.organization_id = any($1))`,
    [scope, id, headCharacters],
  );
  return rows[0];
}

/** A message's events in the order of publishing, at most `limit`, with their endpoints. */
export async function selectEventsOfMessage(
  db: Queryable,
  scope: OrganizationScope,
  messageId: string,
  limit: number,
): Promise<MessageEventRow[]> {
  const { rows } = await db.query<MessageEventRow>(
    `select e.id, e.created_at, e.modified_at, e.endpoint_id, p.name as endpoint_name,
       p.url as endpoint_url, p.deleted_at is not null as endpoint_deleted, e.work, e.attempts,
       e.next_attempt_at, e.succeeded, e.skipped, e.last_http_code
     from webhook_events e join webhook_endpoints p on p.id = e.endpoint_id
     where e.message_id = $2 and ($1::uuid[] is null or e.organization_id = any($1))
     order by e.seq limit $3`,
    [scope, messageId, limit],
  );
  return rows;
}
