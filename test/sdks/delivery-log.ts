import { DELIVERIES, ENDPOINTS, createEndpoint, publish } from '../api/support';
import { exampleData } from '../../src/domain/event-examples';
import { eventually } from '../helpers/eventually';
import type { TestReceiver } from '../helpers/receiver';
import type { TestOrganization, TestStack } from '../helpers/stack';
import type { CommonEventType } from './client';

/** One delivery, as this fixture has brought it about. */
export interface LoggedDelivery {
  readonly id: string;
  readonly eventId: string;
  readonly endpointId: string;
  readonly type: CommonEventType;
  readonly code: number;
  /** 1 or 2: before or after the fixture's moment. */
  readonly batch: number;
}

/** An organization with deliveries of every class of status, made in two batches. */
export interface DeliveryLog {
  readonly organization: TestOrganization;
  readonly deliveries: readonly LoggedDelivery[];
  readonly endpointIds: { readonly first: string; readonly second: string };
  /** A moment between the batches, and one before and after both; milliseconds since 1970. */
  readonly moments: { readonly before: number; readonly between: number; readonly after: number };
}

const CODES: Readonly<Record<string, number>> = {
  '/first': 200,
  '/second': 202,
  '/moved': 301,
  '/gone': 410,
  '/broken': 503,
};

/** What each endpoint listens to, by its path. */
const LISTENS: Readonly<Record<string, readonly CommonEventType[]>> = {
  '/first': ['order.paid', 'customer.created'],
  '/second': ['order.paid'],
  '/moved': ['refund.created'],
  '/gone': ['member.created'],
  '/broken': ['subscription.active'],
};

const BATCHES: readonly (readonly CommonEventType[])[] = [
  [
    'order.paid',
    'order.paid',
    'customer.created',
    'refund.created',
    'member.created',
    'subscription.active',
  ],
  ['customer.created', 'order.paid'],
];

/** Brings the deliveries about, over HTTP and the worker, and waits until all of them are listed. */
export async function createDeliveryLog(
  stack: TestStack,
  receiver: TestReceiver,
): Promise<DeliveryLog> {
  const organization = await stack.createOrganization('Log');
  const { api } = organization;
  receiver.answerWith(({ path }, response) => {
    response.writeHead(CODES[path] ?? 204).end(CODES[path] === undefined ? '' : `said ${path}`);
  });
  const pathOf = new Map<string, string>();
  for (const [path, events] of Object.entries(LISTENS)) {
    const { id } = await createEndpoint(api, { url: receiver.url(path), events });
    pathOf.set(id as string, path);
  }
  const idOf = (path: string) => [...pathOf].find(([, one]) => one === path)![0];

  const made: Omit<LoggedDelivery, 'id'>[] = [];
  const before = Date.now() - 1;
  const publishBatch = async (batch: number) => {
    for (const type of BATCHES[batch - 1]!) {
      const { webhook_events } = await publish(api, { type, data: exampleData(type) });
      for (const { id, webhook_endpoint_id } of webhook_events) {
        const code = CODES[pathOf.get(webhook_endpoint_id as string)!]!;
        made.push({ eventId: id, endpointId: webhook_endpoint_id, type, code, batch });
      }
    }
    await eventually('the deliveries are listed', async () => {
      const { body } = await api.get(`${DELIVERIES}?limit=100`);
      return body.pagination.total_count === made.length;
    });
  };

  await publishBatch(1);
  // What failed would be tried again in some seconds, and the log grow under the tests.
  for (const path of ['/moved', '/broken']) {
    await api.patch(`${ENDPOINTS}/${idOf(path)}`, { enabled: false });
  }
  const between = Date.now() + 1;
  await eventually('the moment is over', () => Date.now() > between);
  await publishBatch(2);
  const { body } = await api.get(`${DELIVERIES}?limit=100`);
  const ids = new Map<string, string>();
  for (const { id, webhook_event } of body.items) ids.set(webhook_event.id as string, id as string);
  return {
    organization,
    deliveries: made.map((one) => ({ id: ids.get(one.eventId) ?? '', ...one })),
    endpointIds: { first: idOf('/first'), second: idOf('/second') },
    moments: { before, between, after: Date.now() + 1 },
  };
}
