import {
  ENDPOINT_FORMATS,
  MAX_IN_FLIGHT_LIMIT,
  SECRET_MIN_CHARACTERS,
} from '../../domain/endpoint';
import type { EventTypeSummary } from '../../service/event-types';
import type { EndpointFields } from '../endpoint-form';
import { EventTypePicker } from '../components/event-type-picker';
import { Field, PostForm, ProblemSummary } from '../components/form';
import { Layout, PageHeading } from '../components/layout';
import { DiscordPreview, SlackPreview } from '../components/message-preview';
import { usePage } from '../page-context';
import type { Problems } from '../problems';
import { ENDPOINTS_PATH, FORMAT_NAMES } from './endpoint-list';

interface Props {
  /** Null for a new one. */
  readonly id: string | null;
  readonly fields: EndpointFields;
  readonly types: readonly EventTypeSummary[];
  readonly problems?: Problems;
}

const FORMAT_HINTS = {
  raw: 'The event itself, for a program of yours that verifies the signature.',
  discord:
    'A message for a Discord channel; the URL is the one that Discord gives for its webhook.',
  slack: 'A message for a Slack channel; the URL is that of an incoming webhook.',
} as const;

const ORDERING_NAMES = {
  first_attempt: 'First attempts in order of publishing (usual)',
  strict: 'Strict: an event waits until the one before is settled',
  none: 'None: a slow or failing event holds no other back',
} as const;

/** Creates an endpoint, or changes one. */
export function EndpointFormPage({ id, fields, types, problems }: Props) {
  const { session } = usePage();
  const title = id === null ? 'Create Endpoint' : 'Edit endpoint';
  const back = id === null ? ENDPOINTS_PATH : `${ENDPOINTS_PATH}/${id}`;
  return (
    <Layout title={title} section="webhooks">
      <PageHeading
        title={title}
        back={{ href: back, label: id === null ? 'Webhooks' : 'The endpoint' }}
      />
      <ProblemSummary problems={problems} />
      <PostForm action={id === null ? `${ENDPOINTS_PATH}/new` : `${back}/edit`} class="wide-form">
        <Field
          id="url"
          label="URL"
          problems={problems}
          hint="https, or http for localhost. No redirects are followed, and no private address is reached."
        >
          {(attributes) => (
            <>
              <input
                type="url"
                required
                autocomplete="off"
                spellcheck={false}
                placeholder="https://example.com/webhooks"
                value={fields.url}
                data-check-url={`${ENDPOINTS_PATH}/check-url`}
                data-check-result="url-check"
                {...attributes}
              />
              <p class="check-result" id="url-check" role="status"></p>
            </>
          )}
        </Field>
        <Field
          id="name"
          label="Name"
          optional
          problems={problems}
          hint="For people; nothing depends on it."
        >
          {(attributes) => (
            <input type="text" maxLength={255} value={fields.name} {...attributes} />
          )}
        </Field>
        <fieldset class="formats" id="format">
          <legend>Format</legend>
          {ENDPOINT_FORMATS.map((format) => (
            <label class="choice" key={format}>
              <input type="radio" name="format" value={format} checked={fields.format === format} />
              <span>
                <strong>{FORMAT_NAMES[format]}</strong>
                <span class="event-description">{FORMAT_HINTS[format]}</span>
              </span>
            </label>
          ))}
          <div class="format-preview" data-format="discord">
            <DiscordPreview organizationName={session?.organization.name ?? ''} />
          </div>
          <div class="format-preview" data-format="slack">
            <SlackPreview organizationName={session?.organization.name ?? ''} />
          </div>
        </fieldset>
        <EventTypePicker
          types={types}
          selected={new Set(fields.events)}
          problem={problems?.of('events')}
        />
        <details class="advanced" open={hasAdvancedProblem(problems)}>
          <summary>Order, headers{id === null && ' and secret'}</summary>
          <Field id="ordering" label="Order" problems={problems}>
            {(attributes) => (
              <select {...attributes}>
                {Object.entries(ORDERING_NAMES).map(([value, label]) => (
                  <option key={value} value={value} selected={fields.ordering === value}>
                    {label}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field
            id="max_in_flight"
            label="Deliveries at once"
            optional
            problems={problems}
            hint={`From 1 to ${MAX_IN_FLIGHT_LIMIT}. With strict order it is always one.`}
          >
            {(attributes) => (
              <input
                type="number"
                min={1}
                max={MAX_IN_FLIGHT_LIMIT}
                value={fields.maxInFlight}
                {...attributes}
              />
            )}
          </Field>
          <Field
            id="headers"
            label="Further headers"
            optional
            problems={problems}
            hint="Sent with each delivery, one a line, for example “X-Tenant: 42”. Kept encrypted."
          >
            {(attributes) => (
              <textarea rows={3} spellcheck={false} value={fields.headers} {...attributes} />
            )}
          </Field>
          {id === null && (
            <Field
              id="secret"
              label="Secret of your own"
              optional
              problems={problems}
              hint={`At least ${SECRET_MIN_CHARACTERS} characters. Left empty, one is generated.`}
            >
              {(attributes) => (
                <input type="password" autocomplete="off" value={fields.secret} {...attributes} />
              )}
            </Field>
          )}
        </details>
        <div class="form-end">
          <button class="button primary" type="submit">
            {id === null ? 'Create' : 'Save'}
          </button>
          <a class="button quiet" href={back}>
            Cancel
          </a>
        </div>
      </PostForm>
    </Layout>
  );
}

function hasAdvancedProblem(problems: Problems | undefined): boolean {
  const names = ['ordering', 'max_in_flight', 'headers', 'secret'];
  return problems?.all.some(({ field }) => names.includes(field)) === true;
}
