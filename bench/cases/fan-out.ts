import type { BenchCase } from '../bench-case';
import { runLoad } from '../load';

/** One event for many endpoints: one message, a delivery for each. */
export const fanOut: BenchCase = {
  key: 'c',
  name: 'fan-out',
  description:
    '1 organization with 50 endpoints, 200 events to all of them (10,000 deliveries), one event per request, 50 requests in flight',
  lanes: 50,
  run: (context) =>
    runLoad(context, { organizations: 1, endpointsEach: 50, events: 200, eventsPerRequest: 1 }),
};
