import type { BenchCase } from '../bench-case';
import { backlogDrain } from './backlog-drain';
import { deadBeside, deadElsewhere, noneDead } from './dead-endpoints';
import { fairness } from './fairness';
import { fanOut } from './fan-out';
import { fiftyEndpoints } from './fifty-endpoints';
import { fiftyEndpointsBatches } from './fifty-endpoints-batches';
import { idleLatency } from './idle-latency';
import { oneEndpoint } from './one-endpoint';
import { oneEndpointBatches } from './one-endpoint-batches';
import { slowReceiverOne, slowReceiverTen } from './slow-receiver';
import { thousandEndpoints } from './thousand-endpoints';

/** Every case, in the order in which they run. */
export const ALL_CASES: readonly BenchCase[] = [
  oneEndpoint,
  fiftyEndpoints,
  oneEndpointBatches,
  fiftyEndpointsBatches,
  fanOut,
  idleLatency,
  thousandEndpoints,
  noneDead,
  deadElsewhere,
  deadBeside,
  slowReceiverOne,
  slowReceiverTen,
  fairness,
  backlogDrain,
];

/**
 * The cases with these keys or names, in their usual order.
 *
 * @throws Error when one is not known
 */
export function chooseCases(wanted: readonly string[]): BenchCase[] {
  const known = ALL_CASES.flatMap(({ key, name }) => [key, name]);
  const unknown = wanted.filter((one) => !known.includes(one));
  if (unknown.length > 0) {
    const list = ALL_CASES.map(({ key, name }) => `${key} (${name})`).join(', ');
    throw new Error(`Unknown case: ${unknown.join(', ')}. There are: ${list}`);
  }
  return ALL_CASES.filter(({ key, name }) => wanted.includes(key) || wanted.includes(name));
}
