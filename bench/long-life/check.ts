import type { EventRecord } from '../database';
import type { HistorySize } from '../history-size';
import { arrivalsBy, isRefused, isSuccess, listArrivals } from '../kills/evidence';
import type { AnsweredArrivals } from '../receiver-messages';
import type { EndpointStatus } from '../../src/workflows/messages';
import type { LongLifePlan } from './long-life';

/** The worker's memory at the end against that after the first events; garbage alone makes some difference. */
const MOST_GROWTH = 1.5;
const LEAST_RUNS = 3;

/** What is known after a run. */
export interface LongLifeEvidence {
  readonly plan: LongLifePlan;
  /** Whether everything has arrived and its bookkeeping was done in time. */
  readonly isFinished: boolean;
  readonly published: readonly string[];
  readonly arrivals: AnsweredArrivals;
  readonly events: readonly EventRecord[];
  readonly status: EndpointStatus;
  readonly history: HistorySize;
  readonly worker_mib: { readonly first: number | null; readonly end: number | null };
}

/** Everything that must not be and was. */
export function findProblems(evidence: LongLifeEvidence): string[] {
  const { plan, isFinished, published, events, status, history, worker_mib } = evidence;
  const problems: string[] = [];
  const expect = (isSo: boolean, problem: string) => {
    if (!isSo) problems.push(problem);
  };
  expect(isFinished, 'not everything was finished in time');
  expect(published.length === plan.events, `${published.length} events were published`);
  expectArrivals(evidence, expect);
  const delivered = events.filter(
    ({ work, succeeded, skipped, successes }) =>
      work === null && succeeded === true && !skipped && successes === 1,
  ).length;
  expect(delivered === published.length, `${delivered} events are delivered by their rows`);
  expect(
    status.delivered === published.length,
    `the workflow has counted ${status.delivered} deliveries`,
  );
  expect(
    status.state === 'enabled' && status.consecutiveFailures === 0,
    `the workflow says ${status.state}, ${status.consecutiveFailures} failures`,
  );
  expect(history.runs >= LEAST_RUNS, `the workflow has had ${history.runs} runs`);
  const { first, end } = worker_mib;
  if (first !== null && end !== null) {
    expect(end <= first * MOST_GROWTH, `the worker has grown from ${first} MiB to ${end} MiB`);
  }
  return problems;
}

function expectArrivals(
  { published, arrivals }: LongLifeEvidence,
  expect: (isSo: boolean, problem: string) => void,
): void {
  const list = listArrivals(arrivals);
  const first = [...new Set(arrivals.ids)];
  const misplaced = published.findIndex((id, index) => first[index] !== id);
  expect(misplaced === -1, `first arrivals are out of order from ${misplaced} on`);
  expect(first.length === published.length, `${first.length} different events have arrived`);
  const wrong = [...arrivalsBy(list, ({ id }) => id).values()].filter(
    (ofOne) =>
      ofOne.filter(({ status }) => isSuccess(status)).length !== 1 ||
      ofOne.filter(isRefused).length !== ofOne.length - 1,
  );
  expect(wrong.length === 0, `${wrong.length} events did not arrive exactly once with a success`);
}
