import type { ComponentChildren } from 'preact';
import type { Endpoint } from '../../service/endpoints';
import { Icon } from '../components/icon';
import { Layout, PageHeading } from '../components/layout';
import { CopyButton } from '../components/parts';
import { useViewer } from '../page-context';
import { publishSnippet, VERIFY_SNIPPETS } from '../snippets';
import { ENDPOINTS_PATH } from './endpoint-list';

interface Props {
  readonly steps: {
    readonly endpoint: Endpoint | null;
    readonly published: boolean;
    readonly delivered: boolean;
  };
  readonly publicUrl: string;
}

/** What to do next, for somebody who is here for the first time; done steps are marked. */
export function StartPage({ steps, publicUrl }: Props) {
  const { mayChange, mayPublish } = useViewer();
  const { endpoint } = steps;
  return (
    <Layout title="Get started" section="start">
      <div data-live="5">
        <PageHeading title="Get started" lead="From nothing to a verified webhook in four steps." />
        <ol class="steps">
          <Step done={endpoint !== null} title="Create an endpoint">
            <p>
              A URL of yours that gets a signed POST for each event that it listens to.
              {!mayChange && ' An admin of the organization can create one.'}
            </p>
            {mayChange && (
              <p>
                <a
                  class={`button ${endpoint === null ? 'primary' : ''}`}
                  href={`${ENDPOINTS_PATH}/new`}
                >
                  <Icon name="plus" /> Create Endpoint
                </a>
              </p>
            )}
          </Step>
          <Step done={false} title="Verify signatures in your receiver">
            <p>
              Every delivery is signed by the Standard Webhooks specification with the endpoint’s
              secret. Verify the body as it came, before anything parses it.
              {endpoint !== null && mayChange && (
                <>
                  {' '}
                  The secret is on{' '}
                  <a href={`${ENDPOINTS_PATH}/${endpoint.id}`}>the endpoint’s page</a>.
                </>
              )}
            </p>
            {VERIFY_SNIPPETS.map(({ name, text }, index) => (
              <Snippet key={name} name={name} text={text} open={index === 0} />
            ))}
          </Step>
          <Step done={steps.published} title="Publish an event">
            <p>
              From a program, with an access token that has the scope <code>events:write</code>
              {mayPublish && (
                <>
                  ; or <a href="/events/publish">publish a sample here</a>
                </>
              )}
              .
            </p>
            <Snippet name="Publish with curl" text={publishSnippet(publicUrl)} open />
          </Step>
          <Step done={steps.delivered} title="See it delivered">
            <p>
              {endpoint === null ? (
                'Each attempt is logged with what the receiver answered.'
              ) : (
                <>
                  Each attempt is logged on{' '}
                  <a href={`${ENDPOINTS_PATH}/${endpoint.id}`}>the endpoint’s page</a> with what the
                  receiver answered, and retried with growing pauses when it fails.
                </>
              )}
            </p>
          </Step>
        </ol>
        <p>
          All calls are described at <a href="/docs">/docs</a>.
        </p>
      </div>
    </Layout>
  );
}

function Step(props: { done: boolean; title: string; children: ComponentChildren }) {
  return (
    <li class={props.done ? 'step done' : 'step'}>
      <h2>
        {props.title}
        {props.done && (
          <span class="step-done">
            <Icon name="check" /> done
          </span>
        )}
      </h2>
      {props.children}
    </li>
  );
}

function Snippet({ name, text, open }: { name: string; text: string; open: boolean }) {
  return (
    <details class="snippet" open={open}>
      <summary>{name}</summary>
      <div class="snippet-body">
        <CopyButton text={text} label={`Copy ${name}`} />
        <pre class="code" tabIndex={0} role="region" aria-label={name}>
          <code>{text}</code>
        </pre>
      </div>
    </details>
  );
}
