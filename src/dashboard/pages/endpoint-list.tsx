import type { Endpoint, Page } from '../../service/endpoints';
import type { EndpointSummary } from '../../service/statistics';
import {
  EndpointFilters,
  isNarrowed,
  parametersOf,
  type EndpointQuery,
} from '../components/endpoint-filters';
import { Icon } from '../components/icon';
import { Layout, PageHeading } from '../components/layout';
import { EmptyState, Notice, NumberedPages, TableBox } from '../components/parts';
import { SparkBars } from '../components/spark-bars';
import { EndpointState } from '../components/state';
import { duration, percent } from '../format';
import { useViewer } from '../page-context';

export const ENDPOINTS_PATH = '/settings/webhooks';

interface Props {
  readonly page: Page<Endpoint>;
  readonly query: EndpointQuery;
  readonly summaries: ReadonlyMap<string, EndpointSummary>;
  readonly number: number;
  readonly size: number;
  readonly failureLimit: number;
  readonly done: string;
}

/** All endpoints of the organization. */
export function EndpointListPage(props: Props) {
  const { page, query, number, size, done } = props;
  const isFiltered = isNarrowed(query);
  const { mayChange } = useViewer();
  return (
    <Layout title="Webhooks" section="webhooks">
      <div data-live="5">
        <PageHeading title="Webhooks" lead="Where events of this organization are sent to.">
          {mayChange && (
            <a class="button primary" href={`${ENDPOINTS_PATH}/new`}>
              <Icon name="plus" /> Create Endpoint
            </a>
          )}
        </PageHeading>
        {done === 'deleted' && <Notice tone="good">The endpoint is deleted.</Notice>}
        {(isFiltered || page.total > size) && (
          <EndpointFilters path={ENDPOINTS_PATH} query={query} />
        )}
        {page.total > 0 && <EndpointTable {...props} />}
        {page.total === 0 && isFiltered && (
          <EmptyState title="No endpoint matches">
            <p>Part of the name, the host or the path is searched for, in any case.</p>
          </EmptyState>
        )}
        {page.total === 0 && !isFiltered && <NoEndpoints mayChange={mayChange} />}
        <NumberedPages
          path={ENDPOINTS_PATH}
          parameters={parametersOf(query)}
          number={number}
          size={size}
          total={page.total}
        />
      </div>
    </Layout>
  );
}

function NoEndpoints({ mayChange }: { mayChange: boolean }) {
  return (
    <EmptyState title="No endpoint yet">
      <p>An endpoint is a URL of yours that gets a signed POST for each event it listens to.</p>
      <p>
        {mayChange ? (
          <>
            <a href={`${ENDPOINTS_PATH}/new`}>Create the first one</a>, or see{' '}
            <a href="/">how to get started</a>.
          </>
        ) : (
          'An admin of the organization can create one.'
        )}
      </p>
    </EmptyState>
  );
}

function EndpointTable({ page, summaries, failureLimit }: Props) {
  return (
    <TableBox label="Endpoints">
      <table class="endpoints">
        <thead>
          <tr>
            <th scope="col">Endpoint</th>
            <th scope="col">State</th>
            <th scope="col">Format</th>
            <th scope="col">Events</th>
            <th scope="col">Last 24 h</th>
            <th scope="col" class="number">
              Success
            </th>
            <th scope="col" class="number">
              p95
            </th>
          </tr>
        </thead>
        <tbody>
          {page.items.map((endpoint) => {
            const summary = summaries.get(endpoint.id);
            return (
              <tr key={endpoint.id}>
                <th scope="row">
                  <a class="row-link" href={`${ENDPOINTS_PATH}/${endpoint.id}`}>
                    {titleOf(endpoint)}
                  </a>
                  <span class="url">{endpoint.url}</span>
                </th>
                <td>
                  <EndpointState
                    endpoint={endpoint}
                    limit={failureLimit}
                    attemptsFail={latestFail(summary)}
                  />
                </td>
                <td>{FORMAT_NAMES[endpoint.format]}</td>
                <td>
                  <EventNames events={endpoint.events} />
                </td>
                <td>{summary !== undefined && <SparkBars summary={summary} />}</td>
                <td class="number">{shown(summary?.successRate, percent)}</td>
                <td class="number">{shown(summary?.p95, duration)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </TableBox>
  );
}

export const FORMAT_NAMES = { raw: 'Raw JSON', discord: 'Discord', slack: 'Slack' } as const;

/** What people call an endpoint: its name, else its host. */
export function titleOf({ name, url }: Pick<Endpoint, 'name' | 'url'>): string {
  if (name !== null && name.trim() !== '') return name;
  return URL.canParse(url) ? new URL(url).host : url;
}

/** Whether of the latest hour that had attempts none succeeded. */
function latestFail(summary: EndpointSummary | undefined): boolean {
  const latest = summary?.hours.findLast(({ delivered, failed }) => delivered + failed > 0);
  return latest?.delivered === 0;
}

const shown = (value: number | null | undefined, write: (value: number) => string): string =>
  value === null || value === undefined ? '–' : write(value);

/** A thousand of them on each row would be the most of the page. */
const TITLE_MAX_EVENTS = 40;

function EventNames({ events }: { events: readonly string[] }) {
  const [first, ...others] = events;
  if (first === undefined) return <span class="muted">none</span>;
  return (
    <span title={events.slice(0, TITLE_MAX_EVENTS).join('\n')}>
      {first}
      {others.length > 0 && <span class="muted"> and {others.length} more</span>}
    </span>
  );
}
