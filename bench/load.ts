import { setTimeout as delay } from 'node:timers/promises';
import { reckon, type Reckoning } from './accounting';
import type { CaseContext, CaseOutcome } from './bench-case';
import { Driver, type PublishJob } from './driver';
import { batchBody, singleBody } from './event';
import { settle, waitForAll } from './completion';
import { percentile, rounded } from './statistics';
import { createTenants } from './tenants';

const REQUESTS_IN_FLIGHT = 50;
/** Time for the new endpoints' workflows to have begun. */
const BEFORE_LOAD_MS = 1_000;
const MS_PER_SECOND = 1_000;

/** A load: events spread evenly over endpoints, published as fast as they are accepted. */
export interface Load {
  readonly endpoints: number;
  /** Events in total. */
  readonly events: number;
  readonly eventsPerRequest: number;
}

/** Publishes a load to new endpoints and waits until everything has arrived. */
export async function runLoad(context: CaseContext, load: Load): Promise<CaseOutcome> {
  const { environment, tag, signal } = context;
  const tenants = await createTenants(environment, tag, load.endpoints);
  await delay(BEFORE_LOAD_MS);
  const driver = new Driver(environment.apiUrl, REQUESTS_IN_FLIGHT);
  try {
    const jobs = jobsOf(tenants, load, context.scale);
    const published = await driver.publishAll(jobs, signal);
    const finished = await waitForAll(context, published);
    await settle(context);
    const reckoning = reckon(published, await environment.receiver.report(tag));
    return { figures: figuresOf(reckoning), account: reckoning.account, finished };
  } finally {
    await driver.close();
    await environment.receiver.forget(tag);
  }
}

/** One endpoint after the other, round and round. */
function jobsOf(
  tenants: readonly { token: string }[],
  { events, eventsPerRequest }: Load,
  scale: number,
): PublishJob[] {
  const perTenant = Math.max(1, Math.round((events * scale) / tenants.length));
  const jobs: PublishJob[] = [];
  let number = 0;
  for (let sent = 0; sent < perTenant; sent += eventsPerRequest) {
    const count = Math.min(eventsPerRequest, perTenant - sent);
    for (const { token } of tenants) {
      const first = number;
      number += count;
      jobs.push(
        eventsPerRequest === 1
          ? { token, kind: 'single', body: () => singleBody(first) }
          : { token, kind: 'batch', body: () => batchBody(first, count) },
      );
    }
  }
  return jobs;
}

function figuresOf(reckoning: Reckoning): Record<string, number | null> {
  const { account, latencies, firstRequestAt, lastAnswerAt, lastArrivalAt } = reckoning;
  const rate = (count: number, until: number) =>
    count === 0 ? null : rounded((count / (until - firstRequestAt)) * MS_PER_SECOND);
  return {
    accepted_per_second: rate(account.accepted, lastAnswerAt),
    delivered_per_second: rate(account.delivered, lastArrivalAt),
    p50_ms: rounded(percentile(latencies, 50)),
    p95_ms: rounded(percentile(latencies, 95)),
    p99_ms: rounded(percentile(latencies, 99)),
    max_ms: rounded(percentile(latencies, 100)),
  };
}
