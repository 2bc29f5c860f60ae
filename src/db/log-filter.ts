import type { OrganizationScope } from './endpoints';

/** What lists of events and of deliveries are narrowed by; null is no filter. */
export interface LogFilter {
  organizationIds: readonly string[] | null;
  endpointIds: readonly string[] | null;
  types: readonly string[] | null;
  /** Exclusive bounds of created_at. */
  after: string | null;
  before: string | null;
}

/**
 * The condition, over events `e` and parameters $1 to $6; the caller's own begin at $7.
 *
 * @param row what is listed: events themselves, or deliveries `d` joined to them
 */
export const logCondition = (row: 'e' | 'd'): string =>
  `${rowCondition(row)} and ($4::text[] is null or e.type = any($4))`;

/** The part of it that needs no event: parameters $1 to $3, $5 and $6. */
export const rowCondition = (
  row: 'e' | 'd',
): string => `($1::uuid[] is null or ${row}.organization_id = any($1))
  and ($2::uuid[] is null or ${row}.organization_id = any($2))
  and ($3::uuid[] is null or ${row}.endpoint_id = any($3))
  and ($5::timestamptz is null or ${row}.created_at > $5)
  and ($6::timestamptz is null or ${row}.created_at < $6)`;

export const logValues = (scope: OrganizationScope, filter: LogFilter): unknown[] => [
  scope,
  filter.organizationIds,
  filter.endpointIds,
  filter.types,
  filter.after,
  filter.before,
];

/**
 * Columns `payload` and `payload_bytes` of a page of rows joined to events `e` and messages `m`: in the
 * order of the page, as long as the payloads are of no more than `most` bytes in all; further ones are
 * left out. It tells their size without reading them.
 *
 * @param order of the page
 * @param most SQL of the number of bytes
 */
export const boundedPayload = (order: string, most: string): string =>
  `case when sum(octet_length(coalesce(e.payload, m.payload))) over (order by ${order}) <= ${most}
     then coalesce(e.payload, m.payload) end as payload,
   octet_length(coalesce(e.payload, m.payload)) as payload_bytes`;
