import type { DeliveryLogRow } from '../../db/delivery-log';
import type { Endpoint } from '../../service/endpoints';
import { duration } from '../format';
import { useViewer } from '../page-context';
import { Time } from './parts';
import { OutcomeBadge } from './state';

/** Why an endpoint is disabled, and the way back. */
export function DisabledNotice(props: {
  endpoint: Endpoint;
  path: string;
  failures: readonly DeliveryLogRow[];
}) {
  const { endpoint, path, failures } = props;
  const { mayChange } = useViewer();
  return (
    <section class="notice bad disabled" aria-labelledby="disabled">
      <h2 id="disabled">This endpoint is disabled</h2>
      <p>
        {why(endpoint)}
        {endpoint.disabled_at !== null && (
          <>
            {' '}
            That was <Time at={endpoint.disabled_at} />.
          </>
        )}{' '}
        No further events are made for it, and what was waiting is marked as skipped.
      </p>
      <h3>What to do</h3>
      <ol>
        {endpoint.disabled_reason !== 'manual' && (
          <li>
            Mend the receiver.{' '}
            {failures.length > 0 &&
              'Its last answers are below; each is a link to the whole of it.'}
          </li>
        )}
        <li>
          {mayChange
            ? 'Enable the endpoint, with the button above.'
            : 'Have an admin enable the endpoint.'}
        </li>
        <li>
          {mayChange ? (
            <>
              Send again what it missed: <a href={`${path}/events?state=skipped`}>skipped events</a>
              , or all of them with “Redeliver…”.
            </>
          ) : (
            <>
              See what it missed: <a href={`${path}/events?state=skipped`}>skipped events</a>.
            </>
          )}
        </li>
      </ol>
      {failures.length > 0 && (
        <>
          <h3>The last failed attempts</h3>
          <ul class="failures">
            {failures.map((delivery) => (
              <li key={delivery.id}>
                <a href={`${path}/events/${delivery.event_id}`} data-panel>
                  <Time at={delivery.created_at} /> {delivery.event_type}
                </a>{' '}
                <OutcomeBadge delivery={delivery} /> after {duration(delivery.duration_ms)}
                {(delivery.response ?? '') !== '' && (
                  <code class="line">{(delivery.response ?? '').slice(0, 200)}</code>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

function why({ disabled_reason, consecutive_failures }: Endpoint): string {
  switch (disabled_reason) {
    case 'failures':
      return `${consecutive_failures > 0 ? `${consecutive_failures} events` : 'Events'} in a row could not be delivered, each after all of its attempts.`;
    case 'gone':
      return 'Its receiver answered 410 Gone, which means that it wants nothing any more.';
    default:
      return 'Somebody disabled it by hand.';
  }
}
