import type { EventRecord } from '../../../bench/database';
import type { Evidence } from '../../../bench/kills/evidence';
import type { Kill } from '../../../bench/kills/killer';

/** A request at the receiver: id, moment, status; it was answered 1 ms later. */
export type Seen = readonly [id: string, at: number, status: number];

/** A kill at a moment. */
export const kill = (kind: Kill['kind'], at: number): Kill => ({
  kind,
  name: kind,
  how: 'kill -9',
  at,
  backAfterMs: 50,
});

/** An event that was delivered by one attempt. */
export const delivered = (id: string, over: Partial<EventRecord> = {}): EventRecord => ({
  id,
  endpoint_id: 'free',
  stored_at: 1_000,
  work: null,
  succeeded: true,
  skipped: false,
  successes: 1,
  refusals: 0,
  unanswered: 0,
  ...over,
});

/**
 * What is known of a run in which one producer has published the events a, b and c to the endpoint
 * `free` and k, l to `strict`, at the moments 100, 110 and so on.
 */
export function evidenceOf({
  seen,
  kills = [],
  events = ['a', 'b', 'c', 'k', 'l'].map((id) => delivered(id)),
  over = {},
}: {
  readonly seen: readonly Seen[];
  readonly kills?: readonly Kill[];
  readonly events?: readonly EventRecord[];
  readonly over?: Partial<Evidence>;
}): Evidence {
  const published = ['a', 'b', 'c', 'k', 'l'].map((id, index) => ({
    firstTriedAt: 100 + 10 * index,
    lastTriedAt: 900,
    tries: index === 1 ? 2 : 1,
    accepted: {
      startedAt: 100 + 10 * index,
      answeredAt: 105 + 10 * index,
      ids: [id],
      endpointIds: ['a', 'b', 'c'].includes(id) ? ['free'] : ['strict'],
    },
  }));
  return {
    traffic: { producers: [published], unanswered: 0, startedAt: 100, endedAt: 1_000 },
    killLog: { kills, endedByThemselves: [], failedStarts: 0, missing: [] },
    arrivals: {
      ids: seen.map(([id]) => id),
      at: seen.map(([, at]) => at),
      statuses: seen.map(([, , status]) => status),
      answeredAt: seen.map(([, at]) => at + 1),
    },
    events,
    endpoints: [
      { id: 'free', ordering: 'first_attempt', enabled: true, consecutive_failures: 0 },
      { id: 'strict', ordering: 'strict', enabled: true, consecutive_failures: 0 },
    ],
    ...over,
  };
}

/** Everything arrived once and in order. */
export const ALL_WELL: readonly Seen[] = [
  ['a', 200, 204],
  ['b', 210, 204],
  ['c', 220, 204],
  ['k', 230, 204],
  ['l', 240, 204],
];
