import type { MessageLogRow } from '../../db/message-log';
import type { EventTypeSummary } from '../../service/event-types';
import type { LogPage } from '../../service/log-page';
import { Choice, FilterForm } from '../components/filter-form';
import { Icon } from '../components/icon';
import { Layout, PageHeading } from '../components/layout';
import { Badge, EmptyState, Older, TableBox, Time } from '../components/parts';
import { bytes, plural } from '../format';
import { useViewer } from '../page-context';

export const EVENTS_PATH = '/events';

/** What was published in the organization. */
export function EventsPage(props: {
  page: LogPage<MessageLogRow>;
  types: readonly EventTypeSummary[];
  type: string;
  next: string | null;
  isFirst: boolean;
}) {
  const { page, types, type, next, isFirst } = props;
  const { mayPublish } = useViewer();
  const first = type === '' ? EVENTS_PATH : `${EVENTS_PATH}?type=${encodeURIComponent(type)}`;
  return (
    <Layout title="Events" section="events">
      <div data-live={isFirst ? '3' : undefined}>
        <PageHeading title="Events" lead="What was published, and what became of it.">
          {mayPublish && (
            <a class="button primary" href={`${EVENTS_PATH}/publish`}>
              <Icon name="plus" /> Publish an event
            </a>
          )}
        </PageHeading>
        <FilterForm path={EVENTS_PATH} isFiltered={type !== ''}>
          <Choice
            label="Event type"
            name="type"
            values={types.map(({ name }) => name)}
            chosen={type}
          />
        </FilterForm>
        {page.items.length === 0 && page.searchedUntil === null ? (
          <EmptyState
            title={type === '' && isFirst ? 'Nothing was published yet' : 'No event matches'}
          >
            <p>
              Events are published by your programs, with <code>POST /v1/webhooks/events</code>; see{' '}
              <a href="/">how to get started</a>.
            </p>
          </EmptyState>
        ) : (
          <TableBox label="Events">
            <table>
              <thead>
                <tr>
                  <th scope="col">Published</th>
                  <th scope="col">Event</th>
                  <th scope="col" class="number">
                    Size
                  </th>
                  <th scope="col">Endpoints</th>
                </tr>
              </thead>
              <tbody>
                {page.items.map((message) => (
                  <tr key={message.id}>
                    <td>
                      <Time at={message.created_at} />
                    </td>
                    <th scope="row">
                      <a class="row-link" href={`${EVENTS_PATH}/${message.id}`} data-panel>
                        {message.type}
                      </a>
                      <code class="id">{message.id}</code>
                    </th>
                    <td class="number">
                      {message.payload_bytes === null ? 'archived' : bytes(message.payload_bytes)}
                    </td>
                    <td>
                      <Outcomes message={message} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableBox>
        )}
        <Older first={isFirst ? null : first} next={next} searchedUntil={page.searchedUntil} />
      </div>
    </Layout>
  );
}

function Outcomes({ message }: { message: MessageLogRow }) {
  if (message.endpoints === 0) return <span class="muted">no endpoint listened</span>;
  const { succeeded, pending, failed, skipped } = message;
  return (
    <span class="outcomes">
      <span>{plural(message.endpoints, 'endpoint')}: </span>
      {succeeded > 0 && <Badge tone="good">{succeeded} delivered</Badge>}{' '}
      {pending > 0 && <Badge tone="warn">{pending} pending</Badge>}{' '}
      {failed > 0 && <Badge tone="bad">{failed} failed</Badge>}{' '}
      {skipped > 0 && <Badge tone="neutral">{skipped} skipped</Badge>}
    </span>
  );
}
