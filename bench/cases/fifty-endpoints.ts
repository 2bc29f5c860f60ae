import type { BenchCase } from '../bench-case';
import { runLoad } from '../load';

/** Many endpoints side by side, each in an organization of its own. */
export const fiftyEndpoints: BenchCase = {
  key: 'b',
  name: 'fifty-endpoints',
  description: '50 endpoints, 20,000 events in total, one event per request, 50 requests in flight',
  lanes: 50,
  run: (context) => runLoad(context, { organizations: 50, events: 20_000, eventsPerRequest: 1 }),
};
