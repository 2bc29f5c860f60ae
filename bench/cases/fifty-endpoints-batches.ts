import type { BenchCase } from '../bench-case';
import { runLoad } from '../load';

/** As fifty-endpoints, with ingest made cheap: what delivery alone can do. */
export const fiftyEndpointsBatches: BenchCase = {
  key: 'b2',
  name: 'fifty-endpoints-batches',
  description: '50 endpoints, 20,000 events in total, batches of 100, 50 requests in flight',
  lanes: 50,
  run: (context) => runLoad(context, { organizations: 50, events: 20_000, eventsPerRequest: 100 }),
};
