import { PolarClientError } from 'polar-sdk-1';
import * as v2026_04 from 'polar-sdk-1/2026-04';
import * as v2026_10 from 'polar-sdk-1/2026-10';
import * as v2027_01 from 'polar-sdk-1/2027-01';
import {
  SdkError,
  type DeliveryFilter,
  type EndpointFilter,
  type NewSdkEndpoint,
  type Sdk,
  type SdkClient,
  type SdkDelivery,
  type SdkEndpoint,
  type SdkEndpointPatch,
  type SdkPage,
  type SdkTime,
} from '../client';

/** The versions' types differ in what an endpoint's `api_version` may be; the oldest fits all. */
type Webhooks = v2026_04.Polar['webhooks'];
type Endpoint = v2026_04.models.WebhookEndpoint;
type Delivery = v2026_04.models.WebhookDelivery;

/** What is used of the module of a version. */
export interface VersionModule {
  createPolar(options: { accessToken: string; baseUrl: string }): { webhooks: Webhooks };
  readonly errors: {
    readonly HTTPValidationError: typeof v2026_04.errors.HTTPValidationError;
    readonly ResourceNotFound: typeof v2026_04.errors.ResourceNotFound;
  };
}

/** The modules of the API versions that the SDK exports. */
export const VERSIONS = {
  '2026-04': v2026_04,
  '2026-10': v2026_10,
  '2027-01': v2027_01,
} as const;

const time = (value: string): SdkTime => ({
  type: typeof value === 'string' ? 'string' : 'Date',
  value,
});
const timeOrNull = (value: string | null): SdkTime | null => (value === null ? null : time(value));

const endpointOf = (endpoint: Endpoint): SdkEndpoint => ({
  createdAt: time(endpoint.created_at),
  modifiedAt: timeOrNull(endpoint.modified_at),
  id: endpoint.id,
  url: endpoint.url,
  name: endpoint.name ?? null,
  format: endpoint.format,
  secret: endpoint.secret,
  organizationId: endpoint.organization_id,
  events: endpoint.events,
  enabled: endpoint.enabled,
  apiVersion: endpoint.api_version,
  usesStandardWebhookSignature: endpoint.uses_standard_webhook_signature,
});

const deliveryOf = ({ webhook_event, ...delivery }: Delivery): SdkDelivery => ({
  createdAt: time(delivery.created_at),
  modifiedAt: timeOrNull(delivery.modified_at),
  id: delivery.id,
  succeeded: delivery.succeeded,
  httpCode: delivery.http_code,
  response: delivery.response,
  event: {
    createdAt: time(webhook_event.created_at),
    modifiedAt: timeOrNull(webhook_event.modified_at),
    id: webhook_event.id,
    lastHttpCode: webhook_event.last_http_code ?? null,
    succeeded: webhook_event.succeeded ?? null,
    skipped: webhook_event.skipped,
    payload: webhook_event.payload,
    type: webhook_event.type,
    isArchived: webhook_event.is_archived,
    apiVersion: webhook_event.api_version,
  },
});

const pageOf = <T, U>(
  page: { items: T[]; pagination: { total_count: number; max_page: number } },
  read: (item: T) => U,
): SdkPage<U> => ({
  items: page.items.map(read),
  totalCount: page.pagination.total_count,
  maxPage: page.pagination.max_page,
});

async function itemsOf<T, U>(items: AsyncIterable<T>, read: (item: T) => U): Promise<U[]> {
  const found: U[] = [];
  for await (const item of items) found.push(read(item));
  return found;
}

const bodyOf = <T extends NewSdkEndpoint | SdkEndpointPatch>({
  organizationId,
  ...body
}: T & { organizationId?: string }) => ({
  ...body,
  ...(organizationId === undefined ? {} : { organization_id: organizationId }),
});

const endpointQuery = ({ organizationId, ...paging }: EndpointFilter) => ({
  ...paging,
  ...(organizationId === undefined ? {} : { organization_id: organizationId }),
});

const isoOf = (moment: number | undefined) =>
  moment === undefined ? null : new Date(moment).toISOString();

const deliveryQuery = (filter: DeliveryFilter) => ({
  endpoint_id: filter.endpointId ?? null,
  event_type: filter.eventType ?? null,
  start_timestamp: isoOf(filter.after),
  end_timestamp: isoOf(filter.before),
  succeeded: filter.succeeded ?? null,
  http_code_class: filter.httpCodeClass ?? null,
  query: filter.query ?? null,
  ...(filter.page === undefined ? {} : { page: filter.page }),
  ...(filter.limit === undefined ? {} : { limit: filter.limit }),
});

function described(error: unknown, { errors }: VersionModule): unknown {
  if (error instanceof errors.HTTPValidationError) {
    return new SdkError('HTTPValidationError', error.message, {
      status: error.statusCode,
      mistakes: (error.error.detail ?? []).map(({ loc, msg, type }) => ({ loc, msg, type })),
    });
  }
  if (error instanceof errors.ResourceNotFound) {
    const notFound = { error: error.error.error, detail: error.error.detail };
    return new SdkError('ResourceNotFound', error.message, { status: error.statusCode, notFound });
  }
  if (error instanceof PolarClientError) {
    const known = { status: error.statusCode, body: String(error.error) };
    return new SdkError(error.name, error.message, known);
  }
  return error instanceof Error ? new SdkError(error.name, error.message) : error;
}

function connect(module: VersionModule, baseUrl: string, token: string | null): SdkClient {
  const { webhooks } = module.createPolar({ baseUrl, accessToken: token ?? '' });
  const call = async <T>(work: () => Promise<T>): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      throw described(error, module);
    }
  };
  return {
    createEndpoint: (endpoint) =>
      call(async () => endpointOf(await webhooks.createWebhookEndpoint(bodyOf(endpoint)))),
    listEndpoints: (filter = {}) =>
      call(async () =>
        pageOf(await webhooks.listWebhookEndpoints(endpointQuery(filter)), endpointOf),
      ),
    iterateEndpoints: (filter) =>
      call(() => itemsOf(webhooks.iterListWebhookEndpoints(endpointQuery(filter)), endpointOf)),
    getEndpoint: (id) => call(async () => endpointOf(await webhooks.getWebhookEndpoint(id))),
    updateEndpoint: (id, patch) =>
      call(async () => endpointOf(await webhooks.updateWebhookEndpoint(id, patch))),
    resetSecret: (id) =>
      call(async () => endpointOf(await webhooks.resetWebhookEndpointSecret(id))),
    deleteEndpoint: (id) => call(() => webhooks.deleteWebhookEndpoint(id)),
    listDeliveries: (filter = {}) =>
      call(async () =>
        pageOf(await webhooks.listWebhookDeliveries(deliveryQuery(filter)), deliveryOf),
      ),
    iterateDeliveries: (filter) =>
      call(() => itemsOf(webhooks.iterListWebhookDeliveries(deliveryQuery(filter)), deliveryOf)),
    redeliver: (id) => call(() => webhooks.redeliverWebhookEvent(id)),
  };
}

/** The TypeScript SDK of the 1.x line, once for each API version that it exports. */
export const TYPESCRIPT_1: readonly Sdk[] = Object.entries(VERSIONS).map(([version, module]) => ({
  name: `TypeScript 1.0.1, ${version}`,
  times: 'string',
  apiVersion: version,
  differences: {
    dropsUnknownFields: false,
    refusesUnknownTypes: false,
    fallbackError: 'PolarClientError',
    emptyTokenError: undefined,
  },
  connect: (serverUrl, token) => Promise.resolve(connect(module, serverUrl, token)),
}));
