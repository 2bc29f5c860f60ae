import { Router, type Request, type Response } from 'express';
import { apiCalls } from '../api-calls';
import type { DashboardDeps } from '../deps';
import { Form, uuidParam } from '../form-body';
import { requireOwnForm } from '../guard';
import { pageNumber, textOf } from '../list-query';
import { ConfirmPage } from '../pages/confirm';
import { MEMBERS_PATH, MembersPage } from '../pages/members';
import { requireManager, requireMember } from '../permissions';
import { problemsOrThrow, type Problems } from '../problems';
import { goTo, sendPage, signedIn } from '../render';

const PAGE_SIZE = 50;

/** Members of the organization. */
export function memberRoutes(deps: DashboardDeps): Router {
  const { organizations } = deps.services;
  const router = Router();
  const ownForm = requireOwnForm(deps);

  const show = async (
    request: Request,
    response: Response,
    typed = { email: '', role: 'member' },
    problems?: Problems,
  ) => {
    requireMember(response);
    const { session } = signedIn(response);
    const number = pageNumber(request.query.page);
    const page = await organizations.listMembers(
      session.organization.id,
      PAGE_SIZE,
      (number - 1) * PAGE_SIZE,
    );
    sendPage(
      deps,
      request,
      response,
      <MembersPage
        page={page}
        number={number}
        size={PAGE_SIZE}
        typed={typed}
        problems={problems}
        done={textOf(request.query.done)}
      />,
      problems === undefined ? 200 : 422,
    );
  };

  router.get(MEMBERS_PATH, (request, response) => show(request, response));

  router.post(MEMBERS_PATH, ...ownForm, async (request, response) => {
    const form = new Form(request.body);
    const typed = { email: form.text('email'), role: form.text('role') };
    try {
      await apiCalls(deps, signedIn(response).session).addMember(typed);
      goTo(response, `${MEMBERS_PATH}?done=added`);
    } catch (error) {
      await show(request, response, typed, problemsOrThrow(error));
    }
  });

  router.get(`${MEMBERS_PATH}/:id/remove`, async (request, response) => {
    requireManager(response);
    const { session } = signedIn(response);
    const id = uuidParam(request.params.id);
    const { email } = await organizations.getMember(session.organization.id, id);
    sendPage(
      deps,
      request,
      response,
      <ConfirmPage
        title="Remove the member?"
        question={
          <p>
            <strong>{email}</strong> can no longer look at this organization, and is signed out of
            it at once. Access tokens stay: they belong to the organization. One admin should stay:
            without any, members are added by the deployment’s admin token alone.
          </p>
        }
        action={`${MEMBERS_PATH}/${id}/remove`}
        label="Remove"
        back={{ href: MEMBERS_PATH, label: 'Members' }}
        section="members"
      />,
    );
  });

  router.post(`${MEMBERS_PATH}/:id/remove`, ...ownForm, async (request, response) => {
    const { session } = signedIn(response);
    await apiCalls(deps, session).removeMember(uuidParam(request.params.id));
    goTo(response, `${MEMBERS_PATH}?done=removed`);
  });

  return router;
}
