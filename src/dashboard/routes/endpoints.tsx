import { Router, type Request, type Response } from 'express';
import { parseEndpointUrl } from '../../webhooks/endpoint-url';
import { endpointPageProps } from '../endpoint-page-data';
import type { DashboardDeps } from '../deps';
import { Form, uuidParam } from '../form-body';
import { requireOwnForm } from '../guard';
import { oneOf, pageNumber, searchText, textOf } from '../list-query';
import { ENDPOINT_STATES } from '../../domain/endpoint';
import { EVENT_STATES, type EventState } from '../../domain/event';
import { ENDPOINTS_PATH, EndpointListPage } from '../pages/endpoint-list';
import { EndpointPage } from '../pages/endpoint';
import { EventStatesPage } from '../pages/event-states';
import { readStateCursor, writeStateCursor } from '../state-cursor';
import { requireChange } from '../permissions';
import { goTo, sendPage, signedIn } from '../render';

const PAGE_SIZE = 20;
const STATES_PAGE_SIZE = 50;

/** What there is to see of endpoints. */
export function endpointRoutes(deps: DashboardDeps): Router {
  const { services, config } = deps;
  const router = Router();
  const ownForm = requireOwnForm(deps);

  router.get(ENDPOINTS_PATH, async (request, response) => {
    const { session } = signedIn(response);
    const scope = session.caller.organizations;
    const number = pageNumber(request.query.page);
    const query = {
      text: searchText(request.query.text),
      state: oneOf(request.query.state, ENDPOINT_STATES),
    };
    const page = await services.endpoints.list(
      scope,
      { organizationIds: null, text: query.text || null, state: query.state || null },
      PAGE_SIZE,
      (number - 1) * PAGE_SIZE,
    );
    const summaries = await services.statistics.summaries(
      scope,
      page.items.map(({ id }) => id),
    );
    sendPage(
      deps,
      request,
      response,
      <EndpointListPage
        page={page}
        query={query}
        summaries={summaries}
        number={number}
        size={PAGE_SIZE}
        failureLimit={config.disableAfterFailures}
        done={textOf(request.query.done)}
      />,
    );
  });

  /** What is wrong with a URL, while it is typed. In a form: a URL may hold a secret, an address must not. */
  router.post(`${ENDPOINTS_PATH}/check-url`, ...ownForm, (request, response) => {
    const parsed = parseEndpointUrl(new Form(request.body).text('url'));
    response.json(
      parsed.ok ? { ok: true, url: parsed.url } : { ok: false, message: parsed.message },
    );
  });

  const show = async (request: Request, response: Response, showSecret: boolean) => {
    const props = await endpointPageProps(deps, request, response, { showSecret });
    sendPage(deps, request, response, <EndpointPage {...props} />);
  };
  router.get(`${ENDPOINTS_PATH}/:id`, (request, response) =>
    show(request, response, textOf(request.query.done) === 'created'),
  );

  router.get(`${ENDPOINTS_PATH}/:id/secret`, (request, response) =>
    goTo(response, `${ENDPOINTS_PATH}/${uuidParam(request.params.id)}`),
  );
  router.post(`${ENDPOINTS_PATH}/:id/secret`, ...ownForm, async (request, response) => {
    requireChange(response);
    await show(request, response, true);
  });

  router.get(`${ENDPOINTS_PATH}/:id/events`, async (request, response) => {
    const scope = signedIn(response).session.caller.organizations;
    const endpoint = await services.endpoints.get(scope, uuidParam(request.params.id));
    const state = stateOf(request.query.state);
    const cursor = readStateCursor(textOf(request.query.cursor), state);
    const [counts, page] = await Promise.all([
      services.eventLog.countsByState(scope, endpoint.id),
      services.eventLog.eventsByState(scope, endpoint.id, state, cursor, STATES_PAGE_SIZE),
    ]);
    const next =
      page.next === null
        ? null
        : `${ENDPOINTS_PATH}/${endpoint.id}/events?state=${state}&cursor=${encodeURIComponent(writeStateCursor(page.next))}`;
    sendPage(
      deps,
      request,
      response,
      <EventStatesPage
        endpoint={endpoint}
        state={state}
        counts={counts}
        page={page}
        next={next}
        isFirst={cursor === null}
      />,
    );
  });

  return router;
}

function stateOf(value: unknown): EventState {
  return oneOf(value, EVENT_STATES) || 'waiting';
}
