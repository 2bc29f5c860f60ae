import type { BenchCase } from '../bench-case';
import { runLoad } from '../load';

/** As one-endpoint, with ingest made cheap: what delivery alone can do. */
export const oneEndpointBatches: BenchCase = {
  key: 'b2',
  name: 'one-endpoint-batches',
  description: '1 endpoint, 5,000 events, batches of 100, 50 requests in flight',
  lanes: 1,
  run: (context) => runLoad(context, { organizations: 1, events: 5_000, eventsPerRequest: 100 }),
};
