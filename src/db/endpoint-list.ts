import type { EndpointState } from '../domain/endpoint';
import { ENDPOINT_COLUMNS, type EndpointRow, type OrganizationScope } from './endpoints';
import type { Queryable } from './pool';

/** What a list of endpoints is narrowed by; null is no filter. */
export interface EndpointFilter {
  readonly organizationIds: readonly string[] | null;
  /** Part of the name or of the URL, in any case. */
  readonly text: string | null;
  readonly state: EndpointState | null;
}

export const NO_ENDPOINT_FILTER: EndpointFilter = {
  organizationIds: null,
  text: null,
  state: null,
};

/** Parameters $1 to $4; the caller's own begin at $5. */
const LIST_CONDITION = `deleted_at is null
  and ($1::uuid[] is null or organization_id = any($1))
  and ($2::uuid[] is null or organization_id = any($2))
  and ($3::text is null or strpos(lower(name), lower($3)) > 0 or strpos(lower(url), lower($3)) > 0)
  and ($4::text is null or case $4 when 'disabled' then not enabled
    when 'failing' then enabled and consecutive_failures > 0 else enabled end)`;

const listValues = (
  scope: OrganizationScope,
  { organizationIds, text, state }: EndpointFilter,
): unknown[] => [scope, organizationIds, text, state];

export async function listEndpoints(
  db: Queryable,
  scope: OrganizationScope,
  filter: EndpointFilter,
  limit: number,
  offset: number,
): Promise<EndpointRow[]> {
  const { rows } = await db.query<EndpointRow>(
    `select ${ENDPOINT_COLUMNS} from webhook_endpoints
     where ${LIST_CONDITION}
     order by created_at desc, id limit $5 offset $6`,
    [...listValues(scope, filter), limit, offset],
  );
  return rows;
}

export async function countEndpoints(
  db: Queryable,
  scope: OrganizationScope,
  filter: EndpointFilter,
): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    `select count(*) as count from webhook_endpoints where ${LIST_CONDITION}`,
    listValues(scope, filter),
  );
  return rows[0]?.count ?? 0;
}
