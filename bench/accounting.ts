import type { Published } from './driver';
import type { Arrivals } from './receiver-messages';

/** The ids of the 202 answers held against the ids at the receiver. */
export interface Account {
  readonly accepted: number;
  /** Accepted and arrived, each counted once. */
  readonly delivered: number;
  /** Accepted and not arrived. */
  readonly lost: number;
  /** Arrivals of an id after its first one. */
  readonly duplicates: number;
  /** Arrived without a 202: possible only where requests were refused or timed out. */
  readonly unexpected: number;
  readonly refused_requests: number;
  readonly unsent_requests: number;
}

/** What the figures are worked out from. */
export interface Reckoning {
  readonly account: Account;
  /** Milliseconds from the start of the request to the event's first arrival. */
  readonly latencies: readonly number[];
  readonly firstRequestAt: number;
  readonly lastAnswerAt: number;
  readonly lastArrivalAt: number;
}

/** Holds what was accepted against what has arrived. */
export function reckon(published: Published, arrivals: Arrivals): Reckoning {
  const { accepted, refused, unsent } = published;
  const firstArrivals = new Map<string, number>();
  arrivals.ids.forEach((id, index) => {
    if (!firstArrivals.has(id)) firstArrivals.set(id, arrivals.at[index] ?? 0);
  });
  const latencies: number[] = [];
  let lastArrivalAt = 0;
  let acceptedEvents = 0;
  for (const { ids, startedAt } of accepted) {
    acceptedEvents += ids.length;
    for (const id of ids) {
      const at = firstArrivals.get(id);
      if (at === undefined) continue;
      latencies.push(at - startedAt);
      lastArrivalAt = Math.max(lastArrivalAt, at);
    }
  }
  const least = (moments: number[]) => moments.reduce((a, b) => Math.min(a, b), Infinity);
  const most = (moments: number[]) => moments.reduce((a, b) => Math.max(a, b), 0);
  return {
    account: {
      accepted: acceptedEvents,
      delivered: latencies.length,
      lost: acceptedEvents - latencies.length,
      duplicates: arrivals.ids.length - firstArrivals.size,
      unexpected: firstArrivals.size - latencies.length,
      refused_requests: refused,
      unsent_requests: unsent,
    },
    latencies,
    firstRequestAt: least(accepted.map(({ startedAt }) => startedAt)),
    lastAnswerAt: most(accepted.map(({ answeredAt }) => answeredAt)),
    lastArrivalAt,
  };
}

/** One account of two loads. */
export function addAccounts(one: Account, other: Account): Account {
  return {
    accepted: one.accepted + other.accepted,
    delivered: one.delivered + other.delivered,
    lost: one.lost + other.lost,
    duplicates: one.duplicates + other.duplicates,
    unexpected: one.unexpected + other.unexpected,
    refused_requests: one.refused_requests + other.refused_requests,
    unsent_requests: one.unsent_requests + other.unsent_requests,
  };
}
