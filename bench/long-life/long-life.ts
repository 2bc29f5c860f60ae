import { setTimeout as delay } from 'node:timers/promises';
import { describeCircumstances, type Circumstances } from '../circumstances';
import { now } from '../clock';
import { untilSettled } from '../completion';
import { Driver } from '../driver';
import { Environment } from '../environment';
import { batchBody } from '../event';
import { measureHistories, type HistorySize } from '../history-size';
import { sourceCommit } from '../machine';
import { readUsage } from '../process-usage';
import { createTenants } from '../tenants';
import { timeLimit } from '../time-limit';
import { endpointWorkflowId } from '../../src/temporal/names';
import { statusQuery, type EndpointStatus } from '../../src/workflows/messages';
import { findProblems } from './check';

const TAG = 'long-life';
const SETTLE_MS = 60_000;
const STATUS_MS = 75_000;
const POLL_MS = 200;
const MS_PER_SECOND = 1_000;

/** One endpoint's long life. */
export interface LongLifePlan {
  readonly events: number;
  readonly events_per_request: number;
  /** One in so many events gets a 503 at first, so that retries are carried from run to run. */
  readonly fail_one_in: number;
  /** Length of a history after which the server suggests a new run; its default is 4,096. */
  readonly history_events: number;
  /** Arrivals after which the worker's memory is looked at for the first time. */
  readonly first_events: number;
  readonly time_limit_seconds: number;
}

/** The run whose result is kept. */
export const FULL_PLAN: LongLifePlan = {
  events: 100_000,
  events_per_request: 1_000,
  fail_one_in: 1_000,
  history_events: 8,
  first_events: 10_000,
  time_limit_seconds: 600,
};

/** What is kept in bench/results. */
export interface LongLifeReport extends Circumstances {
  readonly plan: LongLifePlan;
  /** Everything that must not be and was; empty when all is well. */
  readonly problems: readonly string[];
  readonly seconds: number;
  readonly delivered_per_second: number;
  /** Requests that the receiver got; each that it refused at first is two. */
  readonly requests: number;
  readonly refused: number;
  /** What the workflow says in the end. */
  readonly status: EndpointStatus;
  /** Of all runs of the workflow. */
  readonly history: HistorySize;
  /** Resident memory of the worker in MiB, after the first events and at the end. */
  readonly worker_mib: { readonly first: number | null; readonly end: number | null };
}

export interface LongLifeOptions {
  readonly plan: LongLifePlan;
  readonly onProgress: (text: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Sends many events to one endpoint, whose workflow continues as new again and again, and holds against
 * each other what was published, what has arrived and what the workflow has counted.
 *
 * @throws Error when the system does not start, or the signal is aborted
 */
export async function runLongLife(options: LongLifeOptions): Promise<LongLifeReport> {
  const { plan, onProgress, signal } = options;
  const commit = await sourceCommit();
  const environment = await Environment.start({
    temporalConfig: { 'limit.historyCount.suggestContinueAsNew': plan.history_events },
    onLine: () => undefined,
    onProgress,
    signal,
  });
  try {
    const circumstances = await describeCircumstances(environment, commit);
    return { ...circumstances, plan, ...(await live(environment, options)) };
  } finally {
    onProgress('Stopping');
    await environment.stop();
  }
}

async function live(
  environment: Environment,
  { plan, onProgress, signal }: LongLifeOptions,
): Promise<Omit<LongLifeReport, keyof Circumstances | 'plan'>> {
  const { receiver, database, temporalClient } = environment;
  const since = new Date();
  const [tenant] = await createTenants(environment, TAG, {
    organizations: 1,
    treatment: { answerAfterMs: 0, failOneIn: plan.fail_one_in },
  });
  if (tenant === undefined) throw new Error('There is no endpoint.');
  const limit = timeLimit(plan.time_limit_seconds, signal);
  const startedAt = now();
  onProgress(`Publishing ${plan.events} events`);
  const firstMib = receiver
    .waitFor(TAG, Math.min(plan.first_events, plan.events), limit.signal)
    .then(() => workerMib(environment));
  const published = await publish(environment, tenant.token, plan, limit.signal);
  onProgress('Waiting until all have arrived');
  const finished = await receiver.waitFor(TAG, published.length, limit.signal);
  const seconds = (now() - startedAt) / MS_PER_SECOND;
  const settled = await untilSettled(database, SETTLE_MS, signal);
  limit.end();
  signal.throwIfAborted();

  const workflowId = endpointWorkflowId(tenant.endpointIds[0] ?? '');
  const handle = temporalClient.workflow.getHandle(workflowId);
  const status = await quietStatus(() => handle.query(statusQuery), published.length, signal);
  const arrivals = await receiver.report(TAG);
  const history = await measureHistories(temporalClient, tenant.endpointIds, since);
  const worker_mib = { first: await firstMib, end: await workerMib(environment) };
  const events = await database.eventRecords();
  return {
    problems: findProblems({
      plan,
      isFinished: finished && settled,
      published,
      arrivals,
      events,
      status,
      history,
      worker_mib,
    }),
    seconds: Math.round(seconds * 10) / 10,
    delivered_per_second: Math.round(published.length / seconds),
    requests: arrivals.ids.length,
    refused: arrivals.statuses.filter((code) => code === 503).length,
    status,
    history,
    worker_mib,
  };
}

/** @returns the events' ids in the order of publishing */
async function publish(
  { apiUrl }: Environment,
  token: string,
  { events, events_per_request }: LongLifePlan,
  signal: AbortSignal,
): Promise<string[]> {
  // One request after the other, so that the order is known.
  const driver = new Driver(apiUrl, 1);
  try {
    const ids: string[] = [];
    while (ids.length < events && !signal.aborted) {
      const first = ids.length;
      const count = Math.min(events_per_request, events - first);
      const job = { token, kind: 'batch', body: () => batchBody(first, count) } as const;
      const accepted = await driver.publish(job);
      if (accepted === undefined) throw new Error(`A batch was refused after ${first} events.`);
      ids.push(...accepted.ids);
    }
    return ids;
  } finally {
    await driver.close();
  }
}

/** The status when all is counted, or cannot be any more: the last group tells of its deliveries at its end. */
async function quietStatus(
  look: () => Promise<EndpointStatus>,
  expected: number,
  signal: AbortSignal,
): Promise<EndpointStatus> {
  const deadline = now() + STATUS_MS;
  for (;;) {
    const before = await look();
    await delay(POLL_MS, undefined, { signal });
    const status = await look();
    const isQuiet = status.queued === 0 && status.inRetry === 0 && !status.moreWaiting;
    const isCounted = status.delivered >= expected && before.delivered === status.delivered;
    if ((isQuiet && isCounted) || now() > deadline) return status;
  }
}

async function workerMib({ pids }: Environment): Promise<number | null> {
  return (await readUsage({ worker: pids.worker })).worker.residentMib;
}
