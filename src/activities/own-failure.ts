import { ApplicationFailure, Context } from '@temporalio/activity';
import type { Logger } from '../log';
import { Busy } from '../room';

/**
 * A failure that is ours (database, DNS server, descriptors, keys) and not the receiver's: it costs
 * the event no attempt and the endpoint no count.
 */
export class OwnFailure extends Error {
  override readonly name = 'OwnFailure';
}

const BUSY_RETRY_MIN_MS = 500;
const BUSY_RETRY_MAX_MS = 1_500;
const OWN_RETRY_MIN_MS = 1_000;
const OWN_RETRY_MAX_MS = 60_000;

/**
 * Hands one of our own failures to Temporal with a short delay of its own, whatever the policy's
 * back-off has grown to. What is such a failure already is handed on as it is.
 */
export function ownFailure(log: Logger, error: unknown): ApplicationFailure {
  if (error instanceof ApplicationFailure) return error;
  if (error instanceof Busy) {
    // The activity gives its place back and comes again.
    return ApplicationFailure.create({
      message: error.message,
      type: error.name,
      // Apart from each other, or they would all come again together.
      nextRetryDelay: BUSY_RETRY_MIN_MS + Math.random() * (BUSY_RETRY_MAX_MS - BUSY_RETRY_MIN_MS),
    });
  }
  const { attempt, activityType, workflowExecution } = Context.current().info;
  log.error(
    {
      err: error,
      activity: activityType,
      workflow_id: workflowExecution?.workflowId,
      run: attempt,
    },
    'our own failure',
  );
  const message = error instanceof Error ? error.message : String(error);
  return ApplicationFailure.create({
    message: `Our own failure, not the endpoint's: ${message}`,
    type: 'OwnFailure',
    nextRetryDelay: Math.min(OWN_RETRY_MIN_MS * 2 ** Math.min(attempt - 1, 10), OWN_RETRY_MAX_MS),
  });
}
