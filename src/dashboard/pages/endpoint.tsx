import type { DeliveryLogRow } from '../../db/delivery-log';
import type { Endpoint } from '../../service/endpoints';
import type { EventState } from '../../domain/event';
import type { CappedCount } from '../../service/event-log';
import type { LogPage } from '../../service/log-page';
import type { EndpointStatistics } from '../../service/statistics';
import { STATISTICS_RANGES } from '../../domain/delivery-statistics';
import { LatencyChart, OutcomeChart } from '../components/charts';
import { DeliveryTable } from '../components/delivery-table';
import { DeliveryFilters } from '../components/delivery-filters';
import { DisabledNotice } from '../components/disabled-notice';
import { EndpointFacts, SecretBox } from '../components/endpoint-facts';
import { ActionButton, PostForm } from '../components/form';
import { Layout, PageHeading } from '../components/layout';
import { Notice, Older } from '../components/parts';
import { EndpointState } from '../components/state';
import { duration, percent, plural, shortCount } from '../format';
import { addressOf, isFiltered, writeCursor, type LogQuery } from '../log-query';
import { useViewer } from '../page-context';
import { ENDPOINTS_PATH, titleOf } from './endpoint-list';

export interface EndpointPageProps {
  readonly endpoint: Endpoint;
  readonly statistics: EndpointStatistics;
  readonly counts: Readonly<Record<EventState, CappedCount>>;
  readonly deliveries: LogPage<DeliveryLogRow>;
  /** Of a disabled endpoint alone. */
  readonly lastFailures: readonly DeliveryLogRow[];
  readonly query: LogQuery;
  /** Names of types that a filter and a test event may choose. */
  readonly typeNames: readonly string[];
  readonly failureLimit: number;
  readonly secretGraceSeconds: number;
  readonly temporalUrl: string | null;
  /** What was just done, for a word about it. */
  readonly done: string;
  readonly showSecret: boolean;
}

/** One endpoint: its state, plots, what waits, and the log of its deliveries. */
export function EndpointPage(props: EndpointPageProps) {
  const { endpoint, done } = props;
  const path = `${ENDPOINTS_PATH}/${endpoint.id}`;
  const { mayChange } = useViewer();
  return (
    <Layout title={titleOf(endpoint)} section="webhooks">
      <div data-live={props.query.cursor === null && !props.showSecret ? '3' : undefined}>
        <PageHeading
          title={titleOf(endpoint)}
          lead={<span class="url">{endpoint.url}</span>}
          back={{ href: ENDPOINTS_PATH, label: 'Webhooks' }}
        >
          <EndpointState endpoint={endpoint} limit={props.failureLimit} />
        </PageHeading>
        <Done done={done} graceSeconds={props.secretGraceSeconds} />
        {mayChange && <EndpointActions {...props} path={path} />}
        {mayChange && (
          <SecretBox
            endpoint={endpoint}
            path={path}
            open={props.showSecret}
            isNew={done === 'created'}
          />
        )}
        {!endpoint.enabled && (
          <DisabledNotice endpoint={endpoint} path={path} failures={props.lastFailures} />
        )}
        <Statistics {...props} path={path} />
        <Queue {...props} path={path} />
        <section aria-labelledby="deliveries">
          <h2 id="deliveries">Deliveries</h2>
          <DeliveryFilters path={path} query={props.query} typeNames={props.typeNames} />
          <DeliveryTable
            deliveries={props.deliveries.items}
            path={path}
            isFiltered={isFiltered(props.query)}
          />
          <Older
            first={props.query.cursor === null ? null : addressOf(path, props.query, {})}
            next={
              props.deliveries.next === null
                ? null
                : addressOf(path, props.query, { cursor: writeCursor(props.deliveries.next) })
            }
            searchedUntil={props.deliveries.searchedUntil}
          />
        </section>
        <EndpointFacts endpoint={endpoint} temporalUrl={props.temporalUrl} />
      </div>
    </Layout>
  );
}

function Done({ done, graceSeconds }: { done: string; graceSeconds: number }) {
  const [what = '', count = ''] = done.split('-', 2);
  const texts: Readonly<Record<string, string>> = {
    created: 'The endpoint is created. Copy its secret: receivers verify signatures with it.',
    saved: 'Saved.',
    enabled: 'The endpoint is enabled again. What was skipped meanwhile can be sent again below.',
    disabled: 'The endpoint is disabled; what was waiting is marked as skipped.',
    reset:
      graceSeconds > 0
        ? 'The secret is new. The one before goes on signing for a while, so that nothing fails while you update the receiver.'
        : 'The secret is new; the one before signs no longer.',
    tested: 'A test event is on its way.',
    recovered: `${plural(Number(count) || 0, 'event')} will be sent again.`,
  };
  const text = texts[what];
  return text === undefined ? null : <Notice tone="good">{text}</Notice>;
}

function EndpointActions({ endpoint, path, typeNames }: EndpointPageProps & { path: string }) {
  return (
    <div class="action-bar">
      {endpoint.enabled ? (
        <PostForm action={`${path}/test`} class="inline">
          <label class="visually-hidden" for="test-type">
            Type of the test event
          </label>
          <select id="test-type" name="type" data-live-keep>
            {typeNames.map((name) => (
              <option
                key={name}
                value={name}
                selected={name === (endpoint.events[0] ?? 'order.created')}
              >
                {name}
              </option>
            ))}
          </select>
          <button class="button" type="submit">
            Send test event
          </button>
        </PostForm>
      ) : (
        <ActionButton action={`${path}/enable`} label="Enable" tone="primary" />
      )}
      <a class="button" href={`${path}/edit`}>
        Edit
      </a>
      {endpoint.enabled && (
        <a class="button" href={`${path}/disable`} data-panel>
          Disable
        </a>
      )}
      <a class="button" href={`${path}/recover`} data-panel>
        Redeliver…
      </a>
      <a class="button" href={`${path}/reset-secret`} data-panel>
        Reset secret
      </a>
      <a class="button danger" href={`${path}/delete`} data-panel>
        Delete
      </a>
    </div>
  );
}

function Statistics({ statistics, query, path }: EndpointPageProps & { path: string }) {
  const { totals, range } = statistics;
  return (
    <section aria-labelledby="statistics">
      <div class="section-heading">
        <h2 id="statistics">Statistics</h2>
        <nav class="tabs" aria-label="Range of the statistics">
          {STATISTICS_RANGES.map((one) => (
            <a
              key={one}
              href={addressOf(path, query, { range: one })}
              aria-current={one === range ? 'true' : undefined}
            >
              {RANGE_NAMES[one]}
            </a>
          ))}
        </nav>
      </div>
      <dl class="tiles">
        <Tile name="Delivered" value={shortCount(totals.delivered)} />
        <Tile name="Failed attempts" value={shortCount(totals.failed)} />
        <Tile
          name="Success rate"
          value={totals.successRate === null ? '–' : percent(totals.successRate)}
        />
        <Tile name="p95 latency" value={totals.p95 === null ? '–' : duration(totals.p95)} />
      </dl>
      <div class="charts">
        <OutcomeChart statistics={statistics} />
        <LatencyChart statistics={statistics} />
      </div>
    </section>
  );
}

const RANGE_NAMES = { '1h': '1 hour', '24h': '24 hours', '7d': '7 days' } as const;

function Tile({ name, value }: { name: string; value: string }) {
  return (
    <div class="tile">
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}

const QUEUE_NAMES: Readonly<Record<EventState, string>> = {
  waiting: 'waiting',
  retrying: 'in retry',
  skipped: 'skipped',
  failed: 'failed',
};

/** What is not delivered, each a link to the list of those events. */
function Queue({ counts, path }: EndpointPageProps & { path: string }) {
  return (
    <section aria-labelledby="queue">
      <h2 id="queue">Events that are not delivered</h2>
      <ul class="queue">
        {(Object.entries(counts) as [EventState, CappedCount][]).map(([state, { count, more }]) => (
          <li key={state}>
            <a href={`${path}/events?state=${state}`}>
              <strong>
                {shortCount(count)}
                {more && '+'}
              </strong>{' '}
              {QUEUE_NAMES[state]}
            </a>
          </li>
        ))}
      </ul>
    </section>
  );
}
