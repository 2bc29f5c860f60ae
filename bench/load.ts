import { setTimeout as delay } from 'node:timers/promises';
import { reckon } from './accounting';
import type { CaseContext, CaseOutcome } from './bench-case';
import { settle, waitForAll } from './completion';
import { Driver, type PublishJob } from './driver';
import { batchBody, singleBody } from './event';
import { latencyFigures, rateFigures } from './figures';
import { createTenants, type Tenant, type TenantPlan } from './tenants';

const REQUESTS_IN_FLIGHT = 50;
/** For the connections and what else a creation leaves to be done. */
const BEFORE_LOAD_MS = 1_000;
const BEGUN_POLL_MS = 250;
/** A workflow shows its count of failures once it has begun. */
const NOT_BEGUN =
  "WorkflowType = 'EndpointWorkflow' AND ExecutionStatus = 'Running' AND ConsecutiveFailures IS NULL";

/** A load: events spread evenly over organizations, published as fast as they are accepted. */
export interface Load extends TenantPlan {
  /** Published events in total; each goes to every endpoint of its organization. */
  readonly events: number;
  readonly eventsPerRequest: number;
}

/**
 * Publishes a load to new endpoints and waits until everything has arrived.
 *
 * @param beforeSettling done after that, before all bookkeeping is waited for
 */
export async function runLoad(
  context: CaseContext,
  load: Load,
  beforeSettling: () => Promise<void> = () => Promise.resolve(),
): Promise<CaseOutcome> {
  const { environment, tag, signal } = context;
  const tenants = await prepareTenants(context, load);
  const driver = new Driver(environment.apiUrl, REQUESTS_IN_FLIGHT);
  try {
    const published = await driver.publishAll(jobsOf(tenants, load, context.scale), signal);
    const finished = await waitForAll(context, published);
    await beforeSettling();
    await settle(context);
    const reckoning = reckon(published, await environment.receiver.report(tag));
    const figures = { ...rateFigures(reckoning), ...latencyFigures(reckoning.latencies) };
    return { figures, account: reckoning.account, finished };
  } finally {
    await driver.close();
    await environment.receiver.forget(tag);
  }
}

/** Makes what a run's account is of, and gives the new endpoints' workflows time to begin. */
export async function prepareTenants(context: CaseContext, plan: TenantPlan): Promise<Tenant[]> {
  const tenants = await createTenants(context.environment, context.tag, plan);
  context.noteTenants(tenants);
  await waitUntilBegun(context);
  await delay(BEFORE_LOAD_MS);
  return tenants;
}

/** A thousand endpoints made at once are no load that anybody has: their workflows begin first. */
async function waitUntilBegun({ environment, signal }: CaseContext): Promise<void> {
  while (!signal.aborted) {
    const { count } = await environment.temporalClient.workflow.count(NOT_BEGUN);
    if (count === 0) return;
    await delay(BEGUN_POLL_MS);
  }
}

/** The requests that publish a load: one organization after the other, round and round. */
export function jobsOf(
  tenants: readonly Pick<Tenant, 'token'>[],
  { events, eventsPerRequest }: Pick<Load, 'events' | 'eventsPerRequest'>,
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
