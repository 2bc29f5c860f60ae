import type { Endpoint } from '../../service/endpoints';
import { EVENT_STATES, type EventState } from '../../domain/event';
import type { CappedCount, EventStatePage } from '../../service/event-log';
import { ActionButton } from '../components/form';
import { Layout, PageHeading } from '../components/layout';
import { Older, TableBox, Time } from '../components/parts';
import { EventStatusBadge } from '../components/state';
import { shortCount } from '../format';
import { useViewer } from '../page-context';
import { ENDPOINTS_PATH, titleOf } from './endpoint-list';

const NAMES: Readonly<Record<EventState, string>> = {
  waiting: 'Waiting',
  retrying: 'In retry',
  skipped: 'Skipped',
  failed: 'Failed',
};
const EXPLANATIONS: Readonly<Record<EventState, string>> = {
  waiting: 'Not tried yet, in the order in which they will be sent.',
  retrying: 'Tried in vain at least once; the next to be tried is first.',
  skipped: 'Not sent, because the endpoint was disabled.',
  failed: 'Given up after all of their attempts.',
};

/** Events of an endpoint that are not delivered. */
export function EventStatesPage(props: {
  endpoint: Endpoint;
  state: EventState;
  counts: Readonly<Record<EventState, CappedCount>>;
  page: EventStatePage;
  next: string | null;
  isFirst: boolean;
}) {
  const { endpoint, state, page } = props;
  const path = `${ENDPOINTS_PATH}/${endpoint.id}`;
  const { mayChange } = useViewer();
  const mayRedeliver = mayChange && endpoint.enabled && (state === 'skipped' || state === 'failed');
  return (
    <Layout title={`${NAMES[state]} events`} section="webhooks">
      <div data-live={props.isFirst ? '5' : undefined}>
        <PageHeading
          title="Events that are not delivered"
          lead={EXPLANATIONS[state]}
          back={{ href: path, label: titleOf(endpoint) }}
        />
        <nav class="tabs" aria-label="State of the events">
          {EVENT_STATES.map((one) => (
            <a
              key={one}
              href={`${path}/events?state=${one}`}
              aria-current={one === state ? 'true' : undefined}
            >
              {NAMES[one]} {shortCount(props.counts[one].count)}
              {props.counts[one].more && '+'}
            </a>
          ))}
        </nav>
        {page.items.length === 0 ? (
          <p class="muted none">There are none.</p>
        ) : (
          <TableBox label={`${NAMES[state]} events`}>
            <table>
              <thead>
                <tr>
                  <th scope="col">Published</th>
                  <th scope="col">Event</th>
                  <th scope="col">State</th>
                  <th scope="col" class="number">
                    Attempts
                  </th>
                  <th scope="col">{state === 'retrying' ? 'Next attempt' : 'Last code'}</th>
                  {mayRedeliver && <th scope="col">Action</th>}
                </tr>
              </thead>
              <tbody>
                {page.items.map((event) => (
                  <tr key={event.id}>
                    <td>
                      <Time at={event.created_at} />
                    </td>
                    <th scope="row">
                      <a class="row-link" href={`${path}/events/${event.id}`} data-panel>
                        {event.type}
                      </a>
                      <code class="id">{event.id}</code>
                    </th>
                    <td>
                      <EventStatusBadge event={event} />
                    </td>
                    <td class="number">{event.attempts}</td>
                    <td>
                      {state === 'retrying' && event.next_attempt_at !== null ? (
                        <Time at={event.next_attempt_at} />
                      ) : (
                        (event.last_http_code ?? '–')
                      )}
                    </td>
                    {mayRedeliver && (
                      <td>
                        <ActionButton
                          action={`${path}/events/${event.id}/redeliver`}
                          label="Redeliver"
                          fields={{ back: 'states' }}
                        />
                      </td>
                    )}
                  </tr>
                ))}
              </tbody>
            </table>
          </TableBox>
        )}
        <Older first={props.isFirst ? null : `${path}/events?state=${state}`} next={props.next} />
        {mayRedeliver && page.items.length > 0 && (
          <p>
            <a class="button" href={`${path}/recover`} data-panel>
              Redeliver all since a time…
            </a>
          </p>
        )}
      </div>
    </Layout>
  );
}
