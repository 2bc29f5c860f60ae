import type { DeliveryLogRow } from '../db/delivery-log';
import type { OrganizationScope } from '../db/endpoints';
import type { LogCursor, LogSource } from '../db/log-page';
import type { DeliveryFilter } from '../db/deliveries';
import type { Timestamp } from '../db/pool';

/** What the log is narrowed by; null is no filter. */
export type DeliveryLogFilter = Omit<DeliveryFilter, 'organizationIds' | 'endpointIds'>;

/** A page of a list, the newest first. */
export interface LogPage<Row> {
  readonly items: readonly Row[];
  /** What the next page begins after; null when this is the last one. */
  readonly next: LogCursor | null;
  /**
   * Set when matches are so rare that the search was given up before the page was full: everything
   * newer than this was looked at, and `next` goes on from there.
   */
  readonly searchedUntil: Timestamp | null;
}

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
