/**
 * What the types of the TypeScript client promise: compiled by `npm run types`, never run. A line under
 * `@ts-expect-error` that compiles is an error itself.
 */
import type {
  CatalogueEventType,
  Customer,
  CustomerState,
  Order,
  Page,
  ReceivedEvent,
  Signalpost,
  Subscription,
  WebhookDelivery,
  WebhookEndpoint,
  WebhookEvent,
} from 'signalpost';
import type { EventType } from '../../src/domain/event-types';

interface Invoice {
  id: string;
  total: number;
}

declare module 'signalpost' {
  interface OwnEvents {
    'invoice.paid': Invoice;
  }
}

type Probe<Type> = <T>() => T extends Type ? 1 : 2;
/** Compiles only where the value has exactly the type that `is` is given. */
declare function typeOf<Actual>(value: Actual): {
  is<Expected>(...same: Probe<Actual> extends Probe<Expected> ? [] : ['another type']): void;
};
declare const client: Signalpost;
declare const event: ReceivedEvent;

export function theCatalogueIsTheServers() {
  typeOf<CatalogueEventType>('order.paid').is<EventType>();
}

export function comparingTheTypeNarrowsTheData() {
  if (event.type === 'order.paid') {
    typeOf(event.data).is<Order>();
    typeOf(event.data.customer).is<Customer>();
  }
  switch (event.type) {
    case 'subscription.active':
    case 'subscription.revoked':
      typeOf(event.data).is<Subscription>();
      break;
    case 'customer.state_changed':
      typeOf(event.data).is<CustomerState>();
      break;
    case 'invoice.paid':
      typeOf(event.data).is<Invoice>();
      break;
    default:
  }
  // @ts-expect-error -- no type has this name
  if (event.type === 'order.payed') return; // eslint-disable-line @typescript-eslint/no-unsafe-enum-comparison
  // Names that nobody declared are compared as texts.
  const type: string = event.type;
  return type === 'shipment.sent';
}

export async function publishingTakesPartsOfTheDocumentedData() {
  await client.events.publish({ type: 'order.paid', data: { id: '1', customer: { name: null } } });
  await client.events.publish({ type: 'order.paid', data: { id: '1', beyond: true } });
  // @ts-expect-error -- an id is text
  await client.events.publish({ type: 'order.paid', data: { id: 1 } });
  // @ts-expect-error -- so is that of a part
  await client.events.publish({ type: 'order.paid', data: { items: [{ id: 1 }] } });
  await client.events.publish({ type: 'invoice.paid', data: { id: '1', total: 5 } });
  // @ts-expect-error -- the declared data has a total
  await client.events.publish({ type: 'invoice.paid', data: { id: '1' } });
  await client.events.publish({ type: 'shipment.sent', data: { anything: [1] } });
  // @ts-expect-error -- data is an object
  await client.events.publish({ type: 'shipment.sent', data: 'text' });
  const type: string = 'shipment.' + 'sent';
  await client.events.publish({ type, data: {}, timestamp: new Date(), idempotencyKey: null });
}

export async function aBatchIsCheckedEventByEvent() {
  await client.events.publishBatch(
    [
      { type: 'order.paid', data: { id: '1' } },
      { type: 'shipment.sent', data: { id: 1 } },
    ],
    { idempotencyKey: 'key' },
  );
  await client.events.publishBatch([
    { type: 'shipment.sent', data: { id: 1 } },
    // @ts-expect-error -- an id is text
    { type: 'order.paid', data: { id: 1 } },
  ]);
  const events = [1, 2].map((id) => ({ type: 'shipment.sent', data: { id } }));
  await client.events.publishBatch(events);
}

export async function answersHaveNamesAndDatesOfJavaScript() {
  const endpoint = await client.webhooks.create({
    url: 'https://example.com/',
    format: 'raw',
    events: ['order.paid', 'invoice.paid', 'shipment.sent'],
  });
  typeOf(endpoint).is<WebhookEndpoint>();
  typeOf(endpoint.createdAt).is<Date>();
  typeOf(endpoint.disabledAt).is<Date | null>();
  typeOf(endpoint.maxInFlight).is<number>();
  typeOf(endpoint.headers).is<Record<string, string>>();
  typeOf(endpoint.format).is<'raw' | 'discord' | 'slack'>();
  // @ts-expect-error -- no format has this name
  await client.webhooks.create({ url: 'https://example.com/', format: 'xml', events: [] });
  // @ts-expect-error -- events are required
  await client.webhooks.create({ url: 'https://example.com/', format: 'raw' });
}

export async function listsAreAwaitedOrIteratedOver() {
  const page = await client.events.list({ status: 'failed', startTimestamp: new Date() });
  typeOf(page).is<Page<WebhookEvent>>();
  for await (const item of page) typeOf(item).is<WebhookEvent>();
  for await (const item of client.webhooks.deliveries({
    endpointId: ['1', '2'],
    eventType: 'x.y',
  })) {
    typeOf(item).is<WebhookDelivery>();
    typeOf(item.webhookEvent.createdAt).is<Date>();
    typeOf(item.httpCode).is<number | null>();
  }
}
