import { Router } from 'express';
import { NO_DELIVERY_FILTER } from '../../db/delivery-log';
import { NO_ENDPOINT_FILTER } from '../../db/endpoint-list';
import type { DashboardDeps } from '../deps';
import { StartPage } from '../pages/start';
import { sendPage, signedIn } from '../render';

/** The first page. */
export function startRoutes(deps: DashboardDeps): Router {
  const { services, config } = deps;
  const router = Router();

  router.get('/', async (request, response) => {
    const { session } = signedIn(response);
    const scope = session.caller.organizations;
    const filter = { ...NO_DELIVERY_FILTER, succeeded: true };
    const organizationId = session.organization.id;
    const [endpoints, published, delivered] = await Promise.all([
      services.endpoints.list(scope, NO_ENDPOINT_FILTER, 1, 0),
      services.eventLog.messages(scope, organizationId, null, null, 1),
      services.deliveryLog.deliveries(scope, { organizationId }, filter, null, 1),
    ]);
    sendPage(
      deps,
      request,
      response,
      <StartPage
        steps={{
          endpoint: endpoints.items[0] ?? null,
          published: published.items.length > 0,
          delivered: delivered.items.length > 0,
        }}
        publicUrl={config.dashboard.publicUrl}
      />,
    );
  });

  return router;
}
