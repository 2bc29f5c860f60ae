import { describeCircumstances, type Circumstances } from '../circumstances';
import { untilSettled } from '../completion';
import { Environment } from '../environment';
import { sourceCommit } from '../machine';
import { createTenants } from '../tenants';
import { timeLimit } from '../time-limit';
import { findProblems, type Problem } from './check';
import { measureEffects, type KillEffect, type KindFigures, type Totals } from './effects';
import type { Evidence } from './evidence';
import { planKills, type KillPace } from './kill-plan';
import { Killer } from './killer';
import { seededRandom } from './random';
import { publishSurely, type Traffic } from './traffic';

const TAG = 'kills';
const ORDERINGS = ['first_attempt', 'strict'] as const;
const MS_PER_SECOND = 1_000;

/** One run. */
export interface KillsPlan {
  readonly seed: number;
  readonly seconds: number;
  /** Of all organizations together; each event goes to both endpoints of its organization. */
  readonly events_per_second: number;
  readonly organizations: number;
  readonly apis: number;
  readonly workers: number;
  readonly pace: KillPace;
  /** The receiver's time for an answer. */
  readonly answer_after_ms: number;
  /** One in so many events of an endpoint gets a 503 at first. */
  readonly fail_one_in: number;
  /** Seconds after the traffic until which everything must be finished. */
  readonly settle_seconds: number;
}

/** The run whose result is kept, but for the seed. */
export const FULL_PLAN: Omit<KillsPlan, 'seed'> = {
  seconds: 300,
  events_per_second: 50,
  organizations: 20,
  apis: 2,
  workers: 3,
  pace: { fromMs: 3_000, toMs: 8_000, awayMs: 3_000 },
  answer_after_ms: 20,
  fail_one_in: 200,
  settle_seconds: 360,
};

export interface KillsOptions {
  readonly plan: KillsPlan;
  /** Settings of Signalpost that are not to have their defaults. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Gets every line that a process of Signalpost writes. */
  readonly onLine?: (line: string) => void;
  readonly onProgress: (text: string) => void;
  readonly signal: AbortSignal;
}

/** What a run has shown: what is kept in bench/results. */
export interface KillsReport extends Circumstances {
  readonly plan: KillsPlan;
  /** Everything that must not be and was; empty when all is well. */
  readonly problems: readonly Problem[];
  readonly totals: Totals;
  readonly kinds: readonly KindFigures[];
  readonly kills: readonly KillEffect[];
  readonly ended_by_themselves: readonly string[];
  readonly failed_starts: number;
  /** Seconds from the end of the traffic until nothing was left to be done. */
  readonly settled_after_seconds: number;
}

/**
 * Runs several APIs and workers under traffic, kills them and the servers below them at random, and
 * holds against each other what was accepted, what has arrived and what is written.
 *
 * @throws Error when the system does not start, or the signal is aborted
 */
export async function runKills(options: KillsOptions): Promise<KillsReport> {
  const { plan, settings = {}, onLine = () => undefined, onProgress, signal } = options;
  const commit = await sourceCommit();
  const environment = await Environment.start({
    apis: plan.apis,
    workers: plan.workers,
    settings,
    onLine,
    onProgress,
    signal,
  });
  try {
    const circumstances = await describeCircumstances(environment, commit);
    const { evidence, settledAfterMs } = await gatherEvidence(environment, options);
    signal.throwIfAborted();
    return {
      ...circumstances,
      plan,
      problems: findProblems(evidence),
      ...measureEffects(evidence),
      ended_by_themselves: evidence.killLog.endedByThemselves,
      failed_starts: evidence.killLog.failedStarts,
      settled_after_seconds: Math.round(settledAfterMs / 100) / 10,
    };
  } finally {
    onProgress('Stopping');
    await environment.stop();
  }
}

async function gatherEvidence(
  environment: Environment,
  { plan, onProgress, signal }: KillsOptions,
): Promise<{ evidence: Evidence; settledAfterMs: number }> {
  const { database, receiver } = environment;
  const tenants = await createTenants(environment, TAG, {
    organizations: plan.organizations,
    endpointsEach: ORDERINGS.length,
    orderings: ORDERINGS,
    treatment: { answerAfterMs: plan.answer_after_ms, failOneIn: plan.fail_one_in },
  });
  const duration = timeLimit(plan.seconds, signal);
  const repeating = timeLimit(plan.seconds + plan.settle_seconds, signal);
  const publishing: Promise<Traffic> = publishSurely({
    apiUrls: environment.signalpost.apiUrls,
    tenants,
    eventsPerSecond: plan.events_per_second,
    until: duration.signal,
    giveUp: repeating.signal,
  });
  const killer = new Killer(environment, signal, onProgress);
  const killing = killer.run(planKills(seededRandom(plan.seed), plan.pace), duration.signal);
  const [traffic, killLog] = await Promise.all([publishing, killing]);
  duration.end();
  repeating.end();
  onProgress('Waiting until nothing is left to be done');
  const waitingSince = performance.now();
  await untilSettled(database, plan.settle_seconds * MS_PER_SECOND, signal);
  const settledAfterMs = performance.now() - waitingSince;
  return {
    settledAfterMs,
    evidence: {
      traffic,
      killLog,
      arrivals: await receiver.report(TAG),
      events: await database.eventRecords(),
      endpoints: await database.endpointRecords(),
    },
  };
}
