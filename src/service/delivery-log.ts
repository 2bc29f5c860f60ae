import {
  NO_DELIVERY_FILTER,
  searchDeliveries,
  selectDeliveriesOfEvent,
  type DeliveryLogFilter,
  type DeliveryLogRow,
} from '../db/delivery-log';
import type { OrganizationScope } from '../db/endpoints';
import type { LogCursor, LogSource } from '../db/log-page';
import type { Pool } from '../db/pool';
import { pageOf, type LogPage } from './log-page';

/** Rows that one search looks at where no index serves the filter: as many as take some 20 ms. */
const SEARCH_MAX_ROWS = 5_000;
const EVENT_MAX_DELIVERIES = 1_000;

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
  /** The last failed attempts of an endpoint, the newest first. */
  lastFailures(
    scope: OrganizationScope,
    endpointId: string,
    limit: number,
  ): Promise<readonly DeliveryLogRow[]>;
  /** All attempts of an event, the oldest first, at most 1,000. */
  ofEvent(scope: OrganizationScope, eventId: string): Promise<readonly DeliveryLogRow[]>;
}

export function createDeliveryLogService({ pool }: { pool: Pool }): DeliveryLogService {
  return {
    async deliveries(scope, source, filter, cursor, limit) {
      return pageOf(
        await searchDeliveries(pool, scope, source, filter, cursor, limit, SEARCH_MAX_ROWS),
        limit,
      );
    },

    async lastFailures(scope, endpointId, limit) {
      const filter = { ...NO_DELIVERY_FILTER, succeeded: false };
      const found = await searchDeliveries(pool, scope, { endpointId }, filter, null, limit, limit);
      return pageOf(found, limit).items;
    },

    ofEvent: (scope, eventId) =>
      selectDeliveriesOfEvent(pool, scope, eventId, EVENT_MAX_DELIVERIES),
  };
}
