import type { EventTypeSummary } from '../../service/event-types';
import { Field, PostForm, ProblemSummary } from '../components/form';
import { Layout, PageHeading } from '../components/layout';
import type { Problems } from '../problems';
import { EVENTS_PATH } from './events';

/** Publishes an event by hand: a sample of its type, which may be changed first. */
export function PublishPage(props: {
  types: readonly EventTypeSummary[];
  type: string;
  /** JSON text. */
  data: string;
  /** Sent twice, the form publishes once. */
  idempotencyKey: string;
  problems?: Problems;
}) {
  const { types, type, data, idempotencyKey, problems } = props;
  return (
    <Layout title="Publish an event" section="events">
      <PageHeading
        title="Publish an event"
        back={{ href: EVENTS_PATH, label: 'Events' }}
        lead="It goes to every endpoint that listens to its type, as one of your programs’ would."
      />
      <form class="filters" method="get" action={`${EVENTS_PATH}/publish`}>
        <label>
          Sample of
          <select name="type">
            {types.map(({ name }) => (
              <option key={name} value={name} selected={name === type}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <button class="button" type="submit">
          Load the sample
        </button>
      </form>
      <ProblemSummary problems={problems} />
      <PostForm action={`${EVENTS_PATH}/publish`} class="wide-form">
        <input type="hidden" name="key" value={idempotencyKey} />
        <input type="hidden" name="type" value={type} />
        <Field
          id="data"
          label={`Data of ${type}`}
          problems={problems}
          hint="A JSON object. Numbers and the order of keys are delivered as you write them."
        >
          {(attributes) => <textarea rows={20} spellcheck={false} value={data} {...attributes} />}
        </Field>
        <div class="form-end">
          <button class="button primary" type="submit">
            Publish
          </button>
          <a class="button quiet" href={EVENTS_PATH}>
            Cancel
          </a>
        </div>
      </PostForm>
    </Layout>
  );
}
