import { Agent } from 'undici';
import { createSigner } from '../src/webhooks/sign';
import { now } from './clock';
import { eventData } from './event';
import type { Receiver } from './receiver';
import { median, rounded } from './statistics';
import { EVENT_TYPE } from './tenants';

const REQUESTS = 5_000;
const WARM_UP_REQUESTS = 1_000;
const MS_PER_SECOND = 1_000;
const SECRET = `whsec_${Buffer.alloc(24, 7).toString('base64')}`;

/** POSTs per second of a bare loop with as many requests under way. */
export interface Ceiling {
  readonly lanes: number;
  readonly runs: readonly number[];
  readonly per_second: number;
}

/**
 * What this machine could deliver at most: a loop in one process that signs with Signalpost's signer
 * and POSTs with undici to the same receiver, with no queue, no database and no Temporal. It has the
 * machine to itself while it runs, so its figure is not within reach of a system that shares the cores.
 */
export async function measureCeiling(
  receiver: Receiver,
  lanes: number,
  runs: number,
  scale: number,
): Promise<Ceiling> {
  const rates: number[] = [];
  await postAll(receiver, lanes, Math.ceil(WARM_UP_REQUESTS * scale));
  for (let run = 0; run < runs; run += 1) {
    const count = Math.ceil(REQUESTS * scale);
    const started = now();
    await postAll(receiver, lanes, count);
    rates.push((count / (now() - started)) * MS_PER_SECOND);
  }
  return {
    lanes,
    runs: rates.map((rate) => rounded(rate) ?? 0),
    per_second: rounded(median(rates)) ?? 0,
  };
}

async function postAll(receiver: Receiver, lanes: number, count: number): Promise<void> {
  const tag = `ceiling-${lanes}`;
  const { origin, pathname } = new URL(receiver.url(tag, '0'));
  const agent = new Agent({ connections: lanes, pipelining: 1 });
  const signer = createSigner([SECRET]);
  let next = 0;
  const lane = async (): Promise<void> => {
    while (next < count) {
      const number = next;
      next += 1;
      const timestamp = new Date();
      const payload = JSON.stringify({
        type: EVENT_TYPE,
        timestamp: timestamp.toISOString(),
        data: eventData(number),
      });
      const response = await agent.request({
        origin,
        path: pathname,
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...signer.headers(`ceiling-${number}`, timestamp, payload),
        },
        body: payload,
      });
      await response.body.dump();
    }
  };
  await Promise.all(Array.from({ length: lanes }, lane));
  await agent.close();
  await receiver.forget(tag);
}
