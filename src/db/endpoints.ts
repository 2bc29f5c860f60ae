import type { ApiVersion } from '../domain/api-version';
import type { DisabledReason, EndpointFormat, Ordering } from '../domain/endpoint';
import type { Queryable, Timestamp } from './pool';

/**
 * Organizations whose rows a caller may see; null is the admin token, which may see all. Every query
 * for a client takes it, so that no route can forget it.
 */
export type OrganizationScope = readonly string[] | null;

export interface EndpointRow {
  created_at: Timestamp;
  modified_at: Timestamp | null;
  id: string;
  url: string;
  name: string | null;
  format: EndpointFormat;
  /** Sealed; see src/webhooks/secret-box.ts. */
  secret: string;
  previous_secret: string | null;
  previous_secret_expires_at: Timestamp | null;
  organization_id: string;
  events: string[];
  enabled: boolean;
  /** Null: its bodies name no version. */
  api_version: ApiVersion | null;
  ordering: Ordering;
  max_in_flight: number;
  /** A JSON object of further HTTP headers, sealed as the secrets are; null when there are none. */
  headers: string | null;
  disabled_reason: DisabledReason | null;
  disabled_at: Timestamp | null;
  consecutive_failures: number;
}

/** Columns of an EndpointRow. */
export const ENDPOINT_COLUMNS = `created_at, modified_at, id, url, name, format, secret, previous_secret,
  previous_secret_expires_at, organization_id, events, enabled, api_version, ordering,
  max_in_flight, headers, disabled_reason, disabled_at, consecutive_failures`;

export async function insertEndpoint(
  db: Queryable,
  endpoint: Pick<
    EndpointRow,
    | 'id'
    | 'organization_id'
    | 'url'
    | 'name'
    | 'format'
    | 'events'
    | 'secret'
    | 'api_version'
    | 'ordering'
    | 'max_in_flight'
    | 'headers'
  >,
): Promise<EndpointRow> {
  const { rows } = await db.query<EndpointRow>(
    `insert into webhook_endpoints
       (id, organization_id, url, name, format, events, secret, ordering, max_in_flight, headers,
        api_version)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) returning ${ENDPOINT_COLUMNS}`,
    [
      endpoint.id,
      endpoint.organization_id,
      endpoint.url,
      endpoint.name,
      endpoint.format,
      endpoint.events,
      endpoint.secret,
      endpoint.ordering,
      endpoint.max_in_flight,
      endpoint.headers,
      endpoint.api_version,
    ],
  );
  return rows[0] as EndpointRow;
}

export async function selectEndpoint(
  db: Queryable,
  scope: OrganizationScope,
  id: string,
): Promise<EndpointRow | undefined> {
  const { rows } = await db.query<EndpointRow>(
    `select ${ENDPOINT_COLUMNS} from webhook_endpoints
     where id = $2 and deleted_at is null and ($1::uuid[] is null or organization_id = any($1))`,
    [scope, id],
  );
  return rows[0];
}

/** As selectEndpoint, and holds the row until the transaction ends. */
export async function selectEndpointForUpdate(
  db: Queryable,
  scope: OrganizationScope,
  id: string,
): Promise<EndpointRow | undefined> {
  const { rows } = await db.query<EndpointRow>(
    `select ${ENDPOINT_COLUMNS} from webhook_endpoints
     where id = $2 and deleted_at is null and ($1::uuid[] is null or organization_id = any($1))
     for no key update`,
    [scope, id],
  );
  return rows[0];
}

/** Writes the fields that a client may change; the caller holds the row and has merged the patch. */
export async function updateEndpoint(
  db: Queryable,
  scope: OrganizationScope,
  endpoint: Pick<
    EndpointRow,
    | 'id'
    | 'url'
    | 'name'
    | 'format'
    | 'events'
    | 'api_version'
    | 'ordering'
    | 'max_in_flight'
    | 'headers'
  >,
): Promise<EndpointRow | undefined> {
  const { rows } = await db.query<EndpointRow>(
    `update webhook_endpoints
     set url = $3, name = $4, format = $5, events = $6, ordering = $7, max_in_flight = $8,
         headers = $9, api_version = $10, modified_at = now()
     where id = $2 and deleted_at is null and ($1::uuid[] is null or organization_id = any($1))
     returning ${ENDPOINT_COLUMNS}`,
    [
      scope,
      endpoint.id,
      endpoint.url,
      endpoint.name,
      endpoint.format,
      endpoint.events,
      endpoint.ordering,
      endpoint.max_in_flight,
      endpoint.headers,
      endpoint.api_version,
    ],
  );
  return rows[0];
}

/**
 * Replaces the secret; the old one goes on signing for `graceSeconds`. When it was replaced is kept, and
 * until when the one before the old one signed too, so that it can be told later which of them signed.
 */
export async function replaceSecret(
  db: Queryable,
  scope: OrganizationScope,
  id: string,
  sealedSecret: string,
  graceSeconds: number,
): Promise<EndpointRow | undefined> {
  const { rows } = await db.query<EndpointRow>(
    `update webhook_endpoints
     set secret = $3,
         secret_changed_at = now(),
         previous_secret_alone_since = greatest(secret_changed_at, previous_secret_expires_at),
         previous_secret = case when $4::integer > 0 then secret end,
         previous_secret_expires_at =
           case when $4::integer > 0 then now() + make_interval(secs => $4::integer) end,
         modified_at = now()
     where id = $2 and deleted_at is null and ($1::uuid[] is null or organization_id = any($1))
     returning ${ENDPOINT_COLUMNS}`,
    [scope, id, sealedSecret, graceSeconds],
  );
  return rows[0];
}

/** Enables an endpoint; changes nothing (undefined) when it is enabled without a failure, or deleted. */
export async function enableEndpoint(db: Queryable, id: string): Promise<EndpointRow | undefined> {
  const { rows } = await db.query<EndpointRow>(
    `update webhook_endpoints
     set enabled = true, disabled_reason = null, disabled_at = null, consecutive_failures = 0,
         modified_at = now()
     where id = $1 and (not enabled or consecutive_failures > 0) and deleted_at is null
     returning ${ENDPOINT_COLUMNS}`,
    [id],
  );
  return rows[0];
}

/** Disables an endpoint; changes nothing (undefined) when it is disabled already or deleted. */
export async function disableEndpoint(
  db: Queryable,
  id: string,
  reason: DisabledReason,
  consecutiveFailures: number | null,
): Promise<EndpointRow | undefined> {
  const { rows } = await db.query<EndpointRow>(
    `update webhook_endpoints
     set enabled = false, disabled_reason = $2, disabled_at = now(), modified_at = now(),
         consecutive_failures = coalesce($3, consecutive_failures)
     where id = $1 and enabled and deleted_at is null returning ${ENDPOINT_COLUMNS}`,
    [id, reason, consecutiveFailures],
  );
  return rows[0];
}

/** Mirrors the workflow's count of failed events in a row. */
export async function updateConsecutiveFailures(
  db: Queryable,
  id: string,
  count: number,
): Promise<void> {
  await db.query(
    'update webhook_endpoints set consecutive_failures = $2 where id = $1 and enabled',
    [id, count],
  );
}

export async function softDeleteEndpoint(
  db: Queryable,
  scope: OrganizationScope,
  id: string,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update webhook_endpoints set deleted_at = now()
     where id = $2 and deleted_at is null and ($1::uuid[] is null or organization_id = any($1))`,
    [scope, id],
  );
  return rowCount === 1;
}

/** Deletes every endpoint of an organization and returns their ids. */
export async function softDeleteEndpointsOfOrganization(
  db: Queryable,
  organizationId: string,
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    `update webhook_endpoints set deleted_at = now()
     where organization_id = $1 and deleted_at is null returning id`,
    [organizationId],
  );
  return rows.map(({ id }) => id);
}

/** Endpoints deleted within the last `seconds`: the sweep closes workflows whose signal was lost. */
export async function selectRecentlyDeletedEndpoints(
  db: Queryable,
  seconds: number,
): Promise<string[]> {
  const { rows } = await db.query<{ id: string }>(
    'select id from webhook_endpoints where deleted_at > now() - make_interval(secs => $1)',
    [seconds],
  );
  return rows.map(({ id }) => id);
}

/** What an endpoint's workflow needs to know of the row; undefined when it never was. */
export async function selectEndpointState(
  db: Queryable,
  id: string,
): Promise<
  | (Pick<
      EndpointRow,
      | 'organization_id'
      | 'enabled'
      | 'ordering'
      | 'disabled_reason'
      | 'disabled_at'
      | 'consecutive_failures'
    > & { deleted: boolean })
  | undefined
> {
  const { rows } = await db.query<
    Pick<
      EndpointRow,
      | 'organization_id'
      | 'enabled'
      | 'ordering'
      | 'disabled_reason'
      | 'disabled_at'
      | 'consecutive_failures'
    > & { deleted: boolean }
  >(
    `select organization_id, enabled, ordering, disabled_reason, disabled_at, consecutive_failures,
       deleted_at is not null as deleted
     from webhook_endpoints where id = $1`,
    [id],
  );
  return rows[0];
}

export interface ListeningEndpoint {
  id: string;
  organization_id: string;
  format: EndpointFormat;
  events: string[];
  api_version: ApiVersion | null;
}

/** Enabled endpoints of the organizations that listen to at least one of the types. */
export async function selectListeningEndpoints(
  db: Queryable,
  organizationIds: readonly string[],
  types: readonly string[],
): Promise<ListeningEndpoint[]> {
  const { rows } = await db.query<ListeningEndpoint>({
    name: 'select_listening_endpoints',
    text: `select id, organization_id, format, events, api_version from webhook_endpoints
           where organization_id = any($1) and events && $2::text[]
             and enabled and deleted_at is null
           order by created_at, id`,
    values: [organizationIds, types],
  });
  return rows;
}

/**
 * Endpoints with a text that was sealed with another key than the current, for a key rotation.
 *
 * @param except ids that are left out
 */
export async function selectNotSealedWith(
  db: Queryable,
  keyPrefix: string,
  except: readonly string[],
  limit: number,
): Promise<SealedTexts[]> {
  const { rows } = await db.query<SealedTexts>(
    `select id, secret, previous_secret, headers from webhook_endpoints
     where (not starts_with(secret, $1) or not starts_with(previous_secret, $1)
         or not starts_with(headers, $1)) and id <> all($2::uuid[]) limit $3`,
    [keyPrefix, except, limit],
  );
  return rows;
}

/** What of an endpoint is sealed. */
export type SealedTexts = Pick<EndpointRow, 'id' | 'secret' | 'previous_secret' | 'headers'>;

/** Forgets old secrets whose grace period is over, but not when that was. */
export async function clearExpiredSecrets(db: Queryable): Promise<void> {
  await db.query(
    `update webhook_endpoints set previous_secret = null
     where previous_secret is not null and previous_secret_expires_at < now()`,
  );
}

/**
 * Puts re-encrypted texts in place, unless they have been replaced meanwhile.
 *
 * @returns whether it did
 */
export async function updateSealedTexts(
  db: Queryable,
  from: SealedTexts,
  to: SealedTexts,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update webhook_endpoints set secret = $5, previous_secret = $6, headers = $7
     where id = $1 and secret = $2 and previous_secret is not distinct from $3
       and headers is not distinct from $4`,
    [
      from.id,
      from.secret,
      from.previous_secret,
      from.headers,
      to.secret,
      to.previous_secret,
      to.headers,
    ],
  );
  return rowCount === 1;
}
