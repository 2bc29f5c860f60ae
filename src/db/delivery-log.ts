import type { FailureStage } from '../domain/delivery';
import type { EventWork } from '../domain/event';
import {
  deliveryCondition,
  deliveryValues,
  type DeliveryFilter,
  type DeliveryRow,
} from './deliveries';
import type { OrganizationScope } from './endpoints';
import { rowCondition } from './log-filter';
import {
  foundRows,
  searchQuery,
  type FoundRows,
  type LogCursor,
  type LogSource,
  type SearchRow,
} from './log-page';
import type { Queryable, Timestamp } from './pool';

/** A delivery without its event's payload. */
export interface DeliveryLogRow extends Omit<
  DeliveryRow,
  'payload' | 'payload_bytes' | 'endpoint_api_version' | 'stage'
> {
  stage: FailureStage | null;
  organization_id: string;
  /** When the attempt was begun; null in rows that were written before this was kept. */
  sent_at: Timestamp | null;
  event_work: EventWork;
}

/** What a log of deliveries is narrowed by; null is no filter. */
export type DeliveryLogFilter = Omit<DeliveryFilter, 'organizationIds' | 'endpointIds'>;

/** Lets everything through. */
export const NO_DELIVERY_FILTER: DeliveryLogFilter = {
  types: null,
  after: null,
  before: null,
  succeeded: null,
  httpCodeClass: null,
  query: null,
};

const COLUMNS = `d.created_at, d.id, d.succeeded, d.http_code, d.response, d.stage, d.attempt,
  d.duration_ms, d.endpoint_id, d.organization_id, d.sent_at, e.created_at as event_created_at,
  e.modified_at as event_modified_at, e.id as event_id, e.last_http_code as event_last_http_code,
  e.succeeded as event_succeeded, e.skipped as event_skipped, e.work as event_work,
  e.type as event_type`;

const WHOLE_UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Class of codes that succeed; those of the other classes are all among the failed deliveries. */
const SUCCESS_CLASS = 2;

/**
 * Deliveries of an endpoint or an organization, the newest first.
 *
 * @param after the row behind which to begin; null for the first page
 * @param most how many rows are looked at for what no index serves
 * @returns one more than `limit` when there are further ones
 */
export async function searchDeliveries(
  db: Queryable,
  scope: OrganizationScope,
  source: LogSource,
  filter: DeliveryLogFilter,
  after: LogCursor | null,
  limit: number,
  most: number,
): Promise<FoundRows<DeliveryLogRow>> {
  const values = deliveryValues(scope, { ...filter, organizationIds: null, endpointIds: null });
  const add = (value: unknown) => `$${values.push(value)}`;
  // Equal to one value, and not to any of some: then rows come out of the index in the list's order.
  const [column, id] =
    'endpointId' in source
      ? ['endpoint_id', source.endpointId]
      : ['organization_id', source.organizationId];
  const conditions = [`d.${column} = ${add(id)}`, rowCondition('d')];
  if (after !== null) {
    const at = add(after.createdAt);
    conditions.push(`d.created_at <= ${at} and (d.created_at < ${at} or d.id > ${add(after.id)})`);
  }
  const { query, httpCodeClass } = filter;
  const isId = query !== null && WHOLE_UUID.test(query);
  if (isId) {
    const uuid = add(query);
    conditions.push(`(d.id = ${uuid}::uuid or d.event_id = ${uuid}::uuid)`);
  }
  // Failed ones have an index, but for whole organizations: among all others they are looked for.
  const failedAlone =
    filter.succeeded === false || (httpCodeClass !== null && httpCodeClass !== SUCCESS_CLASS);
  if (failedAlone && 'endpointId' in source) conditions.push('not d.succeeded');
  const isServed =
    filter.types === null &&
    httpCodeClass === null &&
    (query === null || isId) &&
    (filter.succeeded === null || (!filter.succeeded && 'endpointId' in source));
  const page = add(limit);
  const looked = isServed ? `${page} + 1` : add(most);
  const text = searchQuery({
    looked: `select d.id, d.created_at, d.event_id, d.endpoint_id, d.organization_id, d.succeeded,
        d.http_code
      from webhook_deliveries d where ${conditions.join(' and ')}
      order by d.created_at desc, d.id limit ${looked}`,
    // One look for each, as they come: no plan that reads all events pays for so few.
    filtered: `cross join lateral (select e.type from webhook_events e where e.id = d.event_id offset 0) e
      where ${deliveryCondition}`,
    limit: page,
    most: looked,
    columns: COLUMNS,
    joined: `left join webhook_deliveries d on d.id = found.id
      left join webhook_events e on e.id = d.event_id`,
  });
  const { rows } = await db.query<SearchRow<DeliveryLogRow>>(text, values);
  return foundRows(rows);
}

/** All deliveries of an event, the oldest first, at most `limit`. */
export async function selectDeliveriesOfEvent(
  db: Queryable,
  scope: OrganizationScope,
  eventId: string,
  limit: number,
): Promise<DeliveryLogRow[]> {
  const { rows } = await db.query<DeliveryLogRow>(
    `select ${COLUMNS} from webhook_deliveries d join webhook_events e on e.id = d.event_id
     where d.event_id = $2 and ($1::uuid[] is null or d.organization_id = any($1))
     order by d.created_at, d.id limit $3`,
    [scope, eventId, limit],
  );
  return rows;
}
