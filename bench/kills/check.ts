import type { EventRecord } from '../database';
import {
  arrivalsBy,
  isSuccess,
  listArrivals,
  publishedOf,
  type Arrival,
  type Evidence,
} from './evidence';

/** Something that must not be: what, how often, and the first of them. */
export interface Problem {
  readonly what: string;
  readonly count: number;
  readonly examples: readonly string[];
}

const EXAMPLES = 5;

/** Everything that must not be and is; empty when all is well. */
export function findProblems(evidence: Evidence): Problem[] {
  const { traffic, killLog, events, endpoints } = evidence;
  const published = publishedOf(traffic);
  const accepted = new Set([...published.values()].flat());
  const arrivals = arrivalsBy(listArrivals(evidence.arrivals), ({ id }) => id);
  const strict = endpoints.filter(({ ordering }) => ordering === 'strict').map(({ id }) => id);
  const answered = (id: string) => arrivals.get(id) ?? [];
  return [
    problem('requests without a 202', Array<string>(traffic.unanswered).fill('a producer')),
    problem('processes that did not come back', killLog.missing),
    problem(
      'events lost: accepted, and never seen by the receiver',
      [...accepted].filter((id) => !arrivals.has(id)),
    ),
    problem(
      'events that the receiver saw and no 202 has named',
      [...arrivals.keys()].filter((id) => !accepted.has(id)),
    ),
    problem(
      'events in the database that no 202 has named',
      idsOf(events, ({ id }) => !accepted.has(id)),
    ),
    problem('events seen first after a later one of their endpoint', [
      ...outOfOrder(published, arrivals),
    ]),
    problem('events of strict endpoints seen before the one before was delivered', [
      ...strict.flatMap((id) => overtaking(published.get(id) ?? [], arrivals)),
    ]),
    problem(
      'events not finished',
      idsOf(events, ({ work }) => work !== null),
    ),
    problem(
      'events not marked as succeeded',
      idsOf(events, ({ succeeded, skipped }) => succeeded !== true || skipped),
    ),
    problem(
      'events without a delivery that succeeded',
      idsOf(events, ({ successes }) => successes === 0),
    ),
    problem(
      'events with a delivery that failed though the receiver was there',
      idsOf(events, ({ unanswered }) => unanswered > 0),
    ),
    problem(
      'events with more deliveries than the receiver has answered',
      idsOf(events, ({ id, successes, refusals }) => {
        const given = answered(id);
        const good = given.filter(({ status }) => isSuccess(status)).length;
        return successes > good || refusals > given.length - good;
      }),
    ),
    problem(
      'endpoints disabled',
      endpoints.filter(({ enabled }) => !enabled).map(({ id }) => id),
    ),
    problem(
      'endpoints with failed events in a row',
      endpoints.filter((one) => one.consecutive_failures !== 0).map(({ id }) => id),
    ),
  ].filter(({ count }) => count > 0);
}

function problem(what: string, all: readonly string[]): Problem {
  return { what, count: all.length, examples: all.slice(0, EXAMPLES) };
}

function idsOf(events: readonly EventRecord[], is: (event: EventRecord) => boolean): string[] {
  return events.filter(is).map(({ id }) => id);
}

/** Events that came for the first time after a later one of the same endpoint. */
function* outOfOrder(
  published: ReadonlyMap<string, readonly string[]>,
  arrivals: ReadonlyMap<string, readonly Arrival[]>,
): Generator<string> {
  for (const ids of published.values()) {
    let earliestLater = Infinity;
    for (const id of ids.toReversed()) {
      const at = arrivals.get(id)?.[0]?.at;
      if (at === undefined) continue;
      if (at > earliestLater) yield id;
      earliestLater = Math.min(earliestLater, at);
    }
  }
}

/** Events that came before the one published before them had been answered with success. */
function overtaking(
  ids: readonly string[],
  arrivals: ReadonlyMap<string, readonly Arrival[]>,
): string[] {
  return ids.filter((id, index) => {
    const at = arrivals.get(id)?.[0]?.at;
    const before = ids[index - 1];
    if (at === undefined || before === undefined) return false;
    const delivered = arrivals.get(before)?.find(({ status }) => isSuccess(status));
    return delivered === undefined || delivered.answeredAt > at;
  });
}
