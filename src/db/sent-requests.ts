import type { EndpointRow, OrganizationScope } from './endpoints';
import type { Queryable, Timestamp } from './pool';

/** A delivery with what its request was made of, as its endpoint is now. */
export interface SentDeliveryRow extends Pick<
  EndpointRow,
  'url' | 'secret' | 'previous_secret' | 'previous_secret_expires_at' | 'headers'
> {
  created_at: Timestamp;
  /** Null in rows from before this was kept. */
  sent_at: Timestamp | null;
  event_id: string;
  organization_id: string;
  /** Null when archived. */
  payload_bytes: number | null;
  endpoint_id: string;
  endpoint_modified_at: Timestamp | null;
  /** When the secret took the place of the one before; null: never, or before this was kept. */
  secret_changed_at: Timestamp | null;
  /** From when on the previous secret signed without the one before it; null: ever. */
  previous_secret_alone_since: Timestamp | null;
}

/** Undefined also when the endpoint is deleted. */
export async function selectSentDelivery(
  db: Queryable,
  scope: OrganizationScope,
  id: string,
): Promise<SentDeliveryRow | undefined> {
  const { rows } = await db.query<SentDeliveryRow>(
    `select d.created_at, d.sent_at, d.event_id, d.organization_id,
       octet_length(coalesce(e.payload, m.payload)) as payload_bytes,
       p.id as endpoint_id, p.url, p.secret, p.previous_secret, p.previous_secret_expires_at, p.headers,
       p.modified_at as endpoint_modified_at, p.secret_changed_at, p.previous_secret_alone_since
     from webhook_deliveries d
       join webhook_events e on e.id = d.event_id
       join webhook_messages m on m.id = e.message_id
       join webhook_endpoints p on p.id = d.endpoint_id
     where d.id = $2 and p.deleted_at is null and ($1::uuid[] is null or d.organization_id = any($1))`,
    [scope, id],
  );
  return rows[0];
}
