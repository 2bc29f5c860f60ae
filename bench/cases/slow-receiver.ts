import type { BenchCase } from '../bench-case';
import { runLoad } from '../load';

const ENDPOINTS = 50;
const ANSWER_AFTER_MS = 50;

/** A receiver that takes its time; each endpoint is an origin of its own, or their pool would bound it. */
function slowReceiver(maxInFlight: number): BenchCase {
  return {
    key: 'h',
    name: `slow-receiver-${maxInFlight}`,
    description:
      `${ENDPOINTS} endpoints whose receiver takes ${ANSWER_AFTER_MS} ms for an answer, each an ` +
      `origin of its own, max_in_flight ${maxInFlight}, 5,000 events in total, batches of 100, ` +
      '50 requests in flight',
    lanes: ENDPOINTS,
    run: (context) =>
      runLoad(context, {
        organizations: ENDPOINTS,
        maxInFlight,
        treatment: { answerAfterMs: ANSWER_AFTER_MS },
        ownOrigins: true,
        events: 5_000,
        eventsPerRequest: 100,
      }),
  };
}

/** One request at a time to each endpoint: at most 20 answers a second each. */
export const slowReceiverOne = slowReceiver(1);
/** Ten at a time. */
export const slowReceiverTen = slowReceiver(10);
