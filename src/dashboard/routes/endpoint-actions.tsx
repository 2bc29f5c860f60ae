import { Router, type Request, type Response } from 'express';
import type { VNode } from 'preact';
import type { Endpoint } from '../../service/endpoints';
import { apiCalls } from '../api-calls';
import type { DashboardDeps } from '../deps';
import { endpointOf } from '../endpoint-of';
import { Form, uuidParam } from '../form-body';
import { fromLocalInput, localInput, span } from '../format';
import { requireOwnForm } from '../guard';
import { ConfirmPage, RecoverPage } from '../pages/confirm';
import { ENDPOINTS_PATH, titleOf } from '../pages/endpoint-list';
import { preferencesOf } from '../preferences';
import { problemsOrThrow, Problems } from '../problems';
import { requireChange } from '../permissions';
import { goTo, sendPage, signedIn } from '../render';

const DAY_MS = 86_400_000;

/** What is done with an endpoint, some of it after a question. */
export function endpointActionRoutes(deps: DashboardDeps): Router {
  const { config } = deps;
  const router = Router();
  const ownForm = requireOwnForm(deps);
  const calls = (response: Response) => apiCalls(deps, signedIn(response).session);
  const pathOf = (id: string) => `${ENDPOINTS_PATH}/${id}`;

  const find = (request: Request, response: Response) => endpointOf(deps, request, response);

  /** A page that asks before it is done. */
  const asking = (name: string, page: (endpoint: Endpoint) => VNode) =>
    router.get(`${ENDPOINTS_PATH}/:id/${name}`, async (request, response) => {
      requireChange(response);
      sendPage(deps, request, response, page(await find(request, response)));
    });

  /** Does it and goes to where the word about it is. */
  const doing = (
    name: string,
    run: (id: string, response: Response, form: Form) => Promise<string>,
  ) =>
    router.post(`${ENDPOINTS_PATH}/:id/${name}`, ...ownForm, async (request, response) => {
      const id = uuidParam(request.params.id);
      goTo(response, await run(id, response, new Form(request.body)));
    });

  doing('enable', async (id, response) => {
    await calls(response).updateEndpoint(id, { enabled: true });
    return `${pathOf(id)}?done=enabled`;
  });

  asking('disable', (endpoint) => (
    <ConfirmPage
      title="Disable the endpoint?"
      question={
        <p>
          Nothing more is sent to <strong>{titleOf(endpoint)}</strong>. What is waiting for it or in
          retry is marked as skipped; it can be redelivered after the endpoint is enabled again.
          Events that are published meanwhile are not kept for it.
        </p>
      }
      action={`${pathOf(endpoint.id)}/disable`}
      label="Disable"
      back={{ href: pathOf(endpoint.id), label: titleOf(endpoint) }}
      section="webhooks"
    />
  ));
  doing('disable', async (id, response) => {
    await calls(response).updateEndpoint(id, { enabled: false });
    return `${pathOf(id)}?done=disabled`;
  });

  asking('reset-secret', (endpoint) => (
    <ConfirmPage
      title="Reset the secret?"
      question={
        <p>
          <strong>{titleOf(endpoint)}</strong> gets a new secret.{' '}
          {config.secretGraceSeconds > 0
            ? `For ${span(config.secretGraceSeconds)} deliveries are signed with the old one too, so that nothing fails while you update the receiver.`
            : 'Deliveries are signed with the new one at once: a receiver that still has the old one refuses them until it is updated.'}
        </p>
      }
      action={`${pathOf(endpoint.id)}/reset-secret`}
      label="Reset secret"
      back={{ href: pathOf(endpoint.id), label: titleOf(endpoint) }}
      section="webhooks"
    />
  ));
  doing('reset-secret', async (id, response) => {
    await calls(response).resetEndpointSecret(id);
    return `${pathOf(id)}?done=reset`;
  });

  asking('delete', (endpoint) => (
    <ConfirmPage
      title="Delete the endpoint?"
      question={
        <p>
          <strong>{titleOf(endpoint)}</strong> is deleted with its secret, and what is waiting for
          it is skipped. This cannot be taken back. The log of its deliveries stays.
        </p>
      }
      action={`${pathOf(endpoint.id)}/delete`}
      label="Delete"
      back={{ href: pathOf(endpoint.id), label: titleOf(endpoint) }}
      section="webhooks"
    />
  ));
  doing('delete', async (id, response) => {
    await calls(response).deleteEndpoint(id);
    return `${ENDPOINTS_PATH}?done=deleted`;
  });

  doing('test', async (id, response, form) => {
    const type = form.text('type');
    await calls(response).testEndpoint(id, type === '' ? null : type);
    return `${pathOf(id)}?done=tested`;
  });

  const showRecover = async (
    request: Request,
    response: Response,
    since: string | null,
    problems?: Problems,
  ) => {
    const endpoint = await find(request, response);
    const { zone } = preferencesOf(request);
    const start = new Date(endpoint.disabled_at ?? Date.now() - DAY_MS);
    sendPage(
      deps,
      request,
      response,
      <RecoverPage
        path={pathOf(endpoint.id)}
        name={titleOf(endpoint)}
        enabled={endpoint.enabled}
        since={since ?? localInput(start, zone)}
        zone={zone}
        problems={problems}
      />,
      problems === undefined ? 200 : 422,
    );
  };
  router.get(`${ENDPOINTS_PATH}/:id/recover`, async (request, response) => {
    requireChange(response);
    await showRecover(request, response, null);
  });
  router.post(`${ENDPOINTS_PATH}/:id/recover`, ...ownForm, async (request, response) => {
    requireChange(response);
    const id = uuidParam(request.params.id);
    const typed = new Form(request.body).text('since');
    const since = fromLocalInput(typed, preferencesOf(request).zone);
    if (since === undefined) {
      const problems = new Problems([{ field: 'since', message: 'This is not a date and time.' }]);
      await showRecover(request, response, typed, problems);
      return;
    }
    try {
      const { count } = await calls(response).recoverEndpoint(id, since);
      goTo(response, `${pathOf(id)}?done=recovered-${count}`);
    } catch (error) {
      await showRecover(request, response, typed, problemsOrThrow(error));
    }
  });

  return router;
}
