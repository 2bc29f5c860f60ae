import {
  NO_DELIVERY_FILTER,
  searchDeliveries,
  selectDeliveriesOfEvent,
  selectDelivery,
  type DeliveryLogFilter,
  type DeliveryLogRow,
} from '../db/delivery-log';
import type { OrganizationScope } from '../db/endpoints';
import type { LogCursor, LogSource } from '../db/log-page';
import type { Pool } from '../db/pool';
import { ApiError } from '../errors';
import { pageOf, type LogPage } from './log-page';

/** Rows that one search looks at where no index serves the filter: as many as take some 20 ms. */
const SEARCH_MAX_ROWS = 5_000;
/** A row is committed that long after its `created_at` at most, but for outages. */
const OVERLAP_SECONDS = 5;
const EVENT_MAX_DELIVERIES = 1_000;

/** What has come since. */
export interface NewerDeliveries {
  /** The newest first; some of before the cursor are among them, so doubles are to be dropped by id. */
  readonly items: readonly DeliveryLogRow[];
  /** Whether there are none beyond these: otherwise the list is to be loaded anew. */
  readonly complete: boolean;
}

/** The log of attempts without payloads, read by keyset; rows of other organizations are not there. */
export interface DeliveryLogService {
  /**
   * @param source whose log
   * @param cursor null for the first page
   * @param limit rows of a page
   */
  deliveries(
    scope: OrganizationScope,
    source: LogSource,
    filter: DeliveryLogFilter,
    cursor: LogCursor | null,
    limit: number,
  ): Promise<LogPage<DeliveryLogRow>>;
  /**
   * For a list that is kept up to date. Rows become visible some time after their `created_at`, so it
   * begins a few seconds before the cursor.
   *
   * @param cursor the newest row that the list has
   */
  newer(
    scope: OrganizationScope,
    source: LogSource,
    filter: DeliveryLogFilter,
    cursor: LogCursor,
    limit: number,
  ): Promise<NewerDeliveries>;
  /** The last failed attempts of an endpoint, the newest first. */
  lastFailures(
    scope: OrganizationScope,
    endpointId: string,
    limit: number,
  ): Promise<readonly DeliveryLogRow[]>;
  /** All attempts of an event, the oldest first, at most 1,000. */
  ofEvent(scope: OrganizationScope, eventId: string): Promise<readonly DeliveryLogRow[]>;
  /** @throws ApiError ResourceNotFound */
  get(scope: OrganizationScope, deliveryId: string): Promise<DeliveryLogRow>;
}

export function createDeliveryLogService({ pool }: { pool: Pool }): DeliveryLogService {
  return {
    async deliveries(scope, source, filter, cursor, limit) {
      const start = cursor && { after: cursor };
      return pageOf(
        await searchDeliveries(pool, scope, source, filter, start, limit, SEARCH_MAX_ROWS),
        limit,
      );
    },

    async newer(scope, source, filter, cursor, limit) {
      const start = { since: cursor.createdAt, overlapSeconds: OVERLAP_SECONDS };
      const { items, next } = pageOf(
        await searchDeliveries(pool, scope, source, filter, start, limit, SEARCH_MAX_ROWS),
        limit,
      );
      return { items, complete: next === null };
    },

    async lastFailures(scope, endpointId, limit) {
      const filter = { ...NO_DELIVERY_FILTER, succeeded: false };
      const found = await searchDeliveries(pool, scope, { endpointId }, filter, null, limit, limit);
      return pageOf(found, limit).items;
    },

    ofEvent: (scope, eventId) =>
      selectDeliveriesOfEvent(pool, scope, eventId, EVENT_MAX_DELIVERIES),

    async get(scope, deliveryId) {
      const row = await selectDelivery(pool, scope, deliveryId);
      if (row === undefined) throw new ApiError('ResourceNotFound');
      return row;
    },
  };
}
