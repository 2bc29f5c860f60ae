import type { RequestHandler } from 'express';
import { authorize } from '../api/auth';
import { createRateLimit } from '../api/rate-limit';
import { ApiError } from '../errors';
import { nextPage } from './cookies';
import { isCsrfToken } from './csrf';
import type { DashboardDeps } from './deps';
import { Form, readForm } from './form-body';
import type { SignedIn } from './render';
import { isSameOrigin } from './same-origin';

/**
 * Lets through whoever is signed in and may look at webhooks; others are sent to sign in. What of the
 * pages they may see and do, each call of the services and of the API decides.
 */
export function requireSession({ services, cookie, config }: DashboardDeps): RequestHandler {
  const countRequest = createRateLimit(config.rateLimits);
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
    await countRequest(session.caller, 'calls');
    authorize(session.caller, ['webhooks:read', 'webhooks:write']);
    next();
  };
}

/**
 * Reads a form and makes sure that it is one of this session's own pages'.
 *
 * @returns handlers that throw ApiError FormRefused otherwise
 */
export function requireOwnForm({ config }: Pick<DashboardDeps, 'config'>): RequestHandler[] {
  return [
    (request, _response, next) => {
      if (!isSameOrigin(request, config.dashboard.publicUrl)) throw new ApiError('FormRefused');
      next();
    },
    readForm,
    (request, response, next) => {
      const { signedIn } = response.locals as { signedIn?: SignedIn };
      const given = new Form(request.body).text('csrf');
      if (signedIn !== undefined && !isCsrfToken(signedIn.sessionToken, given)) {
        throw new ApiError('FormRefused');
      }
      next();
    },
  ];
}
