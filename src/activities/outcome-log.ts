import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import {
  insertDeliveries,
  type AttemptEndpoint,
  type AttemptEvent,
  type NewDeliveries,
} from '../db/deliveries';
import type { Pool } from '../db/pool';
import type { AttemptResult } from '../domain/delivery';
import type { EventWork } from '../domain/event';
import { isLastAttempt, retryDelaySeconds } from '../domain/retry-policy';
import type { Logger } from '../log';
import { parseUrl } from '../webhooks/parse-url';

/** How long outcomes are held in memory while the database is away, before the activity gives up. */
const WRITE_PATIENCE_MS = 60_000;
const WRITE_RETRY_MS = 250;

/** An attempt that was made. */
export interface Outcome {
  readonly event: Pick<AttemptEvent, 'event_id' | 'type'>;
  /** Number of the attempt, from 1. */
  readonly attempt: number;
  readonly result: AttemptResult;
  readonly at: Date;
  /** When the next one is due; null when there is none. */
  readonly nextAttemptAt: Date | null;
}

/**
 * Judges an attempt by the retry policy.
 *
 * @param now Temporal's present, which time-skipping tests move
 */
export function judge(
  event: Outcome['event'],
  attempt: number,
  result: AttemptResult,
  now: number,
): Outcome {
  const at = new Date();
  if (result.succeeded || isLastAttempt(attempt, result.httpCode)) {
    return { event, attempt, result, at, nextAttemptAt: null };
  }
  const seconds = retryDelaySeconds(attempt, result.retryAfterSeconds, Math.random());
  return { event, attempt, result, at, nextAttemptAt: new Date(now + seconds * 1_000) };
}

/**
 * Writes outcomes and one wide log line for each. When the database is away it is tried again for a
 * while: the POSTs were made, and giving up would mean to make them twice.
 *
 * @returns the events' work as it stands now
 * @throws when the database stays away
 */
export async function writeOutcomes(
  pool: Pool,
  log: Logger,
  endpoint: AttemptEndpoint,
  outcomes: readonly Outcome[],
): Promise<Map<string, EventWork>> {
  const deliveries = toColumns(outcomes);
  const giveUpAt = performance.now() + WRITE_PATIENCE_MS;
  for (;;) {
    try {
      const works = await insertDeliveries(pool, endpoint.id, endpoint.organization_id, deliveries);
      for (const outcome of outcomes) logAttempt(log, endpoint, outcome);
      return works;
    } catch (error) {
      if (performance.now() > giveUpAt) throw error;
      log.warn(
        { err: error, endpoint_id: endpoint.id },
        'outcomes cannot be written, trying again',
      );
      await delay(WRITE_RETRY_MS);
    }
  }
}

function toColumns(outcomes: readonly Outcome[]): NewDeliveries {
  return {
    // Ids are made here and not by the database, so that a write whose answer was lost can be repeated.
    ids: outcomes.map(() => randomUUID()),
    eventIds: outcomes.map(({ event }) => event.event_id),
    attempts: outcomes.map(({ attempt }) => attempt),
    succeeded: outcomes.map(({ result }) => result.succeeded),
    httpCodes: outcomes.map(({ result }) => result.httpCode),
    responses: outcomes.map(({ result }) => result.response),
    stages: outcomes.map(({ result }) => result.stage),
    durationsMs: outcomes.map(({ result }) => result.durationMs),
    works: outcomes.map(({ nextAttemptAt }) => (nextAttemptAt === null ? null : 'retrying')),
    nextAttemptsAt: outcomes.map(({ nextAttemptAt }) => nextAttemptAt?.toISOString() ?? null),
    createdAt: outcomes.map(({ at }) => at.toISOString()),
  };
}

function logAttempt(log: Logger, endpoint: AttemptEndpoint, outcome: Outcome): void {
  const { event, attempt, result, nextAttemptAt } = outcome;
  log.info(
    {
      organization_id: endpoint.organization_id,
      endpoint_id: endpoint.id,
      event_id: event.event_id,
      type: event.type,
      host: parseUrl(endpoint.url)?.host ?? null,
      attempt,
      succeeded: result.succeeded,
      http_code: result.httpCode,
      stage: result.stage,
      duration_ms: result.durationMs,
      next_attempt_at: nextAttemptAt?.toISOString() ?? null,
    },
    'attempt',
  );
}
