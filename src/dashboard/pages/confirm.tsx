import type { ComponentChildren } from 'preact';
import { Field, PostForm, ProblemSummary } from '../components/form';
import { Layout, PageHeading } from '../components/layout';
import type { Problems } from '../problems';

/** Asks before something that cannot be taken back just so. A page of its own, so that it needs no script. */
export function ConfirmPage(props: {
  title: string;
  question: ComponentChildren;
  action: string;
  label: string;
  back: { href: string; label: string };
  section: 'webhooks' | 'members' | 'access-tokens' | 'event-types';
}) {
  return (
    <Layout title={props.title} section={props.section}>
      <PageHeading title={props.title} back={props.back} />
      <div class="prose">{props.question}</div>
      <PostForm action={props.action} class="form-end">
        <button class="button danger" type="submit">
          {props.label}
        </button>
        {/* Pressed twice, the key that opens the question must not answer it. */}
        <a class="button quiet" href={props.back.href} data-close-panel data-focus>
          Cancel
        </a>
      </PostForm>
    </Layout>
  );
}

/** Sends again what failed or was skipped since a time. */
export function RecoverPage(props: {
  path: string;
  name: string;
  enabled: boolean;
  since: string;
  zone: string;
  problems?: Problems;
}) {
  return (
    <Layout title="Redeliver" section="webhooks">
      <PageHeading title="Redeliver" back={{ href: props.path, label: props.name }} />
      {props.enabled ? (
        <PostForm action={`${props.path}/recover`}>
          <ProblemSummary problems={props.problems} />
          <Field
            id="since"
            label="Everything that failed or was skipped since"
            problems={props.problems}
            hint={`In your time zone, ${props.zone}. The oldest is sent first, and each gets all of its attempts anew.`}
          >
            {(attributes) => (
              <input
                type="datetime-local"
                required
                value={props.since}
                data-focus
                {...attributes}
              />
            )}
          </Field>
          <div class="form-end">
            <button class="button primary" type="submit">
              Redeliver
            </button>
            <a class="button quiet" href={props.path} data-close-panel>
              Cancel
            </a>
          </div>
        </PostForm>
      ) : (
        <p>
          The endpoint is disabled: enable it first, or what is sent again would be skipped again.
        </p>
      )}
    </Layout>
  );
}
