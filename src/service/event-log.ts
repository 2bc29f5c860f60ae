import type { OrganizationScope } from '../db/endpoints';
import {
  countEventsByState,
  selectEventDetail,
  selectEventsByState,
  type EventStateCursor,
  type EventStateRow,
} from '../db/event-log';
import type { LogCursor } from '../db/log-page';
import {
  searchMessages,
  selectEventsOfMessage,
  selectMessage,
  type MessageEventRow,
  type MessageLogRow,
  type MessageRow,
} from '../db/message-log';
import type { Pool } from '../db/pool';
import type { EventState } from '../domain/event';
import { ApiError } from '../errors';
import { pageOf, type LogPage } from './log-page';

/** Bytes of a payload's beginning, in UTF-8. */
const HEAD_MAX_BYTES = 262_144;
/** Where counts of events end. */
const COUNT_MAX = 1_000;
const MESSAGE_MAX_EVENTS = 1_000;
/** Messages that one search for a type looks at. */
const SEARCH_MAX_MESSAGES = 5_000;

/** The beginning of a payload. */
export interface PayloadHead {
  /** At most 256 KiB; null when the payload is archived. */
  readonly text: string | null;
  /** Of the whole payload, in UTF-8; null when it is archived. */
  readonly bytes: number | null;
  readonly truncated: boolean;
}

export type EventDetail = EventStateRow & { readonly payload: PayloadHead };

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

export function createEventLogService({ pool }: { pool: Pool }): EventLogService {
  return {
    async event(scope, id) {
      const row = await selectEventDetail(pool, scope, id, HEAD_MAX_BYTES);
      if (row === undefined) throw new ApiError('ResourceNotFound');
      const { payload_head, payload_bytes, ...event } = row;
      return { ...event, payload: headOf(payload_head, payload_bytes) };
    },

    eventsByState: (scope, endpointId, state, cursor, limit) =>
      selectEventsByState(pool, scope, endpointId, state, cursor, limit),

    async countsByState(scope, endpointId) {
      const counts = await countEventsByState(pool, scope, endpointId, COUNT_MAX + 1);
      const capped = (count: number): CappedCount => ({
        count: Math.min(count, COUNT_MAX),
        more: count > COUNT_MAX,
      });
      return {
        waiting: capped(counts.waiting),
        retrying: capped(counts.retrying),
        skipped: capped(counts.skipped),
        failed: capped(counts.failed),
      };
    },

    async messages(scope, organizationId, type, cursor, limit) {
      return pageOf(
        await searchMessages(pool, scope, organizationId, type, cursor, limit, SEARCH_MAX_MESSAGES),
        limit,
      );
    },

    async message(scope, id) {
      const row = await selectMessage(pool, scope, id, HEAD_MAX_BYTES);
      if (row === undefined) throw new ApiError('ResourceNotFound');
      const events = await selectEventsOfMessage(pool, scope, id, MESSAGE_MAX_EVENTS);
      const { payload_head, payload_bytes, ...message } = row;
      return { ...message, payload: headOf(payload_head, payload_bytes), events };
    },
  };
}

/** @param head as many characters as the head has bytes at most */
function headOf(head: string | null, bytes: number | null): PayloadHead {
  if (head === null || bytes === null) return { text: null, bytes: null, truncated: false };
  if (bytes <= HEAD_MAX_BYTES) return { text: head, bytes, truncated: false };
  // A character that does not fit whole is left out.
  const { read } = new TextEncoder().encodeInto(head, new Uint8Array(HEAD_MAX_BYTES));
  return { text: head.slice(0, read), bytes, truncated: true };
}
