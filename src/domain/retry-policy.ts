/** Attempts that an event gets in all, the first one included. */
export const MAX_ATTEMPTS = 10;

/** Wait before the second attempt. */
export const RETRY_INITIAL_INTERVAL_SECONDS = 5;

/** Growth of the wait from attempt to attempt. */
export const RETRY_BACKOFF_COEFFICIENT = 3;

/** Longest wait between two attempts that the back-off reaches. */
export const RETRY_MAX_INTERVAL_SECONDS = 1_200;

/** Longest wait that a receiver may ask for by Retry-After. */
export const RETRY_AFTER_MAX_SECONDS = 3_600;

/** Share of the wait by which it is moved at random, so that failed events don't come back as a wave. */
export const RETRY_JITTER_RATIO = 0.1;

/**
 * Seconds to wait after the `attempt`th attempt failed.
 *
 * @param attempt number of the failed attempt, from 1
 * @param retryAfterSeconds what the receiver asked for, or null
 * @param random from 0 to below 1
 */
export function retryDelaySeconds(
  attempt: number,
  retryAfterSeconds: number | null,
  random: number,
): number {
  const backoff = Math.min(
    RETRY_INITIAL_INTERVAL_SECONDS * RETRY_BACKOFF_COEFFICIENT ** (attempt - 1),
    RETRY_MAX_INTERVAL_SECONDS,
  );
  const jittered = backoff * (1 + RETRY_JITTER_RATIO * (2 * random - 1));
  // The receiver's wish lengthens the wait and never shortens it: earlier would be no help to it.
  return Math.max(
    Math.min(jittered, RETRY_MAX_INTERVAL_SECONDS),
    Math.min(retryAfterSeconds ?? 0, RETRY_AFTER_MAX_SECONDS),
  );
}

/** Whether a failed attempt was the event's last: its budget is used up, or the receiver is gone (410). */
export function isLastAttempt(attempt: number, httpCode: number | null): boolean {
  return attempt >= MAX_ATTEMPTS || httpCode === HTTP_GONE;
}

/** Status by which a receiver says that it wants no more (RFC 9110, section 15.5.11). */
export const HTTP_GONE = 410;
