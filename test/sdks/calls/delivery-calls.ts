import { DELIVERIES, createEndpoint, publish, UNKNOWN_ID } from '../../api/support';
import { eventually } from '../../helpers/eventually';
import type { DeliveryFilter, SdkDelivery } from '../client';
import type { DeliveryLog, LoggedDelivery } from '../delivery-log';
import { expectDelivery, expectNotFound, type CallContext, type Calls } from '../support';

const eventIds = (deliveries: readonly SdkDelivery[]) =>
  deliveries.map(({ event }) => event.id).sort();

interface Filtered {
  readonly filter: (log: DeliveryLog) => DeliveryFilter;
  /** Which deliveries of the log are to be found. */
  readonly wanted: (delivery: LoggedDelivery, log: DeliveryLog) => boolean;
}

const FILTERS: Readonly<Record<string, Filtered>> = {
  'one endpoint': {
    filter: ({ endpointIds }) => ({ endpointId: endpointIds.first }),
    wanted: ({ endpointId }, { endpointIds }) => endpointId === endpointIds.first,
  },
  'several endpoints': {
    filter: ({ endpointIds }) => ({ endpointId: [endpointIds.first, endpointIds.second] }),
    wanted: ({ code }) => code === 200 || code === 202,
  },
  'one event type': {
    filter: () => ({ eventType: 'order.paid' }),
    wanted: ({ type }) => type === 'order.paid',
  },
  'several event types': {
    filter: () => ({ eventType: ['refund.created', 'customer.created'] }),
    wanted: ({ type }) => type === 'refund.created' || type === 'customer.created',
  },
  'start timestamp': {
    filter: ({ moments }) => ({ after: moments.between }),
    wanted: ({ batch }) => batch === 2,
  },
  'end timestamp': {
    filter: ({ moments }) => ({ before: moments.between }),
    wanted: ({ batch }) => batch === 1,
  },
  'start and end timestamp': {
    filter: ({ moments }) => ({ after: moments.before, before: moments.after }),
    wanted: () => true,
  },
  succeeded: {
    filter: () => ({ succeeded: true }),
    wanted: ({ code }) => code < 300,
  },
  'not succeeded': {
    filter: () => ({ succeeded: false }),
    wanted: ({ code }) => code >= 300,
  },
  ...Object.fromEntries(
    (['2xx', '3xx', '4xx', '5xx'] as const).map((httpCodeClass): [string, Filtered] => [
      `HTTP code class ${httpCodeClass}`,
      {
        filter: () => ({ httpCodeClass }),
        wanted: ({ code }) => httpCodeClass.startsWith(String(code).slice(0, 1)),
      },
    ]),
  ),
  'query, part of an event’s id': {
    filter: ({ deliveries }) => ({ query: deliveries[2]!.eventId.slice(3, 30) }),
    wanted: ({ eventId }, { deliveries }) => eventId === deliveries[2]!.eventId,
  },
  'query, an HTTP code': {
    filter: ({ moments }) => ({ query: '410', after: moments.before }),
    // A random id, of the event or of the delivery, may hold the digits too.
    wanted: ({ code, id, eventId }) => code === 410 || `${id} ${eventId}`.includes('410'),
  },
  'everything at once': {
    filter: ({ endpointIds, moments }) => ({
      endpointId: endpointIds.first,
      eventType: ['order.paid'],
      after: moments.between,
      before: moments.after,
      succeeded: true,
      httpCodeClass: '2xx',
      page: 1,
      limit: 5,
    }),
    wanted: ({ code, type, batch }) => code === 200 && type === 'order.paid' && batch === 2,
  },
};

const filtering: Calls = Object.fromEntries(
  Object.entries(FILTERS).map(([name, { filter, wanted }]) => [
    `list deliveries, by ${name}`,
    async (context: CallContext) => {
      const { log } = context.workshop;
      const expected = log.deliveries.filter((one) => wanted(one, log)).map((one) => one.eventId);
      expect(expected.length).toBeGreaterThan(0);
      const client = await context.logClient();
      const { items, totalCount } = await client.listDeliveries({ limit: 100, ...filter(log) });
      expect(eventIds(items)).toEqual(expected.sort());
      expect(totalCount).toBe(expected.length);
    },
  ]),
);

const paging: Calls = {
  'list deliveries, every typed field': async (context) => {
    const { log } = context.workshop;
    const { items } = await (await context.logClient()).listDeliveries({ limit: 100 });
    const { body } = await log.organization.api.get(`${DELIVERIES}?limit=100`);
    expect(items.length).toBe(log.deliveries.length);
    items.forEach((item, index) => expectDelivery(context.sdk, item, body.items[index]));
    for (const { eventId, type, code } of log.deliveries) {
      const delivery = items.find(({ event }) => event.id === eventId)!;
      expect(delivery).toMatchObject({ succeeded: code < 300, httpCode: code });
      expect(delivery.response).toMatch(/^said \//);
      expect(delivery.event).toMatchObject({ type, lastHttpCode: code, isArchived: false });
      expect(delivery.event.payload).toContain(`"type":"${type}"`);
    }
  },
  'list deliveries, by limit and page': async (context) => {
    const { deliveries } = context.workshop.log;
    const client = await context.logClient();
    const usual = await client.listDeliveries();
    expect(usual).toMatchObject({ totalCount: deliveries.length, maxPage: 2 });
    expect(usual.items).toHaveLength(10);
    const third = await client.listDeliveries({ limit: 3, page: 3 });
    expect(third.items.map(({ id }) => id)).toEqual(usual.items.slice(6, 9).map(({ id }) => id));
    const past = await client.listDeliveries({ limit: 3, page: 99 });
    expect(past).toMatchObject({ items: [], totalCount: deliveries.length });
  },
  'list deliveries, all pages by the SDK’s own iteration': async (context) => {
    const items = await (await context.logClient()).iterateDeliveries({ limit: 4 });
    const { deliveries } = context.workshop.log;
    expect(eventIds(items)).toEqual(deliveries.map(({ eventId }) => eventId).sort());
    const times = items.map(({ createdAt }) => Date.parse(createdAt.value));
    expect(times).toEqual([...times].sort((one, other) => other - one));
  },
};

const redelivering: Calls = {
  redeliver: async ({ client, organization, workshop: { receiver } }) => {
    await createEndpoint(organization.api, { url: receiver.url('/again') });
    const { webhook_events } = await publish(organization.api);
    const id = webhook_events[0].id as string;
    const received = () => receiver.received.filter((one) => one.id === id);
    // Only what is settled is sent again.
    await eventually('the delivery is listed', async () => {
      const { items } = await client.listDeliveries();
      return items[0]?.event.succeeded === true;
    });
    expect(await client.redeliver(id)).toBeNull();
    const [first, second] = await eventually('it is sent again', () =>
      received().length === 2 ? received() : undefined,
    );
    expect(second!.body).toBe(first!.body);
  },
  'redeliver, what there is not': async ({ client }) => {
    await expectNotFound(client.redeliver(UNKNOWN_ID));
  },
};

/** Calls about deliveries and events. */
export const DELIVERY_CALLS: Calls = { ...paging, ...filtering, ...redelivering };
