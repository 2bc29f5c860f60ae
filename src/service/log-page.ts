import type { FoundRows, LogCursor } from '../db/log-page';
import type { Timestamp } from '../db/pool';

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

/** A page of what was found, which is one row more when there are further ones. */
export function pageOf<Row extends { id: string; created_at: Timestamp }>(
  { rows, lookedUntil }: FoundRows<Row>,
  limit: number,
): LogPage<Row> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  if (rows.length > limit && last !== undefined) {
    return { items, next: { createdAt: last.created_at, id: last.id }, searchedUntil: null };
  }
  return { items, next: lookedUntil, searchedUntil: lookedUntil?.createdAt ?? null };
}
