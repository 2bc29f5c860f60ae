import { Router, type Request, type Response } from 'express';
import type { Endpoint } from '../../service/endpoints';
import { apiCalls } from '../api-calls';
import type { DashboardDeps } from '../deps';
import { endpointOf } from '../endpoint-of';
import {
  endpointBody,
  fieldsOf,
  joined,
  NEW_ENDPOINT,
  readEndpointFields,
  type EndpointFields,
} from '../endpoint-form';
import { Form } from '../form-body';
import { requireOwnForm } from '../guard';
import { EndpointFormPage } from '../pages/endpoint-form';
import { ENDPOINTS_PATH } from '../pages/endpoint-list';
import { problemsOrThrow, type Problems } from '../problems';
import { requireChange } from '../permissions';
import { goTo, sendPage, signedIn } from '../render';

/** Creating endpoints and changing what is set on them. */
export function endpointChangeRoutes(deps: DashboardDeps): Router {
  const { services } = deps;
  const router = Router();
  const ownForm = requireOwnForm(deps);

  const showForm = async (
    request: Request,
    response: Response,
    endpoint: Endpoint | null,
    fields: EndpointFields,
    problems?: Problems,
  ) => {
    const types = await services.eventTypes.summaries(
      signedIn(response).session.organization.id,
      true,
    );
    // Archived types can still be listened to where they were chosen before.
    const offered = types.filter(
      ({ name, isArchived }) => !isArchived || fields.events.includes(name),
    );
    sendPage(
      deps,
      request,
      response,
      <EndpointFormPage
        id={endpoint?.id ?? null}
        fields={fields}
        types={offered}
        problems={problems}
      />,
      problems === undefined ? 200 : 422,
    );
  };

  /** Saves by the API; what it says is wrong is shown beside the fields, and nothing is saved then. */
  const save = async (
    request: Request,
    response: Response,
    endpoint: Endpoint | null,
    store: (body: Record<string, unknown>) => Promise<{ id: string }>,
  ) => {
    // A form that is shown again with its problems shows what an endpoint holds.
    requireChange(response);
    const fields = readEndpointFields(new Form(request.body));
    const { body, problems } = endpointBody(fields);
    if (problems.length > 0) {
      await showForm(request, response, endpoint, fields, joined(problems, undefined));
      return;
    }
    try {
      const { id } = await store(body);
      goTo(response, `${ENDPOINTS_PATH}/${id}?done=${endpoint === null ? 'created' : 'saved'}`);
    } catch (error) {
      await showForm(request, response, endpoint, fields, problemsOrThrow(error));
    }
  };

  const find = (request: Request, response: Response) => endpointOf(deps, request, response);

  router.get(`${ENDPOINTS_PATH}/new`, async (request, response) => {
    requireChange(response);
    await showForm(request, response, null, NEW_ENDPOINT);
  });

  router.post(`${ENDPOINTS_PATH}/new`, ...ownForm, (request, response) =>
    save(request, response, null, (body) =>
      apiCalls(deps, signedIn(response).session).createEndpoint(body),
    ),
  );

  router.get(`${ENDPOINTS_PATH}/:id/edit`, async (request, response) => {
    requireChange(response);
    const endpoint = await find(request, response);
    await showForm(request, response, endpoint, fieldsOf(endpoint));
  });

  router.post(`${ENDPOINTS_PATH}/:id/edit`, ...ownForm, async (request, response) => {
    const endpoint = await find(request, response);
    await save(request, response, endpoint, (body) =>
      apiCalls(deps, signedIn(response).session).updateEndpoint(endpoint.id, body),
    );
  });

  return router;
}
