import type { EventRecord } from '../database';
import { killBehindPause, killBehindRepeat } from './attribution';
import { percentile, rounded } from '../statistics';
import {
  arrivalsBy,
  isRefused,
  listArrivals,
  publishedOf,
  type Arrival,
  type Evidence,
} from './evidence';
import { KILL_KINDS, type KillKind } from './kill-plan';
import type { Kill } from './killer';
import type { SureRequest } from './traffic';

/** A retry is due after 5 s; one that takes this long was held up. */
const LATE_RETRY_MS = 30_000;

/** What a kill has brought about. */
export interface KillEffect {
  readonly kind: KillKind;
  readonly name: string;
  readonly how: Kill['how'];
  /** Since the traffic's begin. */
  readonly at_seconds: number;
  /** From the kill until the process was ready again. */
  readonly back_after_ms: number | null;
  /** Requests that the receiver had got before and answered, or was about to. */
  readonly duplicates: number;
  /** Longest time in which one endpoint got nothing. */
  readonly longest_pause_ms: number;
  /** Longest time in which no endpoint got anything. */
  readonly longest_standstill_ms: number;
  /** Longest time from a request's first try to its 202. */
  readonly longest_publish_ms: number;
}

/** The kills of one kind together. */
export interface KindFigures {
  readonly kind: KillKind;
  readonly kills: number;
  readonly duplicates: number;
  readonly duplicates_per_kill: number | null;
  readonly most_duplicates: number;
  readonly median_pause_ms: number | null;
  readonly longest_pause_ms: number | null;
  readonly longest_standstill_ms: number | null;
  readonly longest_publish_ms: number | null;
}

/** The whole run in numbers. */
export interface Totals {
  readonly requests: number;
  /** Requests that took more than one try. */
  readonly repeated_requests: number;
  /** Of these, those that had been stored by an earlier try, whose answer was lost. */
  readonly lost_answers: number;
  /** Events of the endpoints that a 202 has named. */
  readonly accepted: number;
  /** Requests that the receiver got. */
  readonly arrivals: number;
  /** Of these, those that it answered with a failure. */
  readonly refused_by_receiver: number;
  readonly duplicates: number;
  /** Of these, those that no kill was before. */
  readonly duplicates_before_kills: number;
  readonly delivery_rows: number;
  /** Answered requests whose outcome was never written: their worker was gone. */
  readonly outcomes_never_written: number;
  /** Events with more than one delivery that succeeded. */
  readonly events_with_two_successes: number;
  /** Longest time from a failure's answer to the event's next request. */
  readonly retry_max_ms: number | null;
  /** Retries that took longer than LATE_RETRY_MS. */
  readonly late_retries: number;
  readonly delay_p50_ms: number | null;
  readonly delay_p99_ms: number | null;
  readonly delay_max_ms: number | null;
}

/** What the kills have brought about, one by one and by their kinds. */
export function measureEffects(evidence: Evidence): {
  totals: Totals;
  kinds: KindFigures[];
  kills: KillEffect[];
} {
  const { traffic, killLog, events } = evidence;
  const arrivals = listArrivals(evidence.arrivals);
  const byId = arrivalsBy(arrivals, ({ id }) => id);
  const drafts = new Map(killLog.kills.map((kill) => [kill, new Draft()]));
  const draftOf = (kill: Kill | undefined) => kill && drafts.get(kill);
  const forPause = (from: number, until: number) =>
    draftOf(killBehindPause(killLog.kills, from, until));

  const retries: number[] = [];
  let duplicates = 0;
  let unattributed = 0;
  for (const list of byId.values()) {
    list.forEach((arrival, index) => {
      const former = list[index - 1];
      if (former === undefined) return;
      if (isRefused(former)) {
        retries.push(arrival.at - former.answeredAt);
        return;
      }
      duplicates += 1;
      const draft = draftOf(killBehindRepeat(killLog.kills, former.at, arrival.at));
      if (draft === undefined) unattributed += 1;
      else draft.duplicates += 1;
    });
  }
  for (const [from, until] of pauses(evidence, arrivals)) {
    forPause(from, until)?.pause(until - from);
  }
  for (const [from, until] of gaps(arrivals, traffic.endedAt)) {
    forPause(from, until)?.standstill(until - from);
  }
  const requests = traffic.producers.flat();
  for (const { firstTriedAt, accepted } of requests) {
    const until = accepted.answeredAt;
    forPause(firstTriedAt, until)?.publish(until - firstTriedAt);
  }

  const kills = killLog.kills.map((kill) => effectOf(kill, drafts.get(kill), traffic.startedAt));
  const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
  const rows = sum(events.map((one) => one.successes + one.refusals + one.unanswered));
  const delays = requests.flatMap(({ accepted }) =>
    accepted.ids.flatMap((id) => {
      const at = byId.get(id)?.[0]?.at;
      return at === undefined ? [] : [at - accepted.startedAt];
    }),
  );
  return {
    totals: {
      requests: requests.length,
      repeated_requests: requests.filter(({ tries }) => tries > 1).length,
      lost_answers: countLostAnswers(requests, events),
      accepted: sum(requests.map(({ accepted }) => accepted.ids.length)),
      arrivals: arrivals.length,
      refused_by_receiver: arrivals.filter(isRefused).length,
      duplicates,
      duplicates_before_kills: unattributed,
      delivery_rows: rows,
      outcomes_never_written: arrivals.length - rows,
      events_with_two_successes: events.filter(({ successes }) => successes > 1).length,
      retry_max_ms: rounded(percentile(retries, 100)),
      late_retries: retries.filter((ms) => ms > LATE_RETRY_MS).length,
      delay_p50_ms: rounded(percentile(delays, 50)),
      delay_p99_ms: rounded(percentile(delays, 99)),
      delay_max_ms: rounded(percentile(delays, 100)),
    },
    kinds: KILL_KINDS.map((kind) => kindFigures(kind, kills)),
    kills,
  };
}

function countLostAnswers(
  requests: readonly SureRequest[],
  events: readonly EventRecord[],
): number {
  const storedAt = new Map(events.map((event) => [event.id, event.stored_at]));
  return requests.filter(({ accepted, lastTriedAt }) => {
    const stored = storedAt.get(accepted.ids[0] ?? '');
    return stored !== undefined && stored < lastTriedAt;
  }).length;
}

/**
 * The times in which single endpoints got nothing. Those of strict ones are left out: they also wait
 * for retries.
 */
function* pauses(
  { traffic, endpoints }: Evidence,
  arrivals: readonly Arrival[],
): Generator<readonly [number, number]> {
  const endpointOf = new Map<string, string>();
  const published = publishedOf(traffic);
  for (const { id, ordering } of endpoints) {
    if (ordering !== 'strict') published.get(id)?.forEach((event) => endpointOf.set(event, id));
  }
  for (const list of arrivalsBy(arrivals, ({ id }) => endpointOf.get(id)).values()) {
    yield* gaps(list, traffic.endedAt);
  }
}

/** Times between arrivals that begin while there is traffic. */
function* gaps(
  arrivals: readonly Arrival[],
  endedAt: number,
): Generator<readonly [number, number]> {
  for (const [index, { at }] of arrivals.entries()) {
    const next = arrivals[index + 1];
    if (next !== undefined && at < endedAt) yield [at, next.at];
  }
}

/** A kill's effect while it is put together. */
class Draft {
  duplicates = 0;
  longestPause = 0;
  longestStandstill = 0;
  longestPublish = 0;

  pause(ms: number): void {
    this.longestPause = Math.max(this.longestPause, ms);
  }

  standstill(ms: number): void {
    this.longestStandstill = Math.max(this.longestStandstill, ms);
  }

  publish(ms: number): void {
    this.longestPublish = Math.max(this.longestPublish, ms);
  }
}

function effectOf(kill: Kill, draft: Draft | undefined, startedAt: number): KillEffect {
  const { kind, name, how, at, backAfterMs } = kill;
  return {
    kind,
    name,
    how,
    at_seconds: Math.round((at - startedAt) / 10) / 100,
    back_after_ms: backAfterMs === null ? null : Math.round(backAfterMs),
    duplicates: draft?.duplicates ?? 0,
    longest_pause_ms: Math.round(draft?.longestPause ?? 0),
    longest_standstill_ms: Math.round(draft?.longestStandstill ?? 0),
    longest_publish_ms: Math.round(draft?.longestPublish ?? 0),
  };
}

function kindFigures(kind: KillKind, all: readonly KillEffect[]): KindFigures {
  const kills = all.filter((kill) => kill.kind === kind);
  const duplicates = kills.reduce((sum, kill) => sum + kill.duplicates, 0);
  const pauses = kills.map((kill) => kill.longest_pause_ms);
  return {
    kind,
    kills: kills.length,
    duplicates,
    duplicates_per_kill: kills.length === 0 ? null : rounded(duplicates / kills.length),
    most_duplicates: Math.max(0, ...kills.map((kill) => kill.duplicates)),
    median_pause_ms: percentile(pauses, 50),
    longest_pause_ms: percentile(pauses, 100),
    longest_standstill_ms: percentile(
      kills.map((kill) => kill.longest_standstill_ms),
      100,
    ),
    longest_publish_ms: percentile(
      kills.map((kill) => kill.longest_publish_ms),
      100,
    ),
  };
}
