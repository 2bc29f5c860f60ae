import type { EventRow } from './events';
import type { Timestamp } from './pool';

/** An event without its payload. */
export type EventStateRow = Omit<EventRow, 'payload' | 'payload_bytes'>;

export type EventDetailRow = EventStateRow;

/** An event's place in a list of one state: by `seq` (waiting), or by a time and its id (the others). */
export type EventStateCursor =
  { readonly seq: number } | { readonly at: Timestamp; readonly id: string };
