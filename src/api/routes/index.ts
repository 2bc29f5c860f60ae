import type { Services } from '../../service';
import type { Route } from '../route';
import { deliveryRoutes } from './deliveries';
import { endpointRoutes } from './endpoints';
import { eventRoutes } from './events';
import { eventTypeRoutes } from './event-types';
import { listenRoutes } from './listen';
import { organizationRoutes } from './organizations';
import { publishRoutes } from './publish';

/** Every route of the API but health. */
export function allRoutes(services: Services): Route[] {
  return [
    ...endpointRoutes(services),
    ...deliveryRoutes(services),
    // Before the events by id: `/events/batch` is no id.
    ...publishRoutes(services),
    ...eventRoutes(services),
    ...eventTypeRoutes(services),
    ...listenRoutes(services),
    ...organizationRoutes(services),
  ];
}
