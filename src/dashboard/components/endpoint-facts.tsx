import type { Endpoint } from '../../service/endpoints';
import { FORMAT_NAMES } from '../pages/endpoint-list';
import { useViewer } from '../page-context';
import { Icon } from './icon';
import { Copyable, Time } from './parts';
import { PostForm } from './form';

/** What is set on an endpoint. Values of its headers may be credentials: whoever may only look sees names. */
export function EndpointFacts({
  endpoint,
  temporalUrl,
}: {
  endpoint: Endpoint;
  temporalUrl: string | null;
}) {
  const { mayChange } = useViewer();
  return (
    <section aria-labelledby="settings">
      <h2 id="settings">Settings</h2>
      <dl class="facts">
        <dt>Id</dt>
        <dd>
          <code>{endpoint.id}</code>
        </dd>
        <dt>Format</dt>
        <dd>{FORMAT_NAMES[endpoint.format]}</dd>
        <dt>Events</dt>
        <dd>
          {endpoint.events.length === 0 ? (
            'none: nothing is sent'
          ) : (
            <ul class="chips">
              {endpoint.events.map((name) => (
                <li key={name}>{name}</li>
              ))}
            </ul>
          )}
        </dd>
        <dt>Order</dt>
        <dd>
          {endpoint.ordering}, {endpoint.ordering === 'strict' ? 1 : endpoint.max_in_flight} at once
        </dd>
        <dt>Further headers</dt>
        <dd>
          {Object.keys(endpoint.headers).length === 0
            ? 'none'
            : Object.entries(endpoint.headers).map(([name, value]) => (
                <code class="line" key={name}>
                  {name}: {mayChange ? value : '••••'}
                </code>
              ))}
        </dd>
        <dt>Created</dt>
        <dd>
          <Time at={endpoint.created_at} />
        </dd>
        {temporalUrl !== null && (
          <>
            <dt>Workflow</dt>
            <dd>
              <a href={temporalUrl} rel="noreferrer" target="_blank">
                Open in Temporal’s UI <Icon name="external" />
                <span class="visually-hidden"> (in a new tab)</span>
              </a>
            </dd>
          </>
        )}
      </dl>
    </section>
  );
}

/** The secret stays hidden until it is asked for, so that nobody reads it over a shoulder. */
export function SecretBox(props: {
  endpoint: Endpoint;
  path: string;
  open: boolean;
  isNew: boolean;
}) {
  if (props.open) {
    return (
      <section class={`card secret ${props.isNew ? 'is-new' : ''}`} aria-label="Secret">
        <h2>Secret</h2>
        <Copyable text={props.endpoint.secret} label="secret" />
        <p class="hint">
          Receivers verify the signature of each delivery with it. Keep it where only your receiver
          reads it. <a href={props.path}>Hide</a>
        </p>
      </section>
    );
  }
  return (
    <PostForm action={`${props.path}/secret`} class="secret-hidden">
      <span>
        Secret <code aria-hidden="true">whsec_••••••••</code>
      </span>
      <button class="button small" type="submit">
        Reveal
      </button>
    </PostForm>
  );
}
