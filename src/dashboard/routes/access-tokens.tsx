import { Router, type Request, type Response } from 'express';
import { apiCalls } from '../api-calls';
import type { DashboardDeps } from '../deps';
import { Form, uuidParam } from '../form-body';
import { fromLocalInput } from '../format';
import { requireOwnForm } from '../guard';
import { pageNumber, textOf } from '../list-query';
import { AccessTokensPage, TOKENS_PATH, type TypedToken } from '../pages/access-tokens';
import { ConfirmPage } from '../pages/confirm';
import { requireManager, requireMember } from '../permissions';
import { preferencesOf } from '../preferences';
import { Problems, problemsOrThrow } from '../problems';
import { goTo, sendPage, signedIn } from '../render';

const PAGE_SIZE = 50;
const NOTHING_TYPED: TypedToken = { name: '', scopes: [], expires: '' };

/** Access tokens of the organization. */
export function accessTokenRoutes(deps: DashboardDeps): Router {
  const { tokens } = deps.services;
  const router = Router();
  const ownForm = requireOwnForm(deps);

  const show = async (
    request: Request,
    response: Response,
    refused?: { typed: TypedToken; problems: Problems },
  ) => {
    requireMember(response);
    const { session } = signedIn(response);
    const created = deps.newToken.take(request, response, session.id);
    const number = pageNumber(request.query.page);
    const page = await tokens.list(session.organization.id, PAGE_SIZE, (number - 1) * PAGE_SIZE);
    sendPage(
      deps,
      request,
      response,
      <AccessTokensPage
        page={page}
        number={number}
        size={PAGE_SIZE}
        typed={refused?.typed ?? NOTHING_TYPED}
        problems={refused?.problems}
        created={created}
        done={textOf(request.query.done)}
      />,
      refused === undefined ? 200 : 422,
    );
  };

  router.get(TOKENS_PATH, (request, response) => show(request, response));

  router.post(TOKENS_PATH, ...ownForm, async (request, response) => {
    requireManager(response);
    const form = new Form(request.body);
    const typed: TypedToken = {
      name: form.text('name'),
      scopes: form.all('scopes'),
      expires: form.text('expires_at'),
    };
    const expiresAt = fromLocalInput(`${typed.expires}T23:59:59`, preferencesOf(request).zone);
    if (typed.expires !== '' && expiresAt === undefined) {
      const problems = new Problems([{ field: 'expires_at', message: 'This is not a date.' }]);
      await show(request, response, { typed, problems });
      return;
    }
    try {
      const { session } = signedIn(response);
      const { token } = await apiCalls(deps, session).createToken({
        name: typed.name,
        scopes: typed.scopes,
        expires_at: expiresAt ?? null,
      });
      deps.newToken.keep(response, session.id, token);
      goTo(response, `${TOKENS_PATH}?done=created`);
    } catch (error) {
      await show(request, response, { typed, problems: problemsOrThrow(error) });
    }
  });

  router.get(`${TOKENS_PATH}/:id/revoke`, async (request, response) => {
    requireManager(response);
    const { session } = signedIn(response);
    const { id, name } = await tokens.get(session.organization.id, uuidParam(request.params.id));
    sendPage(
      deps,
      request,
      response,
      <ConfirmPage
        title="Revoke the access token?"
        question={
          <p>
            Programs that use <strong>{name}</strong> are refused at once. This cannot be taken
            back.
          </p>
        }
        action={`${TOKENS_PATH}/${id}/revoke`}
        label="Revoke"
        back={{ href: TOKENS_PATH, label: 'Access tokens' }}
        section="access-tokens"
      />,
    );
  });

  router.post(`${TOKENS_PATH}/:id/revoke`, ...ownForm, async (request, response) => {
    await apiCalls(deps, signedIn(response).session).revokeToken(uuidParam(request.params.id));
    goTo(response, `${TOKENS_PATH}?done=revoked`);
  });

  return router;
}
