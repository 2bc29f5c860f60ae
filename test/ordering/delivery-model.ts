import type { Ordering } from '../../src/domain/endpoint';
import { MAX_ATTEMPTS } from '../../src/domain/retry-policy';
import type { Answer, Request } from './scripted-receiver';

/** The receiver learns of a request's end a little later than the sender. */
const TOLERANCE_MS = 60;

/** An event as the database has it in the end, in the order of publishing. */
export interface FinalEvent {
  readonly id: string;
  readonly work: string | null;
  readonly succeeded: boolean | null;
  readonly skipped: boolean;
  readonly attempts: number;
  readonly script: readonly Answer[];
}

/** What is known of one endpoint when everything has come to its end. */
export interface Observed {
  readonly ordering: Ordering;
  readonly maxInFlight: number;
  readonly requests: readonly Request[];
  readonly events: readonly FinalEvent[];
  readonly endpoint: { readonly enabled: boolean; readonly disabled_reason: string | null };
  readonly disableAfter: number;
  /** Events that were sent again by hand: they come when they come. */
  readonly resent: ReadonlySet<string>;
  /** Whether somebody has disabled it meanwhile. */
  readonly wasDisabled: boolean;
}

/** Everything that the promises do not allow; empty when all is well. */
export function findViolations(observed: Observed): string[] {
  return [
    ...attemptViolations(observed),
    ...orderViolations(observed),
    ...disablingViolations(observed),
  ];
}

function requestsOf({ requests }: Observed, id: string): Request[] {
  return requests.filter((one) => one.id === id);
}

/** Every event has its end, by its script, with as many requests as attempts and the same bytes in each. */
function attemptViolations(observed: Observed): string[] {
  const violations: string[] = [];
  for (const event of observed.events) {
    const requests = requestsOf(observed, event.id);
    if (event.work !== null) violations.push(`${event.id} is ${event.work}`);
    const outcomes = [event.succeeded === true, event.succeeded === false, event.skipped];
    if (outcomes.filter(Boolean).length !== 1) violations.push(`${event.id}: ${String(outcomes)}`);
    if (new Set(requests.map(({ body }) => body)).size > 1) violations.push('bytes differ');
    if (observed.resent.has(event.id)) continue;
    if (requests.length !== event.attempts || requests.length > MAX_ATTEMPTS) {
      violations.push(`${event.id}: ${requests.length} requests, ${event.attempts} attempts`);
    }
    if (event.skipped) continue;
    const last = requests.at(-1)?.answer;
    const expected = attemptsOf(event.script);
    if (requests.length !== expected) {
      violations.push(`${event.id}: ${requests.length} requests, ${expected} by the script`);
    }
    if (event.succeeded !== (last === 'ok')) violations.push(`${event.id} ended with ${last}`);
  }
  return violations;
}

function attemptsOf(script: readonly Answer[]): number {
  const end = script.findIndex((answer) => answer === 'ok' || answer === 'gone');
  return Math.min(MAX_ATTEMPTS, end === -1 ? script.length + 1 : end + 1);
}

function orderViolations(observed: Observed): string[] {
  const { ordering, maxInFlight, events, resent } = observed;
  const violations: string[] = [];
  const inOrder = events
    .filter(({ id }) => !resent.has(id))
    .map(({ id }) => requestsOf(observed, id))
    .filter((requests) => requests.length > 0);
  const most = ordering === 'strict' ? 1 : maxInFlight;
  inOrder.forEach((requests, index) => {
    const [first] = requests;
    if (first === undefined) return;
    const earlier = inOrder.slice(0, index);
    const isUnderWay = (one: Request) =>
      one.begunAt < first.begunAt && one.endedAt - TOLERANCE_MS > first.begunAt;
    const beside = inOrder.filter(([one]) => one !== undefined && isUnderWay(one)).length;
    if (beside >= most) violations.push(`${beside + 1} first attempts under way`);
    if (ordering === 'none') return;
    const later = earlier.filter(([one]) => (one?.begunAt ?? 0) > first.begunAt).length;
    if (later >= most) violations.push(`event ${index} came before ${later} earlier ones`);
    if (ordering !== 'strict') return;
    const open = earlier.filter(
      (others) => (others.at(-1)?.endedAt ?? Infinity) - TOLERANCE_MS > first.begunAt,
    );
    if (open.length > 0)
      violations.push(`strict: event ${index} began before an earlier one's end`);
  });
  return violations;
}

/** Disabled by 410 Gone, or by failed events in a row with no success between; and then surely. */
function disablingViolations(observed: Observed): string[] {
  const { endpoint, events, requests, disableAfter, wasDisabled, resent } = observed;
  if (wasDisabled || resent.size > 0) return [];
  const isGone = requests.some(({ answer }) => answer === 'gone');
  const reason = endpoint.enabled ? null : endpoint.disabled_reason;
  if (isGone) return reason === null ? ['still enabled after 410 Gone'] : [];
  const ends = events
    .filter(({ succeeded }) => succeeded === false)
    .map(({ id }) => requestsOf(observed, id).at(-1)?.endedAt ?? Infinity)
    .sort((one, other) => one - other);
  const successes = requests.filter(({ answer }) => answer === 'ok').map((one) => one.endedAt);
  const isStreak = (slackMs: number) =>
    ends.some((from, index) => {
      const to = ends[index + disableAfter - 1];
      return to !== undefined && !successes.some((at) => at > from - slackMs && at < to + slackMs);
    });
  if (reason === 'failures' && !isStreak(-TOLERANCE_MS)) return ['disabled without a streak'];
  return reason === null && isStreak(1_000) ? ['still enabled after a streak'] : [];
}
