import { setTimeout as delay } from 'node:timers/promises';
import { now } from '../clock';
import { Driver, type Accepted, type PublishJob } from '../driver';
import { batchBody, singleBody } from '../event';
import type { Tenant } from '../tenants';

const REPEAT_AFTER_MS = 100;
/** One request in so many is a batch. */
const BATCH_ONE_IN = 10;
const BATCH_EVENTS = 5;
const MS_PER_SECOND = 1_000;

/** A request that has got its 202 in the end. */
export interface SureRequest {
  readonly accepted: Accepted;
  /** Start of its first try. */
  readonly firstTriedAt: number;
  /** Start of its last try, milliseconds since 1970: the database's clock. */
  readonly lastTriedAt: number;
  /** How often it was sent; more than once when an answer was lost or was not 202. */
  readonly tries: number;
}

/** What the producers have published. */
export interface Traffic {
  /** One list for each producer, in the order in which it has published. */
  readonly producers: readonly (readonly SureRequest[])[];
  /** Requests that never got a 202. */
  readonly unanswered: number;
  readonly startedAt: number;
  readonly endedAt: number;
}

/** How much is published. */
export interface TrafficPlan {
  readonly apiUrls: readonly string[];
  readonly tenants: readonly Pick<Tenant, 'token'>[];
  /** Events per second of all organizations; each goes to every endpoint of its organization. */
  readonly eventsPerSecond: number;
  /** Begins no further request when aborted. */
  readonly until: AbortSignal;
  /** Repeats no request any more when aborted. */
  readonly giveUp: AbortSignal;
}

/**
 * One producer for each organization. It sends one request after the other, so that the order of its
 * events is known, and repeats each until it has its 202: with the same Idempotency-Key, at the other API.
 */
export async function publishSurely(plan: TrafficPlan): Promise<Traffic> {
  const { tenants, apiUrls } = plan;
  const startedAt = now();
  const drivers = apiUrls.map((url) => new Driver(url, tenants.length));
  try {
    const outcomes = await Promise.all(
      tenants.map(({ token }, index) => produce(plan, drivers, token, index)),
    );
    return {
      producers: outcomes.map(({ requests }) => requests),
      unanswered: outcomes.filter(({ isUnanswered }) => isUnanswered).length,
      startedAt,
      endedAt: now(),
    };
  } finally {
    await Promise.all(drivers.map((driver) => driver.close()));
  }
}

async function produce(
  { tenants, eventsPerSecond, until, giveUp }: TrafficPlan,
  drivers: readonly Driver[],
  token: string,
  index: number,
): Promise<{ requests: SureRequest[]; isUnanswered: boolean }> {
  const requests: SureRequest[] = [];
  const intervalMs = (MS_PER_SECOND * tenants.length) / eventsPerSecond;
  // Apart from each other from the beginning on.
  let nextAt = now() + (intervalMs * index) / tenants.length;
  for (let number = 0; ; number += 1) {
    await delay(Math.max(0, nextAt - now()), undefined, { signal: until }).catch(() => undefined);
    if (until.aborted) return { requests, isUnanswered: false };
    const isBatch = number % BATCH_ONE_IN === BATCH_ONE_IN - 1;
    const startedAt = now();
    const request = await repeatUntilAccepted(drivers, index + number, giveUp, {
      token,
      idempotencyKey: `producer-${index}-${number}`,
      ...(isBatch
        ? { kind: 'batch', body: () => batchBody(number * BATCH_EVENTS, BATCH_EVENTS) }
        : { kind: 'single', body: () => singleBody(number) }),
    });
    if (request === undefined) return { requests, isUnanswered: true };
    requests.push(request);
    nextAt = startedAt + intervalMs * (isBatch ? BATCH_EVENTS : 1);
  }
}

/** @returns undefined when the signal was aborted before the 202 */
async function repeatUntilAccepted(
  drivers: readonly Driver[],
  firstDriver: number,
  giveUp: AbortSignal,
  job: PublishJob,
): Promise<SureRequest | undefined> {
  const firstTriedAt = now();
  for (let tries = 1; !giveUp.aborted; tries += 1) {
    const driver = drivers[(firstDriver + tries) % drivers.length];
    const lastTriedAt = Date.now();
    const accepted = await driver?.publish(job);
    if (accepted !== undefined) return { accepted, firstTriedAt, lastTriedAt, tries };
    await delay(REPEAT_AFTER_MS);
  }
  return undefined;
}
