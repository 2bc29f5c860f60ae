import { setTimeout as delay } from 'node:timers/promises';
import { addAccounts, reckon } from '../accounting';
import type { BenchCase, CaseContext, CaseOutcome, Figures } from '../bench-case';
import { settle, waitForAll } from '../completion';
import { Driver, type Accepted, type Published } from '../driver';
import { batchBody, singleBody } from '../event';
import { besideUndisturbed, latencyFigures, rateFigures } from '../figures';
import { prepareTenants } from '../load';
import { percentile, rounded } from '../statistics';

const SINGLE_EVENTS = 150;
const SINGLES_IN_FLIGHT = 10;
const GAP_MIN_MS = 50;
const GAP_MAX_MS = 300;
const FLOOD_REQUESTS_IN_FLIGHT = 25;
const FLOOD_EVENTS_PER_REQUEST = 100;

/** Whether an organization that has little to send notices one that sends all it can. */
export const fairness: BenchCase = {
  key: 'i',
  name: 'fairness',
  description:
    'an organization publishes 150 events to its endpoint, one each 50 to 300 ms whether the one ' +
    'before has arrived or not: alone, and while another one floods an endpoint of its own with ' +
    'batches of 100, 25 requests in flight. Latencies are of the single events, rates of the flood',
  lanes: 1,
  timeoutSeconds: 600,
  run,
};

async function run(context: CaseContext): Promise<CaseOutcome> {
  const { receiver } = context.environment;
  const under = (name: string) => ({ ...context, tag: `${context.tag}-${name}` });
  const [alone, beside, flood] = [under('alone'), under('beside'), under('flood')];
  try {
    const singlesAlone = await publishSingles(alone);
    const aloneFinished = await waitForAll(alone, singlesAlone);
    await settle(context);
    const flooding = new AbortController();
    const [singles, flooded] = await Promise.all([
      publishSingles(beside).finally(() => flooding.abort()),
      publishFlood(flood, flooding.signal),
    ]);
    const floodFinished = await waitForAll(flood, flooded);
    const besideFinished = await waitForAll(beside, singles);
    await settle(context);
    const ofAlone = reckon(singlesAlone, await receiver.report(alone.tag));
    const ofBeside = reckon(singles, await receiver.report(beside.tag));
    const ofFlood = reckon(flooded, await receiver.report(flood.tag));
    const latencies = besideUndisturbed(
      singleFigures(singles, ofBeside.latencies),
      singleFigures(singlesAlone, ofAlone.latencies),
    );
    return {
      figures: { ...rateFigures(ofFlood), ...latencies },
      account: [ofAlone, ofBeside, ofFlood].map(({ account }) => account).reduce(addAccounts),
      finished: aloneFinished && besideFinished && floodFinished,
    };
  } finally {
    for (const { tag } of [alone, beside, flood]) await receiver.forget(tag);
  }
}

/** Latencies to the receiver, and how much of them passed before the API's answer. */
function singleFigures({ accepted }: Published, latencies: readonly number[]): Figures {
  const answers = accepted.map(({ startedAt, answeredAt }) => answeredAt - startedAt);
  return {
    ...latencyFigures(latencies),
    answer_p50_ms: rounded(percentile(answers, 50)),
    answer_p99_ms: rounded(percentile(answers, 99)),
  };
}

/** Not one after the arrival of the other: an event that is held up must not hold the next ones back. */
async function publishSingles(context: CaseContext): Promise<Published> {
  const { environment, signal, scale } = context;
  const [tenant] = await prepareTenants(context, { organizations: 1 });
  const driver = new Driver(environment.apiUrl, SINGLES_IN_FLIGHT);
  const count = Math.max(1, Math.round(SINGLE_EVENTS * scale));
  const answers: Promise<Accepted | undefined>[] = [];
  try {
    while (answers.length < count && !signal.aborted) {
      const number = answers.length;
      const body = () => singleBody(number);
      answers.push(driver.publish({ token: tenant?.token ?? '', kind: 'single', body }));
      await delay(GAP_MIN_MS + Math.random() * (GAP_MAX_MS - GAP_MIN_MS));
    }
    const accepted = (await Promise.all(answers)).filter((answer) => answer !== undefined);
    const refused = answers.length - accepted.length;
    return { accepted, refused, unsent: count - answers.length };
  } finally {
    await driver.close();
  }
}

/** As fast as it is accepted until the signal is aborted. */
async function publishFlood(context: CaseContext, until: AbortSignal): Promise<Published> {
  const [tenant] = await prepareTenants(context, { organizations: 1 });
  const driver = new Driver(context.environment.apiUrl, FLOOD_REQUESTS_IN_FLIGHT);
  let next = 0;
  try {
    return await driver.publishUntil(AbortSignal.any([until, context.signal]), () => {
      const first = next;
      next += FLOOD_EVENTS_PER_REQUEST;
      const body = () => batchBody(first, FLOOD_EVENTS_PER_REQUEST);
      return { token: tenant?.token ?? '', kind: 'batch', body };
    });
  } finally {
    await driver.close();
  }
}
