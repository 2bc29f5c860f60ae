import { ApplicationFailure } from '@temporalio/activity';
import { selectRetry, skipArchivedEvents } from '../db/deliveries';
import { LARGE_PAYLOAD_BYTES } from '../domain/limits';
import { HTTP_GONE } from '../domain/retry-policy';
import type { RetryResult } from '../domain/activity-results';
import type { ActivityDependencies } from './dependencies';
import { withHeartbeats } from './heartbeat';
import { judge, type OutcomeLog } from './outcome-log';
import { ownFailure } from './own-failure';
import type { Payloads } from './payloads';
import { postEvent } from './post-event';
import { createRequestMaker } from './signing';
import { temporalNow } from './temporal-clock';

/** Temporal counts in whole milliseconds and the row in microseconds: this much early is due. */
const DUE_TOLERANCE_MS = 50;

/** What all runs share in one worker. */
export interface RetryParts {
  readonly payloads: Payloads;
  readonly outcomes: OutcomeLog;
}

/**
 * The activity that makes the further attempts of one event, one in each of its runs. It fails with
 * the delay until the next one is due, and ends when the event is delivered or failed for good. When
 * it is due is written in the event's row, so that a lost workflow or a continue-as-new keeps the
 * schedule.
 */
export function createRetry(deps: ActivityDependencies, parts: RetryParts) {
  return async function retry(endpointId: string, eventId: string): Promise<RetryResult> {
    try {
      return await withHeartbeats(() => runRetry(deps, parts, endpointId, eventId));
    } catch (error) {
      throw ownFailure(deps.log, error);
    }
  };
}

async function runRetry(
  deps: ActivityDependencies,
  { payloads, outcomes }: RetryParts,
  endpointId: string,
  eventId: string,
): Promise<RetryResult> {
  const { disableAfterFailures } = deps.settings;
  const dropped: RetryResult = { outcome: 'dropped', disableAfterFailures };
  const row = await selectRetry(deps.pool, endpointId, eventId, LARGE_PAYLOAD_BYTES);
  if (row?.active !== true) return dropped;
  const dueInMs = Date.parse(row.next_attempt_at ?? '') - temporalNow();
  if (dueInMs > DUE_TOLERANCE_MS) {
    throw ApplicationFailure.create({
      message: `Attempt ${row.attempts} failed; the next one is due at ${row.next_attempt_at ?? ''}.`,
      type: 'NotDue',
      nextRetryDelay: dueInMs,
    });
  }
  const { sender, secretBox } = deps;
  const posted = await postEvent({ payloads, sender }, row.organization_id, row, () =>
    createRequestMaker(secretBox, row),
  );
  if (posted === null) {
    await skipArchivedEvents(deps.pool, endpointId, [eventId]);
    return dropped;
  }
  const { result } = posted;
  const outcome = judge(row, row.attempts + 1, posted, temporalNow());
  const works = await outcomes.write(row, [outcome]);

  if (result.succeeded) return { outcome: 'succeeded', disableAfterFailures };
  if (result.httpCode === HTTP_GONE) return { outcome: 'gone', disableAfterFailures };
  if (outcome.nextAttemptAt === null) return { outcome: 'failed', disableAfterFailures };
  if (works.get(eventId) !== 'retrying') return dropped;
  throw ApplicationFailure.create({
    message: `Attempt ${outcome.attempt} failed at stage ${result.stage ?? 'unknown'}${
      result.httpCode === null ? '' : ` with status ${result.httpCode}`
    }.`,
    type: 'AttemptFailed',
    nextRetryDelay: Math.max(outcome.nextAttemptAt.getTime() - temporalNow(), 1),
  });
}
