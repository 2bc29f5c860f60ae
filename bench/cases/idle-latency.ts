import { setTimeout as delay } from 'node:timers/promises';
import { reckon } from '../accounting';
import type { BenchCase, CaseContext, CaseOutcome } from '../bench-case';
import { settle, waitForAll } from '../completion';
import { Driver, type Accepted, type Published } from '../driver';
import { singleBody } from '../event';
import { latencyFigures } from '../figures';
import { prepareTenants } from '../load';

const EVENTS = 200;
const WARM_UP_EVENTS = 10;
const GAP_MIN_MS = 50;
const GAP_MAX_MS = 300;

/** How long a single event takes on a system that has nothing else to do. */
export const idleLatency: BenchCase = {
  key: 'd',
  name: 'idle-latency',
  description:
    '1 endpoint, 200 events one at a time, each 50 to 300 ms after the arrival of the one before; ' +
    '10 before them to warm up, which are not counted',
  run,
};

async function run(context: CaseContext): Promise<CaseOutcome> {
  const { environment, tag } = context;
  const [tenant] = await prepareTenants(context, { organizations: 1 });
  const driver = new Driver(environment.apiUrl, 1);
  try {
    const count = WARM_UP_EVENTS + Math.max(1, Math.round(EVENTS * context.scale));
    const published = await oneByOne(context, driver, tenant?.token ?? '', count);
    const finished = await waitForAll(context, published);
    await settle(context);
    const arrivals = await environment.receiver.report(tag);
    const measured = { ...published, accepted: published.accepted.slice(WARM_UP_EVENTS) };
    const { latencies } = reckon(measured, arrivals);
    const figures = latencyFigures(latencies);
    return { figures, account: reckon(published, arrivals).account, finished };
  } finally {
    await driver.close();
    await environment.receiver.forget(tag);
  }
}

async function oneByOne(
  { environment: { receiver }, tag, signal }: CaseContext,
  driver: Driver,
  token: string,
  count: number,
): Promise<Published> {
  const accepted: Accepted[] = [];
  let refused = 0;
  for (let sent = 0; sent < count; sent += 1) {
    if (signal.aborted) return { accepted, refused, unsent: count - sent };
    const body = () => singleBody(sent);
    const answer = await driver.publish({ token, kind: 'single', body });
    if (answer === undefined) refused += 1;
    else accepted.push(answer);
    await receiver.waitFor(tag, accepted.length, signal);
    await delay(GAP_MIN_MS + Math.random() * (GAP_MAX_MS - GAP_MIN_MS));
  }
  return { accepted, refused, unsent: 0 };
}
