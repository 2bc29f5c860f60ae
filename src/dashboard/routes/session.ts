import { Router } from 'express';
import { ApiError } from '../../errors';
import type { DashboardDeps } from '../deps';
import { Form, uuidParam } from '../form-body';
import { requireOwnForm } from '../guard';
import { goTo, signedIn } from '../render';

/** Leaving, and going on in another organization. */
export function sessionRoutes(deps: DashboardDeps): Router {
  const { services, cookie } = deps;
  const router = Router();
  const ownForm = requireOwnForm(deps, { anyOrganization: true });

  router.post('/sign-out', ...ownForm, async (_request, response) => {
    await services.sessions.end(signedIn(response).sessionToken);
    cookie.clear(response);
    goTo(response, '/sign-in');
  });

  router.post('/organization', ...ownForm, async (request, response) => {
    const id = uuidParam(new Form(request.body).text('organization_id'));
    const { sessionToken } = signedIn(response);
    if (!(await services.sessions.changeOrganization(sessionToken, id))) {
      throw new ApiError('ResourceNotFound');
    }
    goTo(response, '/settings/webhooks');
  });

  return router;
}
