import { randomUUID } from 'node:crypto';
import { Router, type Request, type Response } from 'express';
import { apiCalls } from '../api-calls';
import type { DashboardDeps } from '../deps';
import { Form, uuidParam } from '../form-body';
import { requireOwnForm } from '../guard';
import { searchText, textOf } from '../list-query';
import { readCursor, writeCursor } from '../log-query';
import { EVENTS_PATH, EventsPage } from '../pages/events';
import { MessagePage } from '../pages/message';
import { PublishPage } from '../pages/publish';
import { requirePublish } from '../permissions';
import { jsonProblem, Problems, problemsOrThrow } from '../problems';
import { goTo, sendPage, signedIn } from '../render';

const PAGE_SIZE = 50;
const DEFAULT_TYPE = 'order.paid';

/** What was published, and publishing by hand. */
export function eventRoutes(deps: DashboardDeps): Router {
  const { services } = deps;
  const router = Router();
  const ownForm = requireOwnForm(deps);

  router.get(EVENTS_PATH, async (request, response) => {
    const { session } = signedIn(response);
    const type = searchText(request.query.type);
    const cursor = readCursor(textOf(request.query.cursor));
    const [page, types] = await Promise.all([
      services.eventLog.messages(
        session.caller.organizations,
        session.organization.id,
        type === '' ? null : type,
        cursor,
        PAGE_SIZE,
      ),
      services.eventTypes.summaries(session.organization.id, true),
    ]);
    const next = page.next;
    const parameters = new URLSearchParams({
      ...(type !== '' && { type }),
      ...(next !== null && { cursor: writeCursor(next) }),
    });
    sendPage(
      deps,
      request,
      response,
      <EventsPage
        page={page}
        types={types}
        type={type}
        next={next === null ? null : `${EVENTS_PATH}?${parameters.toString()}`}
        isFirst={cursor === null}
      />,
    );
  });

  const sampleOf = async (organizationId: string, type: string): Promise<string> => {
    const { example } = await services.eventTypes.get(organizationId, type);
    return JSON.stringify(example ?? {}, null, 2);
  };

  const showForm = async (
    request: Request,
    response: Response,
    typed: { type: string; data: string | null; key: string },
    problems?: Problems,
  ) => {
    const { session } = signedIn(response);
    requirePublish(response);
    const types = await services.eventTypes.summaries(session.organization.id, false);
    const chosen = types.find(({ name }) => name === typed.type);
    const type = chosen?.name ?? DEFAULT_TYPE;
    sendPage(
      deps,
      request,
      response,
      <PublishPage
        types={types}
        type={type}
        data={typed.data ?? (await sampleOf(session.organization.id, type))}
        idempotencyKey={typed.key}
        problems={problems}
      />,
      problems === undefined ? 200 : 422,
    );
  };

  router.get(`${EVENTS_PATH}/publish`, (request, response) =>
    showForm(request, response, {
      type: textOf(request.query.type),
      data: null,
      key: randomUUID(),
    }),
  );

  router.post(`${EVENTS_PATH}/publish`, ...ownForm, async (request, response) => {
    const form = new Form(request.body);
    const typed = { type: form.text('type'), data: form.raw('data'), key: form.text('key') };
    const problem = jsonProblem(typed.data);
    if (problem !== undefined) {
      await showForm(request, response, typed, new Problems([{ field: 'data', message: problem }]));
      return;
    }
    try {
      // The text as it was typed stands in the body, so that its numbers and keys stay what they are.
      const body = `{"type":${JSON.stringify(typed.type)},"data":${typed.data}}`;
      const { id } = await apiCalls(deps, signedIn(response).session).publishEvent(body, typed.key);
      goTo(response, `${EVENTS_PATH}/${id}?done=published`);
    } catch (error) {
      await showForm(request, response, { ...typed, key: randomUUID() }, problemsOrThrow(error));
    }
  });

  router.get(`${EVENTS_PATH}/:id`, async (request, response) => {
    const scope = signedIn(response).session.caller.organizations;
    const message = await services.eventLog.message(scope, uuidParam(request.params.id));
    sendPage(
      deps,
      request,
      response,
      <MessagePage message={message} done={request.query.done === 'published'} />,
    );
  });

  return router;
}
