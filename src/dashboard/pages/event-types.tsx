import type { EventTypeSummary, EventTypeView } from '../../service/event-types';
import { ActionButton, Field, PostForm, ProblemSummary } from '../components/form';
import { Layout, PageHeading } from '../components/layout';
import { Badge, Notice, TableBox } from '../components/parts';
import { PayloadText } from '../components/payload-view';
import { useViewer } from '../page-context';
import type { Problems } from '../problems';

export const EVENT_TYPES_PATH = '/settings/event-types';

export interface TypedEventType {
  readonly name: string;
  readonly description: string;
  /** JSON text; empty for none. */
  readonly schema: string;
}

/** What can be published: the organization's own types and the catalogue. */
export function EventTypesPage(props: {
  types: readonly EventTypeSummary[];
  typed: TypedEventType;
  problems?: Problems;
  done: string;
}) {
  const { types, done } = props;
  const { mayChange } = useViewer();
  const own = types.filter(({ source }) => source === 'organization');
  const catalogue = types.filter(({ source }) => source === 'catalogue');
  return (
    <Layout title="Event types" section="event-types">
      <PageHeading title="Event types" lead="What can be published, and listened to." />
      {done === 'created' && <Notice tone="good">The event type is registered.</Notice>}
      {done === 'saved' && <Notice tone="good">Saved.</Notice>}
      <section aria-labelledby="own">
        <h2 id="own">Your own</h2>
        {own.length === 0 ? (
          <p class="muted none">The organization has no event types of its own.</p>
        ) : (
          <TypeTable types={own} label="Event types of your own" mayChange={mayChange} />
        )}
      </section>
      {mayChange && <CreateType {...props} />}
      <section aria-labelledby="catalogue">
        <h2 id="catalogue">The catalogue</h2>
        <TypeTable types={catalogue} label="Event types of the catalogue" mayChange={false} />
      </section>
    </Layout>
  );
}

function TypeTable(props: {
  types: readonly EventTypeSummary[];
  label: string;
  mayChange: boolean;
}) {
  return (
    <TableBox label={props.label}>
      <table>
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Description</th>
            {props.mayChange && <th scope="col">Action</th>}
          </tr>
        </thead>
        <tbody>
          {props.types.map(({ name, description, isArchived }) => (
            <tr key={name}>
              <th scope="row">
                <a
                  class="event-name"
                  href={`${EVENT_TYPES_PATH}/${encodeURIComponent(name)}`}
                  data-panel
                >
                  {name}
                </a>{' '}
                {isArchived && <Badge tone="neutral">archived</Badge>}
              </th>
              <td class="wrap">{description}</td>
              {props.mayChange && (
                <td>
                  <ActionButton
                    action={`${EVENT_TYPES_PATH}/${encodeURIComponent(name)}`}
                    label={isArchived ? 'Restore' : 'Archive'}
                    fields={{ archived: isArchived ? 'false' : 'true' }}
                  />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </TableBox>
  );
}

function CreateType({ typed, problems }: { typed: TypedEventType; problems?: Problems }) {
  return (
    <section aria-labelledby="register" class="card">
      <h2 id="register">Register an event type</h2>
      <ProblemSummary problems={problems} />
      <PostForm action={EVENT_TYPES_PATH} class="wide-form">
        <Field
          id="name"
          label="Name"
          problems={problems}
          hint="Parts joined by dots, for example invoice.paid. It cannot be changed later."
        >
          {(attributes) => (
            <input type="text" required spellcheck={false} value={typed.name} {...attributes} />
          )}
        </Field>
        <Field id="description" label="Description" optional problems={problems}>
          {(attributes) => (
            <input type="text" maxLength={1_000} value={typed.description} {...attributes} />
          )}
        </Field>
        <Field
          id="schema"
          label="JSON Schema of its data"
          optional
          problems={problems}
          hint="Draft 2020-12. What is published is checked by it; the first of its examples is the sample."
        >
          {(attributes) => (
            <textarea rows={8} spellcheck={false} value={typed.schema} {...attributes} />
          )}
        </Field>
        <button class="button primary" type="submit">
          Register
        </button>
      </PostForm>
    </section>
  );
}

/** One event type with its sample. */
export function EventTypePage({ type }: { type: EventTypeView }) {
  const { mayPublish } = useViewer();
  return (
    <Layout title={type.name} section="event-types">
      <PageHeading
        title={type.name}
        lead={type.description}
        back={{ href: EVENT_TYPES_PATH, label: 'Event types' }}
      />
      {mayPublish && !type.isArchived && (
        <p>
          <a class="button" href={`/events/publish?type=${encodeURIComponent(type.name)}`}>
            Publish a sample…
          </a>
        </p>
      )}
      {type.schema !== null && (
        <>
          <h2>JSON Schema</h2>
          <PayloadText text={JSON.stringify(type.schema)} label="JSON Schema" />
        </>
      )}
      {type.example !== null && (
        <>
          <h2 class="spaced">Sample of its data</h2>
          <PayloadText text={JSON.stringify(type.example)} label="Sample" />
        </>
      )}
    </Layout>
  );
}
