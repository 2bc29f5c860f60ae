import { Router } from 'express';
import { ApiError } from '../../errors';
import { apiCalls } from '../api-calls';
import type { DashboardDeps } from '../deps';
import { Form, uuidParam } from '../form-body';
import { requireOwnForm } from '../guard';
import { ENDPOINTS_PATH } from '../pages/endpoint-list';
import { EventPage } from '../pages/event';
import { goTo, sendPage, signedIn } from '../render';
import { sendPayload } from '../send-payload';

/** One event at one endpoint, and sending it again. */
export function eventPanelRoutes(deps: DashboardDeps): Router {
  const { services } = deps;
  const router = Router();
  const ownForm = requireOwnForm(deps);

  router.get(`${ENDPOINTS_PATH}/:id/events/:event_id`, async (request, response) => {
    const scope = signedIn(response).session.caller.organizations;
    const eventId = uuidParam(request.params.event_id);
    const [endpoint, event, attempts] = await Promise.all([
      services.endpoints.get(scope, uuidParam(request.params.id)),
      services.eventLog.event(scope, eventId),
      services.deliveryLog.ofEvent(scope, eventId),
    ]);
    if (event.endpoint_id !== endpoint.id) throw new ApiError('ResourceNotFound');
    const last = attempts.at(-1);
    const sent = last === undefined ? null : await services.sentRequests.get(scope, last.id);
    sendPage(
      deps,
      request,
      response,
      <EventPage
        endpoint={endpoint}
        event={event}
        attempts={attempts}
        sent={sent}
        done={request.query.done === 'redelivered'}
      />,
    );
  });

  router.get(`${ENDPOINTS_PATH}/:id/events/:event_id/payload`, async (request, response) => {
    const scope = signedIn(response).session.caller.organizations;
    const event = await services.events.get(scope, uuidParam(request.params.event_id));
    if (event.endpoint_id !== uuidParam(request.params.id)) throw new ApiError('ResourceNotFound');
    await sendPayload(response, services, scope, event);
  });

  router.post(
    `${ENDPOINTS_PATH}/:id/events/:event_id/redeliver`,
    ...ownForm,
    async (request, response) => {
      const id = uuidParam(request.params.id);
      const eventId = uuidParam(request.params.event_id);
      const { session } = signedIn(response);
      const scope = session.caller.organizations;
      const [endpoint, event] = await Promise.all([
        services.endpoints.get(scope, id),
        services.eventLog.event(scope, eventId),
      ]);
      if (event.endpoint_id !== id) throw new ApiError('ResourceNotFound');
      await apiCalls(deps, session).redeliverEvent(eventId);
      const path = `${ENDPOINTS_PATH}/${id}`;
      if (!endpoint.enabled || event.payload.bytes === null) {
        // The call is taken and nothing is sent: the event's page says why.
        goTo(response, `${path}/events/${eventId}`);
        return;
      }
      const isFromList = new Form(request.body).text('back') === 'states';
      goTo(
        response,
        isFromList ? `${path}?done=recovered-1` : `${path}/events/${eventId}?done=redelivered`,
      );
    },
  );

  return router;
}
