import type { EventStateCursor } from '../db/event-log';
import type { EventState } from '../domain/event';
import { readCursor, writeCursor } from './log-query';

/** A place in a list of events of one state, in an address. */
export function writeStateCursor(cursor: EventStateCursor): string {
  return 'seq' in cursor
    ? String(cursor.seq)
    : writeCursor({ createdAt: cursor.at, id: cursor.id });
}

/** @returns null for what is no place in a list of that state */
export function readStateCursor(text: string, state: EventState): EventStateCursor | null {
  if (state === 'waiting') return /^\d{1,15}$/.test(text) ? { seq: Number(text) } : null;
  const cursor = readCursor(text);
  return cursor === null ? null : { at: cursor.createdAt, id: cursor.id };
}
