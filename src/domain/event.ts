/** Where an event of an endpoint stands, as the API tells it. */
export const EVENT_STATUSES = ['pending', 'succeeded', 'failed', 'skipped'] as const;
export type EventStatus = (typeof EVENT_STATUSES)[number];

/**
 * What is still to be done for an event: `queued`, its first attempt; `retrying`, a further one;
 * null, nothing. Kept apart from the outcome because a succeeded event can be sent again.
 */
export type EventWork = 'queued' | 'retrying' | null;

/**
 * Where events of an endpoint stand that are not delivered: `waiting` for the first attempt, in retry,
 * skipped because the endpoint was disabled, or failed and given up. A redelivery waits whatever it was.
 */
export const EVENT_STATES = ['waiting', 'retrying', 'skipped', 'failed'] as const;
export type EventState = (typeof EVENT_STATES)[number];

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
