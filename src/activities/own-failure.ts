import { ApplicationFailure } from '@temporalio/common';

/**
 * A failure that is ours (database, DNS server, descriptors, keys) and not the receiver's: it costs
 * the event no attempt and the endpoint no count.
 */
export class OwnFailure extends Error {
  override readonly name = 'OwnFailure';
}

const OWN_RETRY_MIN_MS = 1_000;
const OWN_RETRY_MAX_MS = 60_000;

/**
 * Hands one of our own failures to Temporal with a short delay of its own, whatever the policy's
 * back-off has grown to.
 *
 * @param runs how often the activity was begun, from 1
 */
export function ownFailure(error: unknown, runs: number): ApplicationFailure {
  const message = error instanceof Error ? error.message : String(error);
  return ApplicationFailure.create({
    message: `Our own failure, not the endpoint's: ${message}`,
    type: 'OwnFailure',
    nextRetryDelay: Math.min(OWN_RETRY_MIN_MS * 2 ** Math.min(runs - 1, 10), OWN_RETRY_MAX_MS),
  });
}
