import type { EventStateCursor } from '../db/event-log';
import { readCursor, writeCursor } from './log-query';

/** A place in a list of events of one state, in an address. */
export function writeStateCursor(cursor: EventStateCursor): string {
  return 'seq' in cursor
    ? String(cursor.seq)
    : writeCursor({ createdAt: cursor.at, id: cursor.id });
}

export function readStateCursor(text: string): EventStateCursor | null {
  if (/^\d{1,15}$/.test(text)) return { seq: Number(text) };
  const cursor = readCursor(text);
  return cursor === null ? null : { at: cursor.createdAt, id: cursor.id };
}
