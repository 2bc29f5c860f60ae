import { NO_DELIVERY_FILTER, type DeliveryLogFilter } from '../../src/db/delivery-log';
import type { Pool } from '../../src/db/pool';
import { createDeliveryLogService } from '../../src/service/delivery-log';
import { createEventLogService } from '../../src/service/event-log';
import { createStatisticsService } from '../../src/service/statistics';
import { percentile } from '../statistics';
import { FILL_TYPES, type FilledOrganization } from './fill';

/** What one function took. */
export interface Measured {
  readonly name: string;
  readonly p50: number;
  readonly p95: number;
}

const CALLS = 20;
const PAGE = 50;

/**
 * Calls everything that the dashboard reads, in a database from fillDashboardData, with filters that
 * select nothing among them. Milliseconds of calls one after the other, from this process.
 *
 * @param pool as the API has it
 */
export async function measureDashboardData(
  pool: Pool,
  { organizationId, endpointIds }: FilledOrganization,
): Promise<Measured[]> {
  const scope = [organizationId];
  const [busy] = endpointIds;
  const quiet = endpointIds.at(-1) ?? busy;
  const statistics = createStatisticsService({ pool });
  const log = createDeliveryLogService({ pool });
  const events = createEventLogService({ pool });
  const deliveries = (
    source: Parameters<typeof log.deliveries>[1],
    filter: Partial<DeliveryLogFilter> = {},
  ) => log.deliveries(scope, source, { ...NO_DELIVERY_FILTER, ...filter }, null, PAGE);
  const ofBusy = { endpointId: busy };
  const all = { organizationId };
  const rare = FILL_TYPES.at(-1) ?? '';

  const { rows: middles } = await pool.query<{ created_at: string; id: string; event_id: string }>(
    `select created_at, id, event_id from webhook_deliveries
     where endpoint_id = $1 and created_at < now() - interval '3 days 12 hours'
     order by created_at desc limit 1`,
    [busy],
  );
  const middle = middles[0];
  const { items: messages } = await events.messages(scope, organizationId, null, null, 1);
  if (middle === undefined || messages[0] === undefined) {
    throw new Error('The database is not filled.');
  }
  const [message] = messages;

  const cases: Record<string, () => Promise<unknown>> = {
    'summaries, all endpoints': () => statistics.summaries(scope, endpointIds),
    'statistics 1h, busy': () => statistics.endpoint(scope, busy, '1h'),
    'statistics 24h, busy': () => statistics.endpoint(scope, busy, '24h'),
    'statistics 7d, busy': () => statistics.endpoint(scope, busy, '7d'),
    'statistics 7d, quiet': () => statistics.endpoint(scope, quiet, '7d'),
    'deliveries, first page': () => deliveries(ofBusy),
    'deliveries, from the middle': () =>
      log.deliveries(
        scope,
        ofBusy,
        NO_DELIVERY_FILTER,
        { createdAt: middle.created_at, id: middle.id },
        PAGE,
      ),
    'deliveries, of the organization': () => deliveries(all),
    'deliveries, failed': () => deliveries(ofBusy, { succeeded: false }),
    'deliveries, failed, of the organization': () => deliveries(all, { succeeded: false }),
    'deliveries, 5xx': () => deliveries(ofBusy, { httpCodeClass: 5 }),
    'deliveries, 3xx (a tenth of the failed)': () => deliveries(ofBusy, { httpCodeClass: 3 }),
    'deliveries, a rare type': () => deliveries(ofBusy, { types: [rare] }),
    'deliveries, a type that is not there': () => deliveries(ofBusy, { types: ['none.such'] }),
    'deliveries, the same of a quiet endpoint': () =>
      deliveries({ endpointId: quiet }, { types: ['none.such'] }),
    'deliveries, the same of the organization': () => deliveries(all, { types: ['none.such'] }),
    'deliveries, a text that is not there': () => deliveries(ofBusy, { query: 'zzzz' }),
    'deliveries, the same, organization': () => deliveries(all, { query: 'zzzz' }),
    'deliveries, text, type and class, nothing': () =>
      deliveries(ofBusy, { query: 'zzzz', types: ['none.such'], httpCodeClass: 2 }),
    'deliveries, a day in the middle': () =>
      deliveries(ofBusy, { before: middle.created_at, after: daysBefore(middle.created_at, 1) }),
    'deliveries, a delivery id': () => deliveries(ofBusy, { query: middle.id }),
    'deliveries, an event id': () => deliveries(all, { query: middle.event_id }),
    'deliveries, an id that is not there': () => deliveries(all, { query: organizationId }),
    'last 10 failures': () => log.lastFailures(scope, busy, 10),
    'deliveries of an event': () => log.ofEvent(scope, middle.event_id),
    'an event': () => events.event(scope, middle.event_id),
    'counts by state': () => events.countsByState(scope, busy),
    'events waiting': () => events.eventsByState(scope, busy, 'waiting', null, PAGE),
    'events in retry': () => events.eventsByState(scope, busy, 'retrying', null, PAGE),
    'events skipped': () => events.eventsByState(scope, busy, 'skipped', null, PAGE),
    'events failed': () => events.eventsByState(scope, busy, 'failed', null, PAGE),
    'events failed, quiet': () => events.eventsByState(scope, quiet, 'failed', null, PAGE),
    messages: () => events.messages(scope, organizationId, null, null, PAGE),
    'messages, a rare type': () => events.messages(scope, organizationId, rare, null, PAGE),
    'messages, a type that is not there': () =>
      events.messages(scope, organizationId, 'none.such', null, PAGE),
    'a message': () => events.message(scope, message.id),
  };
  const measured: Measured[] = [];
  for (const [name, call] of Object.entries(cases)) measured.push(await measure(name, call));
  return measured;
}

async function measure(name: string, call: () => Promise<unknown>): Promise<Measured> {
  const times: number[] = [];
  for (let index = 0; index < CALLS; index += 1) {
    const before = performance.now();
    await call();
    times.push(performance.now() - before);
  }
  return { name, p50: percentile(times, 50) ?? 0, p95: percentile(times, 95) ?? 0 };
}

const DAY_MS = 86_400_000;
const daysBefore = (moment: string, days: number): string =>
  new Date(Date.parse(moment) - days * DAY_MS).toISOString();
