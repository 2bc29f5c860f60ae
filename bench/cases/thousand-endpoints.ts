import type { BenchCase } from '../bench-case';
import { runLoad } from '../load';

/** Many workflows, each of which has little to do. */
export const thousandEndpoints: BenchCase = {
  key: 'e',
  name: 'thousand-endpoints',
  description:
    '1,000 endpoints, 20,000 events in total, one event per request, 50 requests in flight',
  lanes: 50,
  run: (context) => runLoad(context, { organizations: 1_000, events: 20_000, eventsPerRequest: 1 }),
};
