import type { DeliveryLogRow } from '../../db/delivery-log';
import type { Endpoint } from '../../service/endpoints';
import type { EventDetail } from '../../service/event-log';
import type { SentRequest } from '../../service/sent-request';
import { ActionButton } from '../components/form';
import { Layout, PageHeading } from '../components/layout';
import { Attempts } from '../components/attempts';
import { PayloadView } from '../components/payload-view';
import { Notice, Time } from '../components/parts';
import { SentRequestView } from '../components/sent-request-view';
import { EventStatusBadge, isPending } from '../components/state';
import { useViewer } from '../page-context';
import { ENDPOINTS_PATH, titleOf } from './endpoint-list';

interface Props {
  readonly endpoint: Endpoint;
  readonly event: EventDetail;
  readonly attempts: readonly DeliveryLogRow[];
  /** Of the newest attempt; null before the first. */
  readonly sent: SentRequest | null;
  readonly done: boolean;
}

/** One event at one endpoint: also what the side view shows. */
export function EventPage({ endpoint, event, attempts, sent, done }: Props) {
  const { mayChange } = useViewer();
  const path = `${ENDPOINTS_PATH}/${endpoint.id}`;
  const pending = isPending(event);
  const isArchived = event.payload.bytes === null;
  return (
    <Layout title={`${event.type} event`} section="webhooks">
      <div data-live={pending || done ? '2' : undefined}>
        <PageHeading title={event.type} back={{ href: path, label: titleOf(endpoint) }}>
          <EventStatusBadge event={event} />
        </PageHeading>
        {done && <Notice tone="good">It is sent again.</Notice>}
        <dl class="facts">
          <dt>Event</dt>
          <dd>
            <code>{event.id}</code>
          </dd>
          <dt>Published</dt>
          <dd>
            <Time at={event.created_at} /> (
            <a href={`/events/${event.message_id}`}>to which endpoints</a>)
          </dd>
          {event.next_attempt_at !== null && pending && (
            <>
              <dt>Next attempt</dt>
              <dd>
                <Time at={event.next_attempt_at} />
              </dd>
            </>
          )}
        </dl>
        <div class="action-bar">
          {mayChange && endpoint.enabled && !pending && !isArchived && (
            <ActionButton
              action={`${path}/events/${event.id}/redeliver`}
              label="Redeliver"
              tone="primary"
              inPanel
            />
          )}
          {mayChange && !endpoint.enabled && (
            <span class="muted">The endpoint is disabled: nothing is redelivered to it.</span>
          )}
        </div>
        <h2>Attempts</h2>
        <Attempts attempts={attempts} event={event} />
        {sent !== null && <SentRequestView sent={sent} payload={event.payload} />}
        <h2>Payload</h2>
        <PayloadView payload={event.payload} download={`${path}/events/${event.id}/payload`} />
      </div>
    </Layout>
  );
}
