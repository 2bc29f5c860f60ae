/** Where an event of an endpoint stands, as the API tells it. */
export const EVENT_STATUSES = ['pending', 'succeeded', 'failed', 'skipped'] as const;
export type EventStatus = (typeof EVENT_STATUSES)[number];

/**
 * What is still to be done for an event: `queued`, its first attempt; `retrying`, a further one;
 * null, nothing. Kept apart from the outcome because a succeeded event can be sent again.
 */
export type EventWork = 'queued' | 'retrying' | null;

/**
 * Derives the status from an event's row.
 *
 * @param succeeded true, false, or null while undecided
 * @param skipped whether the endpoint was disabled before it could be delivered
 */
export function eventStatus(succeeded: boolean | null, skipped: boolean): EventStatus {
  if (succeeded === true) return 'succeeded';
  if (skipped) return 'skipped';
  return succeeded === false ? 'failed' : 'pending';
}
