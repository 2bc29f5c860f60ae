import { reckon } from '../accounting';
import type { BenchCase, CaseContext, CaseOutcome } from '../bench-case';
import { now } from '../clock';
import { settle, waitForAll } from '../completion';
import { Driver } from '../driver';
import { perSecond, rateFigures } from '../figures';
import { jobsOf, prepareTenants } from '../load';
import { rounded } from '../statistics';

const ENDPOINTS = 50;
const LOAD = { events: 200_000, eventsPerRequest: 1_000 };
const REQUESTS_IN_FLIGHT = 8;
const MS_PER_SECOND = 1_000;

/** What waits after an outage: everything is published while no worker runs, then one starts. */
export const backlogDrain: BenchCase = {
  key: 'g',
  name: 'backlog-drain',
  description:
    '200,000 events, batches of 1,000, to 50 endpoints while the worker is stopped; then it starts. ' +
    'delivered/s is from its start on',
  lanes: ENDPOINTS,
  runs: 1,
  timeoutSeconds: 900,
  run,
};

async function run(context: CaseContext): Promise<CaseOutcome> {
  const { environment, tag, signal } = context;
  const { signalpost, receiver } = environment;
  const tenants = await prepareTenants(context, { organizations: ENDPOINTS });
  const driver = new Driver(environment.apiUrl, REQUESTS_IN_FLIGHT);
  try {
    await signalpost.stopWorkers();
    const published = await driver.publishAll(jobsOf(tenants, LOAD, context.scale), signal);
    const startedAt = now();
    await signalpost.startWorkers();
    const readyAt = now();
    const finished = await waitForAll(context, published);
    await settle(context);
    const reckoning = reckon(published, await receiver.report(tag));
    const { account, lastArrivalAt } = reckoning;
    const drained = perSecond(account.delivered, startedAt, lastArrivalAt);
    const figures = {
      accepted_per_second: rateFigures(reckoning).accepted_per_second ?? null,
      delivered_per_second: drained,
      ms_per_event: drained === null ? null : rounded(MS_PER_SECOND / drained),
      delivered_per_second_when_ready: perSecond(account.delivered, readyAt, lastArrivalAt),
    };
    return { figures, account, finished };
  } finally {
    await driver.close();
    await signalpost.startWorkers();
    await receiver.forget(tag);
  }
}
