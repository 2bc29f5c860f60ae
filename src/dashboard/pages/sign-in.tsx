import type { ShownMail } from '../../service/sign-in-mail';
import { Field, PostForm } from '../components/form';
import { BareLayout } from '../components/layout';
import { Notice } from '../components/parts';
import { Problems } from '../problems';

/** The two ways in. */
export function SignInPage(props: {
  byMail: boolean;
  shown: boolean;
  problem: { of: 'email' | 'token'; text: string } | undefined;
}) {
  const problems =
    props.problem && new Problems([{ field: props.problem.of, message: props.problem.text }]);
  return (
    <BareLayout title="Sign in">
      <h1>Sign in</h1>
      {props.byMail ? (
        <section class="card" aria-labelledby="by-mail">
          <h2 id="by-mail">With your e-mail address</h2>
          <PostForm action="/sign-in">
            <Field
              id="email"
              label="E-mail address"
              problems={problems}
              hint={
                props.shown
                  ? 'Nothing is mailed from this instance: the mail is shown on the next page and in the terminal.'
                  : 'We mail you a link that signs you in. It works once, within 15 minutes.'
              }
            >
              {(attributes) => (
                <input type="email" autocomplete="email" required maxLength={254} {...attributes} />
              )}
            </Field>
            <button class="button primary" type="submit">
              {props.shown ? 'Show me a link' : 'Mail me a link'}
            </button>
          </PostForm>
        </section>
      ) : (
        <Notice tone="neutral">
          This instance sends no mail (SMTP_URL is not set), so sign in with an access token.
        </Notice>
      )}
      <section class="card" aria-labelledby="by-token">
        <h2 id="by-token">With an access token</h2>
        <PostForm action="/sign-in/token">
          <Field
            id="token"
            label="Access token"
            problems={problems}
            hint="One of your organization's. You may do what its scopes allow."
          >
            {(attributes) => (
              <input
                type="password"
                autocomplete="off"
                spellcheck={false}
                required
                maxLength={255}
                {...attributes}
              />
            )}
          </Field>
          <button class="button" type="submit">
            Sign in with the token
          </button>
        </PostForm>
      </section>
    </BareLayout>
  );
}

/** The same words whether the address is a member's or not: who is, is nobody else's business. */
export function AskedPage({ email, mail }: { email: string; mail: ShownMail | null }) {
  return (
    <BareLayout title="Check your mail">
      <h1>{mail === null ? 'Check your mail' : 'Your mail'}</h1>
      {mail === null ? (
        <>
          <p>
            If <strong>{email}</strong> belongs to a member of an organization, a mail with a link
            is on its way. The link works once, within 15 minutes.
          </p>
          <p>Nothing came? Ask an admin of your organization which address is registered.</p>
        </>
      ) : (
        <section class="card mail" aria-label="The mail">
          <dl class="facts">
            <dt>To</dt>
            <dd>{mail.recipient}</dd>
            <dt>Subject</dt>
            <dd>{mail.subject}</dd>
          </dl>
          <pre tabIndex={0} aria-label="Text of the mail">
            {mail.body}
          </pre>
          <a class="button primary" href={mail.link}>
            Open the link
          </a>
        </section>
      )}
      <p>
        <a href="/sign-in">Back</a>
      </p>
    </BareLayout>
  );
}

/**
 * Where a mailed link leads. Its code is in the fragment, which no browser sends to a server: the page's
 * script moves it into the form. Nothing happens before the button is pressed, because mail programs
 * open links to look at them.
 */
export function LinkPage({ refused }: { refused: boolean }) {
  return (
    <BareLayout title="Sign in">
      <h1>Sign in</h1>
      {refused && (
        <Notice tone="bad">
          This link was used already, or is older than 15 minutes.{' '}
          <a href="/sign-in">Ask for a new one</a>.
        </Notice>
      )}
      <PostForm action="/sign-in/link" class="card">
        <Field
          id="code"
          label="Code of the link"
          hint="It is filled in when you come here by the link; else it is what follows “#” in it."
        >
          {(attributes) => (
            <input
              type="password"
              autocomplete="off"
              required
              maxLength={255}
              data-from-fragment
              {...attributes}
            />
          )}
        </Field>
        <button class="button primary" type="submit">
          Sign in
        </button>
      </PostForm>
    </BareLayout>
  );
}
