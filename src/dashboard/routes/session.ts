import { Router } from 'express';
import { ApiError } from '../../errors';
import type { DashboardDeps } from '../deps';
import { Form, uuidParam } from '../form-body';
import { requireOwnForm } from '../guard';
import { goTo, signedIn } from '../render';

/** Leaving, and going on in another organization. */
export function sessionRoutes({ services, cookie }: DashboardDeps): Router {
  const router = Router();

  router.post('/sign-out', ...requireOwnForm, async (_request, response) => {
    await services.sessions.end(signedIn(response).sessionToken);
    cookie.clear(response);
    goTo(response, '/sign-in');
  });

  router.post('/organization', ...requireOwnForm, async (request, response) => {
    const id = uuidParam(new Form(request.body).text('organization_id'));
    const { sessionToken } = signedIn(response);
    if (!(await services.sessions.changeOrganization(sessionToken, id))) {
      throw new ApiError('ResourceNotFound');
    }
    goTo(response, '/settings/webhooks');
  });

  return router;
}
