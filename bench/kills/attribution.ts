import type { KillKind } from './kill-plan';
import type { Kill } from './killer';

/** There is one of these: while it is away, everybody waits. Of the others some go on. */
const SINGLE: readonly KillKind[] = ['temporal', 'postgres'];

/**
 * The kill that an event's second delivery is put down to: the first one between the two, which took
 * the outcome of the first one with it, else the last one before, which may still have its effect.
 */
export function killBehindRepeat(
  kills: readonly Kill[],
  firstAt: number,
  secondAt: number,
): Kill | undefined {
  return (
    kills.find(({ at }) => at >= firstAt && at <= secondAt) ??
    kills.findLast(({ at }) => at < firstAt)
  );
}

/**
 * The kill that a wait is put down to: of a server that was away when it began, else the first one
 * within it, else the last one before.
 */
export function killBehindPause(
  kills: readonly Kill[],
  from: number,
  until: number,
): Kill | undefined {
  const wasAway = ({ kind, at, backAfterMs }: Kill) =>
    SINGLE.includes(kind) && at < from && from < at + (backAfterMs ?? Infinity);
  return kills.find(wasAway) ?? killBehindRepeat(kills, from, until);
}
