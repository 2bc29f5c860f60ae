import { setTimeout as delay } from 'node:timers/promises';
import { reckon } from '../accounting';
import type { BenchCase, CaseContext, CaseOutcome } from '../bench-case';
import { Driver, type Accepted } from '../driver';
import { singleBody } from '../event';
import { settle } from '../settle';
import { percentile, rounded } from '../statistics';
import { createTenants, type Tenant } from '../tenants';

const EVENTS = 100;
const WARM_UP_EVENTS = 10;
const GAP_MIN_MS = 50;
const GAP_MAX_MS = 300;

/** How long a single event takes on a system that has nothing else to do. */
export const idleLatency: BenchCase = {
  key: 'd',
  name: 'idle-latency',
  description:
    '1 endpoint, 100 events one at a time, each 50 to 300 ms after the arrival of the one before; ' +
    '10 to warm up are not counted',
  run,
};

async function run(context: CaseContext): Promise<CaseOutcome> {
  const { environment, tag } = context;
  const { receiver } = environment;
  const [tenant] = await createTenants(environment, tag, 1);
  if (tenant === undefined) throw new Error('No tenant was made.');
  const driver = new Driver(environment.apiUrl, 1);
  const warmUpTag = `${tag}-warm-up`;
  try {
    const [warmUpTenant] = await createTenants(environment, warmUpTag, 1);
    // The endpoint is warmed up too, under the same tag: its first events are taken out below.
    const warmUp = await oneByOne(context, driver, tenant, WARM_UP_EVENTS, 0);
    if (warmUpTenant === undefined) throw new Error('No tenant was made.');
    const count = Math.max(1, Math.round(EVENTS * context.scale));
    const measured = await oneByOne(context, driver, tenant, count, WARM_UP_EVENTS);
    await settle(environment);
    return outcome(warmUp, measured, count, await receiver.report(tag));
  } finally {
    await driver.close();
    await receiver.forget(tag);
  }
}
void reckon;
void percentile;
void rounded;
void delay;
void settle;
void singleBody;
void GAP_MIN_MS;
void GAP_MAX_MS;
declare function oneByOne(c: CaseContext, d: Driver, t: Tenant, n: number, o: number): Promise<Accepted[]>;
declare function outcome(...args: unknown[]): CaseOutcome;
