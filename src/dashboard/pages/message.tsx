import type { MessageEventRow } from '../../db/message-log';
import type { MessageDetail } from '../../service/event-log';
import { Layout, PageHeading } from '../components/layout';
import { PayloadView } from '../components/payload-view';
import { TableBox, Time } from '../components/parts';
import { EventStatusBadge, isPending } from '../components/state';
import { ENDPOINTS_PATH, titleOf } from './endpoint-list';
import { EVENTS_PATH } from './events';

/** One published event: to which endpoints it went, and its payload. */
export function MessagePage({ message, done }: { message: MessageDetail; done: boolean }) {
  return (
    <Layout title={`${message.type} event`} section="events">
      <div data-live={message.events.some(isPending) ? '2' : undefined}>
        <PageHeading
          title={message.type}
          back={{ href: EVENTS_PATH, label: 'Events' }}
          lead={done ? 'It is published: what becomes of it is below.' : undefined}
        />
        <dl class="facts">
          <dt>Id</dt>
          <dd>
            <code>{message.id}</code>
          </dd>
          <dt>Published</dt>
          <dd>
            <Time at={message.created_at} />
          </dd>
        </dl>
        <h2>Endpoints</h2>
        {message.events.length === 0 ? (
          <p class="muted">No endpoint listened to this type when it was published.</p>
        ) : (
          <TableBox label="Endpoints">
            <table>
              <thead>
                <tr>
                  <th scope="col">Endpoint</th>
                  <th scope="col">State</th>
                  <th scope="col" class="number">
                    Attempts
                  </th>
                  <th scope="col">Last code</th>
                  <th scope="col">Next attempt</th>
                </tr>
              </thead>
              <tbody>
                {message.events.map((event) => (
                  <Row key={event.id} event={event} />
                ))}
              </tbody>
            </table>
          </TableBox>
        )}
        <h2 class="spaced">Payload</h2>
        <PayloadView payload={message.payload} download={null} />
      </div>
    </Layout>
  );
}

function Row({ event }: { event: MessageEventRow }) {
  const title = titleOf({ name: event.endpoint_name, url: event.endpoint_url });
  return (
    <tr>
      <th scope="row">
        {event.endpoint_deleted ? (
          <>
            {title} <span class="muted">(deleted)</span>
          </>
        ) : (
          <a
            class="row-link"
            href={`${ENDPOINTS_PATH}/${event.endpoint_id}/events/${event.id}`}
            data-panel
          >
            {title}
          </a>
        )}
        <code class="id">{event.id}</code>
      </th>
      <td>
        <EventStatusBadge event={event} />
      </td>
      <td class="number">{event.attempts}</td>
      <td>{event.last_http_code ?? '–'}</td>
      <td>
        {isPending(event) && event.next_attempt_at !== null ? (
          <Time at={event.next_attempt_at} />
        ) : (
          '–'
        )}
      </td>
    </tr>
  );
}
