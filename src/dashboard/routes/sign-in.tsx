import { Router, type Request, type Response } from 'express';
import type { NewSession } from '../../service/sessions';
import type { ShownMail } from '../../service/sign-in-mail';
import { ApiError } from '../../errors';
import { nextPage } from '../cookies';
import type { DashboardDeps } from '../deps';
import { Form } from '../form-body';
import { requireOwnForm } from '../guard';
import { AskedPage, LinkPage, SignInPage } from '../pages/sign-in';
import { goTo, sendPage } from '../render';
import { isHere } from '../same-origin';

/** Signing in, by a mailed link or an access token. */
export function signInRoutes(deps: DashboardDeps): Router {
  const { services, cookie } = deps;
  const { sessions } = services;
  const router = Router();
  const ownForm = requireOwnForm(deps);

  const show = (
    request: Request,
    response: Response,
    problem?: { of: 'email' | 'token'; text: string },
  ) =>
    sendPage(
      deps,
      request,
      response,
      <SignInPage
        byMail={sessions.canSignInByMail}
        shown={sessions.mailsAreShown}
        problem={problem}
      />,
      problem === undefined ? 200 : 422,
    );

  /** Who signs in anew leaves the session of before. */
  const begin = async (request: Request, response: Response, session: NewSession) => {
    const before = cookie.read(request);
    if (before !== undefined) await sessions.end(before);
    cookie.write(response, session.token, session.expiresAt);
    goTo(response, nextPage.take(request, response));
  };

  router.get('/sign-in', (request, response) => show(request, response));

  router.post('/sign-in', ...ownForm, async (request, response) => {
    if (sessions.mailsAreShown && !isHere(request, deps.config.dashboard.publicUrl)) {
      throw new ApiError('FormRefused');
    }
    const email = new Form(request.body).text('email');
    if (!/^[^\s@]+@[^\s@]+$/.test(email) || email.length > 254) {
      show(request, response, { of: 'email', text: 'This is not an e-mail address.' });
      return;
    }
    const mail: ShownMail | null = await sessions.requestLink(email, request.ip ?? '');
    sendPage(deps, request, response, <AskedPage email={email} mail={mail} />);
  });

  router.get('/sign-in/link', (request, response) =>
    sendPage(deps, request, response, <LinkPage refused={false} />),
  );

  router.post('/sign-in/link', ...ownForm, async (request, response) => {
    const session = await sessions.redeemLink(new Form(request.body).text('code'));
    if (session === undefined) sendPage(deps, request, response, <LinkPage refused />, 422);
    else await begin(request, response, session);
  });

  router.post('/sign-in/token', ...ownForm, async (request, response) => {
    const token = new Form(request.body).text('token');
    const session = await sessions.signInWithToken(token, request.ip ?? '');
    if (session === undefined || session === 'admin') {
      const text =
        session === 'admin'
          ? "This is the deployment's admin token, which is for servers. Use an organization's access token."
          : 'This access token is not valid: it may be expired or revoked.';
      show(request, response, { of: 'token', text });
    } else await begin(request, response, session);
  });

  return router;
}
