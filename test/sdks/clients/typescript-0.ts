import { Polar } from 'polar-sdk-0';
import type { WebhookDelivery } from 'polar-sdk-0/models/components/webhookdelivery.js';
import type { WebhookEndpoint } from 'polar-sdk-0/models/components/webhookendpoint.js';
import { HTTPValidationError } from 'polar-sdk-0/models/errors/httpvalidationerror.js';
import { PolarError } from 'polar-sdk-0/models/errors/polarerror.js';
import { ResourceNotFound } from 'polar-sdk-0/models/errors/resourcenotfound.js';
import {
  SdkError,
  type DeliveryFilter,
  type Sdk,
  type SdkClient,
  type SdkDelivery,
  type SdkEndpoint,
  type SdkPage,
  type SdkTime,
} from '../client';

const time = (date: Date): SdkTime => ({
  // What the types promise is looked at: an SDK could hand text through.
  type: date instanceof Date ? 'Date' : 'string',
  value: new Date(date).toISOString(),
});
const timeOrNull = (date: Date | null): SdkTime | null => (date === null ? null : time(date));

const endpointOf = (endpoint: WebhookEndpoint): SdkEndpoint => ({
  createdAt: time(endpoint.createdAt),
  modifiedAt: timeOrNull(endpoint.modifiedAt),
  id: endpoint.id,
  url: endpoint.url,
  name: endpoint.name ?? null,
  format: endpoint.format,
  secret: endpoint.secret,
  organizationId: endpoint.organizationId,
  events: endpoint.events,
  enabled: endpoint.enabled,
});

const deliveryOf = ({ webhookEvent, ...delivery }: WebhookDelivery): SdkDelivery => ({
  createdAt: time(delivery.createdAt),
  modifiedAt: timeOrNull(delivery.modifiedAt),
  id: delivery.id,
  succeeded: delivery.succeeded,
  httpCode: delivery.httpCode,
  response: delivery.response,
  event: {
    createdAt: time(webhookEvent.createdAt),
    modifiedAt: timeOrNull(webhookEvent.modifiedAt),
    id: webhookEvent.id,
    lastHttpCode: webhookEvent.lastHttpCode ?? null,
    succeeded: webhookEvent.succeeded ?? null,
    skipped: webhookEvent.skipped,
    payload: webhookEvent.payload,
    type: webhookEvent.type,
    isArchived: webhookEvent.isArchived,
  },
});

interface Page<T> {
  readonly result: {
    readonly items: readonly T[];
    readonly pagination: { readonly totalCount: number; readonly maxPage: number };
  };
}

const pageOf = <T, U>({ result }: Page<T>, read: (item: T) => U): SdkPage<U> => ({
  items: result.items.map(read),
  totalCount: result.pagination.totalCount,
  maxPage: result.pagination.maxPage,
});

async function itemsOf<T, U>(pages: AsyncIterable<Page<T>>, read: (item: T) => U): Promise<U[]> {
  const items: U[] = [];
  for await (const { result } of pages) items.push(...result.items.map(read));
  return items;
}

const queryOf = ({ after, before, ...filter }: DeliveryFilter) => ({
  ...filter,
  ...(after === undefined ? {} : { startTimestamp: new Date(after) }),
  ...(before === undefined ? {} : { endTimestamp: new Date(before) }),
});

function described(error: unknown): unknown {
  if (error instanceof HTTPValidationError) {
    return new SdkError('HTTPValidationError', error.message, {
      status: error.statusCode,
      mistakes: (error.detail ?? []).map(({ loc, msg, type }) => ({ loc, msg, type })),
    });
  }
  if (error instanceof ResourceNotFound) {
    const notFound = { error: error.error, detail: error.detail };
    return new SdkError('ResourceNotFound', error.message, { status: error.statusCode, notFound });
  }
  if (error instanceof PolarError) {
    const { name, message, statusCode, body } = error;
    return new SdkError(name, message, { status: statusCode, body });
  }
  return error instanceof Error ? new SdkError(error.name, error.message) : error;
}

async function call<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw described(error);
  }
}

/** The TypeScript SDK of the 0.x line. */
export const TYPESCRIPT_0: Sdk = {
  name: 'TypeScript 0.49.0',
  times: 'Date',
  apiVersion: null,
  differences: {
    dropsUnknownFields: true,
    refusesUnknownTypes: false,
    fallbackError: 'SDKError',
    emptyTokenError: undefined,
  },
  connect(serverURL, token) {
    const { webhooks } = new Polar({
      serverURL,
      ...(token === null ? {} : { accessToken: token }),
    });
    const client: SdkClient = {
      createEndpoint: (endpoint) =>
        call(async () => endpointOf(await webhooks.createWebhookEndpoint(endpoint))),
      listEndpoints: (filter = {}) =>
        call(async () => pageOf(await webhooks.listWebhookEndpoints(filter), endpointOf)),
      iterateEndpoints: (filter) =>
        call(async () => itemsOf(await webhooks.listWebhookEndpoints(filter), endpointOf)),
      getEndpoint: (id) => call(async () => endpointOf(await webhooks.getWebhookEndpoint({ id }))),
      updateEndpoint: (id, webhookEndpointUpdate) =>
        call(async () =>
          endpointOf(await webhooks.updateWebhookEndpoint({ id, webhookEndpointUpdate })),
        ),
      resetSecret: (id) =>
        call(async () => endpointOf(await webhooks.resetWebhookEndpointSecret({ id }))),
      deleteEndpoint: (id) => call(() => webhooks.deleteWebhookEndpoint({ id })),
      listDeliveries: (filter = {}) =>
        call(async () => pageOf(await webhooks.listWebhookDeliveries(queryOf(filter)), deliveryOf)),
      iterateDeliveries: (filter) =>
        call(async () =>
          itemsOf(await webhooks.listWebhookDeliveries(queryOf(filter)), deliveryOf),
        ),
      redeliver: (id) =>
        call<unknown>(() => webhooks.redeliverWebhookEvent({ id }) as Promise<unknown>),
    };
    return Promise.resolve(client);
  },
};
