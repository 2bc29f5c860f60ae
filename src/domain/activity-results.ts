import type { DisabledReason, Ordering } from './endpoint';

/** An endpoint's row as its workflow needs it; activities answer with it whenever they touch it. */
export interface EndpointRowState {
  /** False when the endpoint was deleted or never was. */
  readonly exists: boolean;
  readonly enabled: boolean;
  readonly ordering: Ordering;
  readonly disabledReason: DisabledReason | null;
  readonly disabledAt: string | null;
  readonly consecutiveFailures: number;
  /** Whether first attempts wait in the database. */
  readonly hasQueued: boolean;
  /** Events in retry, those due first, at most RETRY_MAX_EVENTS. */
  readonly retrying: readonly string[];
}

/** What a group of first attempts brought. Events that succeeded need no further word. */
export interface GroupResult {
  /** Whether it took little time; absent in results of version 0.1.0. */
  readonly quick?: boolean;
  /** False when the row says disabled or deleted: nothing was sent and the workflow should look. */
  readonly active: boolean;
  readonly ordering: Ordering;
  /** Whether first attempts still wait in the database. */
  readonly more: boolean;
  readonly succeeded: number;
  /** Events that are in retry now; with `strict` order also those that held the group back. */
  readonly retry: readonly string[];
  /** Whether the receiver answered 410 Gone. */
  readonly gone: boolean;
}

/** How an event's retries ended. */
export interface RetryResult {
  /** `dropped`: skipped, redelivered, delivered by another attempt or deleted meanwhile. */
  readonly outcome: 'succeeded' | 'failed' | 'gone' | 'dropped';
  /** Failed events in a row at which the endpoint is to be disabled. */
  readonly disableAfterFailures: number;
}

/** What became of payloads that came by the `publish` signal. */
export interface StoreResult {
  /** Ids of the events that were stored, in order. */
  readonly ids: readonly string[];
}

/** A disabling: the row as it is now and the mails that are to be sent about it. */
export interface DisableResult {
  readonly row: EndpointRowState;
  readonly mails: readonly string[];
}

/** A payload that a producer signals on purpose, because it speaks Temporal alone. */
export interface InlineEvent {
  /** Chosen by the producer: the same id again is ignored. */
  readonly id?: string;
  readonly type: string;
  /** ISO 8601; the time of the signal when left out. */
  readonly timestamp?: string;
  readonly data: unknown;
}
