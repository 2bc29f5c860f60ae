import type { RequestHandler } from 'express';
import { authorize } from '../api/auth';
import { createRateLimit } from '../api/rate-limit';
import { ApiError } from '../errors';
import { nextPage } from './cookies';
import { isCsrfToken } from './csrf';
import type { DashboardDeps } from './deps';
import { Form, readForm } from './form-body';
import { signedIn, type SignedIn } from './render';
import { isSameOrigin } from './same-origin';

/** Lets through whoever is signed in; others are sent to sign in. */
export function requireSession({
  services,
  cookie,
}: Pick<DashboardDeps, 'services' | 'cookie'>): RequestHandler {
  return async (request, response, next) => {
    const sessionToken = cookie.read(request);
    const session =
      sessionToken === undefined ? undefined : await services.sessions.find(sessionToken);
    if (sessionToken === undefined || session === undefined) {
      if (sessionToken !== undefined) cookie.clear(response);
      if (request.method === 'GET') nextPage.remember(response, request.originalUrl);
      response.redirect(303, '/sign-in');
      return;
    }
    response.locals.signedIn = { session, sessionToken } satisfies SignedIn;
    next();
  };
}

/**
 * Lets through who may look at webhooks, as often as the API's limit allows. What of the pages they may
 * see and do, each call of the services and of the API decides.
 */
export function requireViewer({ config }: Pick<DashboardDeps, 'config'>): RequestHandler {
  const countRequest = createRateLimit(config.rateLimits);
  return async (_request, response, next) => {
    const { caller } = signedIn(response).session;
    await countRequest(caller, 'calls');
    authorize(caller, ['webhooks:read', 'webhooks:write']);
    next();
  };
}

const ELSEWHERE =
  'Nothing was done: you have changed to another organization since this page was loaded.';

/**
 * Reads a form and makes sure that it is one of this session's own pages'.
 *
 * @param anyOrganization whether the page may be of another organization than the session is in by now
 * @returns handlers that throw ApiError FormRefused otherwise
 */
export function requireOwnForm(
  { config }: Pick<DashboardDeps, 'config'>,
  { anyOrganization = false } = {},
): RequestHandler[] {
  return [
    (request, _response, next) => {
      if (!isSameOrigin(request, config.dashboard.publicUrl)) throw new ApiError('FormRefused');
      next();
    },
    readForm,
    (request, response, next) => {
      const { signedIn: found } = response.locals as { signedIn?: SignedIn };
      const form = new Form(request.body);
      if (found !== undefined && !isCsrfToken(found.sessionToken, form.text('csrf'))) {
        throw new ApiError('FormRefused');
      }
      const organization = form.text('of_organization');
      const isElsewhere = organization !== '' && organization !== found?.session.organization.id;
      if (isElsewhere && !anyOrganization) throw new ApiError('FormRefused', ELSEWHERE);
      next();
    },
  ];
}
