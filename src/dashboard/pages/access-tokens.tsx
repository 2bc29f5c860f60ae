import type { AccessTokenRow } from '../../db/access-tokens';
import type { Page } from '../../service/endpoints';
import { SCOPES } from '../../service/caller';
import { Field, PostForm, ProblemSummary } from '../components/form';
import { Layout, PageHeading } from '../components/layout';
import { Badge, Copyable, Notice, NumberedPages, TableBox, Time } from '../components/parts';
import { useViewer } from '../page-context';
import type { Problems } from '../problems';

export const TOKENS_PATH = '/settings/access-tokens';

const SCOPE_MEANINGS: Readonly<Record<(typeof SCOPES)[number], string>> = {
  'webhooks:read': 'Look at endpoints, their secrets and deliveries',
  'webhooks:write': 'Change endpoints, redeliver',
  'events:read': 'Look at events',
  'events:write': 'Publish events',
};

export interface TypedToken {
  readonly name: string;
  readonly scopes: readonly string[];
  /** Of an input of type date; empty never expires. */
  readonly expires: string;
}

/** Access tokens of the organization, for programs. */
export function AccessTokensPage(props: {
  page: Page<AccessTokenRow>;
  number: number;
  size: number;
  typed: TypedToken;
  problems?: Problems;
  /** The one that was just made: it is shown this once. */
  created: string | null;
  done: string;
}) {
  const { page, number, size, created } = props;
  const { mayManage } = useViewer();
  return (
    <Layout title="Access tokens" section="access-tokens">
      <PageHeading
        title="Access tokens"
        lead="With one of them a program calls the API: it publishes events or manages endpoints."
      />
      {created !== null && (
        <section
          class="card secret is-new"
          aria-label="The new access token"
          data-focus
          tabIndex={-1}
        >
          <h2>The new access token</h2>
          <Copyable text={created} label="access token" />
          <p class="hint">It is shown this once and kept nowhere: copy it now.</p>
        </section>
      )}
      {props.done === 'created' && created === null && (
        <Notice tone="good">
          The access token was created. It was shown once, and is not again.
        </Notice>
      )}
      {props.done === 'revoked' && (
        <Notice tone="good">
          The access token is revoked: calls with it are refused from now on.
        </Notice>
      )}
      {page.items.length === 0 ? (
        <p class="muted none">There is no access token.</p>
      ) : (
        <TableBox label="Access tokens">
          <table>
            <thead>
              <tr>
                <th scope="col">Name</th>
                <th scope="col">Scopes</th>
                <th scope="col">Created</th>
                <th scope="col">Last used</th>
                <th scope="col">Expires</th>
                {mayManage && <th scope="col">Action</th>}
              </tr>
            </thead>
            <tbody>
              {page.items.map((token) => (
                <tr key={token.id}>
                  <th scope="row">{token.name}</th>
                  <td>
                    <ul class="chips">
                      {token.scopes.map((scope) => (
                        <li key={scope}>{scope}</li>
                      ))}
                    </ul>
                  </td>
                  <td>
                    <Time at={token.created_at} short />
                  </td>
                  <td>
                    {token.last_used_at === null ? (
                      <span class="muted">never</span>
                    ) : (
                      <Time at={token.last_used_at} short />
                    )}
                  </td>
                  <td>
                    <Expiry at={token.expires_at} />
                  </td>
                  {mayManage && (
                    <td>
                      <a
                        class="button small danger"
                        href={`${TOKENS_PATH}/${token.id}/revoke`}
                        data-panel
                      >
                        Revoke<span class="visually-hidden"> {token.name}</span>
                      </a>
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </TableBox>
      )}
      <NumberedPages path={TOKENS_PATH} number={number} size={size} total={page.total} />
      {mayManage ? (
        <CreateToken {...props} />
      ) : (
        <p class="muted">
          Admins of the organization who signed in by mail can create and revoke access tokens.
        </p>
      )}
    </Layout>
  );
}

function Expiry({ at }: { at: string | null }) {
  if (at === null) return <span class="muted">never</span>;
  return (
    <>
      <Time at={at} short /> {Date.parse(at) <= Date.now() && <Badge tone="bad">expired</Badge>}
    </>
  );
}

function CreateToken({ typed, problems }: { typed: TypedToken; problems?: Problems }) {
  const problem = problems?.of('scopes');
  return (
    <section aria-labelledby="create" class="card">
      <h2 id="create">Create an access token</h2>
      <ProblemSummary problems={problems} />
      <PostForm action={TOKENS_PATH}>
        <Field id="name" label="Name" problems={problems} hint="What it is for, for people.">
          {(attributes) => (
            <input type="text" required maxLength={255} value={typed.name} {...attributes} />
          )}
        </Field>
        <fieldset
          id="scopes"
          aria-describedby={problem === undefined ? undefined : 'scopes-problem'}
        >
          <legend>Scopes</legend>
          {SCOPES.map((scope) => (
            <label class="check" key={scope}>
              <input
                type="checkbox"
                name="scopes"
                value={scope}
                checked={typed.scopes.includes(scope)}
              />
              <span>
                <span class="event-name">{scope}</span>
                <span class="event-description">{SCOPE_MEANINGS[scope]}</span>
              </span>
            </label>
          ))}
          {problem !== undefined && (
            <p class="problem" id="scopes-problem">
              {problem}
            </p>
          )}
        </fieldset>
        <Field
          id="expires_at"
          label="Expires"
          optional
          problems={problems}
          hint="At the end of that day, in your time zone. Left empty, it never does."
        >
          {(attributes) => <input type="date" value={typed.expires} {...attributes} />}
        </Field>
        <button class="button primary" type="submit">
          Create
        </button>
      </PostForm>
    </section>
  );
}
