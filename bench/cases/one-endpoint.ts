import type { BenchCase } from '../bench-case';
import { runLoad } from '../load';

/** How fast one endpoint's queue moves: its requests leave in order, one at a time. */
export const oneEndpoint: BenchCase = {
  key: 'a',
  name: 'one-endpoint',
  description: '1 endpoint, 5,000 events, one event per request, 50 requests in flight',
  lanes: 1,
  run: (context) => runLoad(context, { organizations: 1, events: 5_000, eventsPerRequest: 1 }),
};
