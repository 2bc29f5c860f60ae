import { setTimeout as delay } from 'node:timers/promises';
import { addAccounts } from '../accounting';
import type { BenchCase, CaseContext, CaseOutcome } from '../bench-case';
import { Driver } from '../driver';
import { besideUndisturbed } from '../figures';
import { jobsOf, runLoad, type Load } from '../load';
import { NEVER } from '../receiver-paths';
import { medians } from '../statistics';
import { createTenants, deleteEndpoints, type Tenant } from '../tenants';

const HEALTHY = 40;
const DEAD = 10;
const EVENTS_EACH = 400;
/** Between the loads where nobody is dead: as long as a time-out, for which the others wait. */
const PAUSE_MS = 10_000;
/** Ids that have come to a dead endpoint when its first attempt has timed out. */
const IDS_AFTER_A_TIME_OUT = 2;

const HEALTHY_LOAD: Load = {
  organizations: HEALTHY,
  events: HEALTHY * EVENTS_EACH,
  eventsPerRequest: 1,
};

/** How many are dead, and whether they share an origin with the others. */
interface Dead {
  readonly endpoints: number;
  readonly ownOrigins: boolean;
}

function deadEndpoints(key: string, name: string, dead: Dead): BenchCase {
  const where = dead.ownOrigins ? 'at origins of their own' : 'at the same origin';
  return {
    key,
    name,
    description:
      '40 endpoints with 16,000 events in total, one event per request, 50 requests in flight: ' +
      `alone, beside ${dead.endpoints} ${where} that never answer and have 400 events each waiting, ` +
      'and alone again',
    lanes: 50,
    timeoutSeconds: 300,
    run: (context) => run(context, dead),
  };
}

/** Nobody is dead: how far two equal loads lie apart by chance. */
export const noneDead = deadEndpoints('f0', 'no-dead-endpoints', {
  endpoints: 0,
  ownOrigins: true,
});
/** Dead receivers somewhere else. */
export const deadElsewhere = deadEndpoints('f', 'dead-endpoints', {
  endpoints: DEAD,
  ownOrigins: true,
});
/** Dead endpoints at a receiver that has healthy ones too: all share its pool of connections. */
export const deadBeside = deadEndpoints('f2', 'dead-endpoints-one-origin', {
  endpoints: DEAD,
  ownOrigins: false,
});

/** Alone before and after: equal loads in a row lie far apart by chance, as `noneDead` shows. */
async function run(context: CaseContext, { endpoints, ownOrigins }: Dead): Promise<CaseOutcome> {
  const { environment, tag } = context;
  const deadTag = `${tag}-dead`;
  const before = await runLoad(context, HEALTHY_LOAD);
  const dead = await createTenants(environment, deadTag, {
    organizations: endpoints,
    treatment: NEVER,
    ownOrigins,
  });
  try {
    if (dead.length > 0) await occupy(context, dead, deadTag);
    else await delay(PAUSE_MS, undefined, { signal: context.signal });
    const besideContext = { ...context, tag: `${tag}-beside` };
    // Their events would never be settled.
    const beforeSettling = () => deleteEndpoints(environment, dead);
    const beside = await runLoad(besideContext, HEALTHY_LOAD, beforeSettling);
    const after = await runLoad({ ...context, tag: `${tag}-after` }, HEALTHY_LOAD);
    const loads = [before, beside, after];
    return {
      // Of two values the median is the mean.
      figures: besideUndisturbed(beside.figures, medians([before.figures, after.figures])),
      // The dead ones' events are no part of it: none of them can be delivered.
      account: loads.map(({ account }) => account).reduce(addAccounts),
      finished: loads.every(({ finished }) => finished),
    };
  } finally {
    await deleteEndpoints(environment, dead);
    await environment.receiver.forget(deadTag);
  }
}

/** Gives the dead endpoints their events, and waits until each has had a time-out: retries follow. */
async function occupy(
  { environment, scale, signal }: CaseContext,
  dead: readonly Tenant[],
  deadTag: string,
): Promise<void> {
  const driver = new Driver(environment.apiUrl, DEAD);
  try {
    // As many as a short try needs too: one is at the receiver, one comes after the time-out.
    const perRequest = Math.max(IDS_AFTER_A_TIME_OUT, Math.round(EVENTS_EACH * scale));
    const load = { events: DEAD * perRequest, eventsPerRequest: perRequest };
    await driver.publishAll(jobsOf(dead, load, 1), signal);
    await environment.receiver.waitFor(deadTag, DEAD * IDS_AFTER_A_TIME_OUT, signal);
  } finally {
    await driver.close();
  }
}
