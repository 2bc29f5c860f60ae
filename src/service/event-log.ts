import type { OrganizationScope } from '../db/endpoints';
import type { EventDetailRow, EventStateCursor, EventStateRow } from '../db/event-log';
import type { LogCursor } from '../db/log-page';
import type { MessageEventRow, MessageLogRow, MessageRow } from '../db/message-log';
import type { LogPage } from './delivery-log';

/** The beginning of a payload. */
export interface PayloadHead {
  /** At most 256 KiB; null when the payload is archived. */
  readonly text: string | null;
  /** Of the whole payload, in UTF-8; null when it is archived. */
  readonly bytes: number | null;
  readonly truncated: boolean;
}

export type EventDetail = EventDetailRow & { readonly payload: PayloadHead };

/** Where events of an endpoint stand, as far as they are not delivered. */
export const EVENT_STATES = ['waiting', 'retrying', 'skipped', 'failed'] as const;
/** Waiting for the first attempt, in retry, skipped because the endpoint was disabled, or given up. */
export type EventState = (typeof EVENT_STATES)[number];

/** A count that ends at 1,000. */
export interface CappedCount {
  readonly count: number;
  /** Whether there are more than that. */
  readonly more: boolean;
}

export interface EventStatePage {
  readonly items: readonly EventStateRow[];
  readonly next: EventStateCursor | null;
}

export type MessageDetail = MessageRow & {
  readonly payload: PayloadHead;
  /** At most 1,000. */
  readonly events: readonly MessageEventRow[];
};

/** Events and messages as the dashboard reads them; rows of other organizations are not there. */
export interface EventLogService {
  /** @throws ApiError ResourceNotFound */
  event(scope: OrganizationScope, id: string): Promise<EventDetail>;
  /** Waiting ones as they will be sent, those in retry by when they are due, others the newest first. */
  eventsByState(
    scope: OrganizationScope,
    endpointId: string,
    state: EventState,
    cursor: EventStateCursor | null,
    limit: number,
  ): Promise<EventStatePage>;
  countsByState(
    scope: OrganizationScope,
    endpointId: string,
  ): Promise<Readonly<Record<EventState, CappedCount>>>;
  /** What was published, the newest first. */
  messages(
    scope: OrganizationScope,
    organizationId: string,
    type: string | null,
    cursor: LogCursor | null,
    limit: number,
  ): Promise<LogPage<MessageLogRow>>;
  /** @throws ApiError ResourceNotFound */
  message(scope: OrganizationScope, id: string): Promise<MessageDetail>;
}
