import type { ComponentChildren } from 'preact';
import type { Problems } from '../problems';
import { usePage } from '../page-context';

/**
 * A form that changes something: it carries the session's token against forged requests, and the
 * organization that its page is of, which another tab may have changed.
 */
export function PostForm(props: {
  action: string;
  class?: string;
  id?: string;
  /** Whether its answer is shown in the panel when it stands in one. */
  inPanel?: boolean;
  children: ComponentChildren;
}) {
  const { csrf, session } = usePage();
  return (
    <form
      method="post"
      action={props.action}
      class={props.class}
      id={props.id}
      data-in-panel={props.inPanel === true ? '' : undefined}
    >
      <input type="hidden" name="csrf" value={csrf} />
      {session !== null && (
        <input type="hidden" name="of_organization" value={session.organization.id} />
      )}
      {props.children}
    </form>
  );
}

/** A form of one button. */
export function ActionButton(props: {
  action: string;
  label: string;
  tone?: 'primary' | 'danger' | 'quiet';
  inPanel?: boolean;
  fields?: Readonly<Record<string, string>>;
}) {
  return (
    <PostForm action={props.action} class="inline" inPanel={props.inPanel === true}>
      {Object.entries(props.fields ?? {}).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button class={`button ${props.tone ?? ''}`} type="submit">
        {props.label}
      </button>
    </PostForm>
  );
}

/** A label, a control, what to know about it and what is wrong with it. */
export function Field(props: {
  id: string;
  label: string;
  hint?: ComponentChildren;
  problems?: Problems;
  optional?: boolean;
  children: (attributes: ControlAttributes) => ComponentChildren;
}) {
  const problem = props.problems?.of(props.id);
  const hintId = `${props.id}-hint`;
  const problemId = `${props.id}-problem`;
  const described = [
    ...(props.hint === undefined ? [] : [hintId]),
    ...(problem === undefined ? [] : [problemId]),
  ];
  return (
    <div class="field">
      <label for={props.id}>
        {props.label}
        {props.optional === true && <span class="optional"> (optional)</span>}
      </label>
      {props.hint !== undefined && (
        <p class="hint" id={hintId}>
          {props.hint}
        </p>
      )}
      {props.children({
        id: props.id,
        name: props.id,
        'aria-describedby': described.length > 0 ? described.join(' ') : undefined,
        'aria-invalid': problem === undefined ? undefined : 'true',
      })}
      {problem !== undefined && (
        <p class="problem" id={problemId}>
          {problem}
        </p>
      )}
    </div>
  );
}

/** What a control needs to be tied to its label, hint and problem. */
export interface ControlAttributes {
  readonly id: string;
  readonly name: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': 'true' | undefined;
}

/** What is wrong with a form as a whole, read first. */
export function ProblemSummary({ problems }: { problems: Problems | undefined }) {
  if (problems === undefined || problems.all.length === 0) return null;
  return (
    <div class="notice bad" role="alert" tabIndex={-1} data-focus>
      <p>
        <strong>Please correct this:</strong>
      </p>
      <ul>
        {problems.all.map(({ field, message }) => (
          <li key={field + message}>
            {field === '' ? message : <a href={`#${field}`}>{message}</a>}
          </li>
        ))}
      </ul>
    </div>
  );
}
