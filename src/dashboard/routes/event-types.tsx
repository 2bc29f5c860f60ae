import { Router, type Request, type Response } from 'express';
import { apiCalls } from '../api-calls';
import type { DashboardDeps } from '../deps';
import { Form } from '../form-body';
import { requireOwnForm } from '../guard';
import { textOf } from '../list-query';
import {
  EVENT_TYPES_PATH,
  EventTypePage,
  EventTypesPage,
  type TypedEventType,
} from '../pages/event-types';
import { jsonProblem, Problems, problemsOrThrow } from '../problems';
import { requireChange } from '../permissions';
import { goTo, sendPage, signedIn } from '../render';

const NOTHING_TYPED: TypedEventType = { name: '', description: '', schema: '' };

/** The catalogue and the organization's own types. */
export function eventTypeRoutes(deps: DashboardDeps): Router {
  const { services } = deps;
  const router = Router();
  const ownForm = requireOwnForm(deps);

  const show = async (
    request: Request,
    response: Response,
    typed = NOTHING_TYPED,
    problems?: Problems,
  ) => {
    const types = await services.eventTypes.summaries(
      signedIn(response).session.organization.id,
      true,
    );
    sendPage(
      deps,
      request,
      response,
      <EventTypesPage
        types={types}
        typed={typed}
        problems={problems}
        done={textOf(request.query.done)}
      />,
      problems === undefined ? 200 : 422,
    );
  };

  router.get(EVENT_TYPES_PATH, (request, response) => show(request, response));

  router.post(EVENT_TYPES_PATH, ...ownForm, async (request, response) => {
    requireChange(response);
    const form = new Form(request.body);
    const typed: TypedEventType = {
      name: form.text('name'),
      description: form.text('description'),
      schema: form.raw('schema'),
    };
    const problem = typed.schema.trim() === '' ? undefined : jsonProblem(typed.schema);
    if (problem !== undefined) {
      await show(request, response, typed, new Problems([{ field: 'schema', message: problem }]));
      return;
    }
    try {
      await apiCalls(deps, signedIn(response).session).createEventType({
        name: typed.name,
        description: typed.description,
        schema: typed.schema.trim() === '' ? null : (JSON.parse(typed.schema) as unknown),
      });
      goTo(response, `${EVENT_TYPES_PATH}?done=created`);
    } catch (error) {
      await show(request, response, typed, problemsOrThrow(error));
    }
  });

  router.get(`${EVENT_TYPES_PATH}/:name`, async (request, response) => {
    const { session } = signedIn(response);
    const type = await services.eventTypes.get(session.organization.id, request.params.name);
    sendPage(deps, request, response, <EventTypePage type={type} />);
  });

  router.post(`${EVENT_TYPES_PATH}/:name`, ...ownForm, async (request, response) => {
    const isArchived = new Form(request.body).text('archived') === 'true';
    await apiCalls(deps, signedIn(response).session).updateEventType(String(request.params.name), {
      is_archived: isArchived,
    });
    goTo(response, `${EVENT_TYPES_PATH}?done=saved`);
  });

  return router;
}
