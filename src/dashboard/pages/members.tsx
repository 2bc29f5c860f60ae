import type { MemberRow } from '../../db/members';
import type { Page } from '../../service/endpoints';
import { Field, PostForm, ProblemSummary } from '../components/form';
import { Layout, PageHeading } from '../components/layout';
import { Badge, Notice, NumberedPages, TableBox, Time } from '../components/parts';
import { useViewer } from '../page-context';
import type { Problems } from '../problems';

export const MEMBERS_PATH = '/settings/members';

/** Who belongs to the organization: roles and addresses. */
export function MembersPage(props: {
  page: Page<MemberRow>;
  number: number;
  size: number;
  typed: { email: string; role: string };
  problems?: Problems;
  done: string;
}) {
  const { page, number, size, typed, problems, done } = props;
  const { mayManage } = useViewer();
  return (
    <Layout title="Members" section="members">
      <PageHeading
        title="Members"
        lead="Admins may change everything and get a mail when an endpoint is disabled; members may look."
      />
      {done === 'added' && <Notice tone="good">The member is added, and can sign in now.</Notice>}
      {done === 'removed' && (
        <Notice tone="good">
          The member is removed; where they were signed in, they no longer are.
        </Notice>
      )}
      {page.items.length === 0 ? (
        <p class="muted none">Nobody is a member yet.</p>
      ) : (
        <TableBox label="Members">
          <table>
            <thead>
              <tr>
                <th scope="col">E-mail address</th>
                <th scope="col">Role</th>
                <th scope="col">Added</th>
                {mayManage && <th scope="col">Action</th>}
              </tr>
            </thead>
            <tbody>
              {page.items.map((member) => (
                <tr key={member.id}>
                  <th scope="row">{member.email}</th>
                  <td>
                    <Badge tone={member.role === 'admin' ? 'good' : 'neutral'}>{member.role}</Badge>
                  </td>
                  <td>
                    <Time at={member.created_at} />
                  </td>
                  {mayManage && (
                    <td>
                      <a
                        class="button small danger"
                        href={`${MEMBERS_PATH}/${member.id}/remove`}
                        data-panel
                      >
                        Remove<span class="visually-hidden"> {member.email}</span>
                      </a>
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      )}
      <NumberedPages path={MEMBERS_PATH} number={number} size={size} total={page.total} />
      {mayManage ? (
        <section aria-labelledby="add" class="card">
          <h2 id="add">Add a member</h2>
          <ProblemSummary problems={problems} />
          <PostForm action={MEMBERS_PATH}>
            <Field
              id="email"
              label="E-mail address"
              problems={problems}
              hint="They sign in with it; nothing is mailed to them now."
            >
              {(attributes) => (
                <input type="email" required maxLength={254} value={typed.email} {...attributes} />
              )}
            </Field>
            <Field id="role" label="Role" problems={problems}>
              {(attributes) => (
                <select {...attributes}>
                  {['member', 'admin'].map((role) => (
                    <option key={role} value={role} selected={typed.role === role}>
                      {role}
                    </option>
                  ))}
                </select>
              )}
            </Field>
            <button class="button primary" type="submit">
              Add
            </button>
          </PostForm>
        </section>
      ) : (
        <p class="muted">
          Admins of the organization who signed in by mail can add and remove members.
        </p>
      )}
    </Layout>
  );
}
