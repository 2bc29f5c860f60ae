import type { EndpointRecord, EventRecord } from '../database';
import type { AnsweredArrivals } from '../receiver-messages';
import type { KillLog } from './killer';
import type { Traffic } from './traffic';

/** Everything that is known after a run. */
export interface Evidence {
  readonly traffic: Traffic;
  readonly killLog: KillLog;
  readonly arrivals: AnsweredArrivals;
  readonly events: readonly EventRecord[];
  readonly endpoints: readonly EndpointRecord[];
}

/** One request at the receiver. */
export interface Arrival {
  readonly id: string;
  readonly at: number;
  /** 0 when it was not answered. */
  readonly status: number;
  readonly answeredAt: number;
}

/** Requests in the order in which they came. */
export function listArrivals({ ids, at, statuses, answeredAt }: AnsweredArrivals): Arrival[] {
  return ids.map((id, index) => ({
    id,
    at: at[index] ?? 0,
    status: statuses[index] ?? 0,
    answeredAt: answeredAt[index] ?? 0,
  }));
}

/** The requests of each key, each list in the order in which they came. */
export function arrivalsBy(
  arrivals: readonly Arrival[],
  keyOf: (arrival: Arrival) => string | undefined,
): Map<string, Arrival[]> {
  const lists = new Map<string, Arrival[]>();
  for (const arrival of arrivals) {
    const key = keyOf(arrival);
    if (key === undefined) continue;
    const list = lists.get(key);
    if (list === undefined) lists.set(key, [arrival]);
    else list.push(arrival);
  }
  return lists;
}

/** The ids of each endpoint's events, in the order in which its one producer has published them. */
export function publishedOf({ producers }: Traffic): Map<string, string[]> {
  const published = new Map<string, string[]>();
  for (const { accepted } of producers.flat()) {
    accepted.ids.forEach((id, index) => {
      const endpointId = accepted.endpointIds[index] ?? '';
      const ids = published.get(endpointId);
      if (ids === undefined) published.set(endpointId, [id]);
      else ids.push(id);
    });
  }
  return published;
}

export const isSuccess = (status: number): boolean => status >= 200 && status < 300;

/** Whether a request was answered with a failure, so that the event's next one is its retry. */
export const isRefused = ({ status }: Arrival): boolean => status !== 0 && !isSuccess(status);
