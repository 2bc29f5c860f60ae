import { z } from 'zod';
import { NO_ENDPOINT_FILTER } from '../../db/endpoint-list';
import { DEFAULT_API_VERSION } from '../../domain/api-version';
import {
  DEFAULT_MAX_IN_FLIGHT,
  DISABLED_REASONS,
  ENDPOINT_FORMATS,
  MAX_IN_FLIGHT_LIMIT,
  ORDERINGS,
  SECRET_MIN_CHARACTERS,
} from '../../domain/endpoint';
import { invalid } from '../../errors';
import type { Services } from '../../service';
import type { Scope } from '../../service/caller';
import type { Endpoint } from '../../service/endpoints';
import { parseEndpointUrl } from '../../webhooks/endpoint-url';
import { hasStandardKey } from '../../webhooks/sign';
import { organizationOf } from '../organization-of';
import { customHeaders, HEADERS_MAX } from '../custom-headers';
import { namedVersion } from '../polar-version';
import { defineRoute, type Route } from '../route';
import {
  answerId,
  apiVersion,
  boundedList,
  endpointUrl,
  eventTypeName,
  listAnswer,
  listOf,
  pagination,
  plainText,
  queryList,
  timestamp,
  uuid,
  wholeNumber,
} from '../schemas';

const NAME_MAX_CHARACTERS = 255;
const SECRET_MAX_CHARACTERS = 255;
const EVENTS_MAX = 1_000;
const READ: readonly Scope[] = ['webhooks:read', 'webhooks:write'];
const WRITE: readonly Scope[] = ['webhooks:write'];
const TAG = 'endpoints';

const name = plainText(0, NAME_MAX_CHARACTERS).describe('For people; nothing depends on it.');
const secret = plainText(SECRET_MIN_CHARACTERS, SECRET_MAX_CHARACTERS).describe(
  'A secret of your own; generated when left out.',
);
const format = z
  .enum(ENDPOINT_FORMATS)
  .meta({ id: 'EndpointFormat', description: 'The event itself, or a chat message about it.' });
const ordering = z.enum(ORDERINGS).meta({
  id: 'Ordering',
  description:
    'first_attempt: first attempts begin in the order of publishing, up to max_in_flight under way; ' +
    'strict: one at a time, and an event waits until the one before is delivered, failed or skipped; ' +
    'none: no order is kept, and a slow or failing event holds no other back.',
});
const disabledReason = z.enum(DISABLED_REASONS).meta({
  id: 'DisabledReason',
  description: 'Failed events in a row, an answer 410 Gone, or somebody who asked for it.',
});
const headers = customHeaders.meta({
  description: 'Further HTTP headers of every delivery.',
  override: {
    type: 'object',
    maxProperties: HEADERS_MAX,
    additionalProperties: { type: 'string' },
  },
});
const events = boundedList(eventTypeName, EVENTS_MAX)
  .transform((types) => [...new Set(types)])
  .describe('Types that it listens to; an empty list gets nothing.');
const maxInFlight = z
  .int()
  .min(1)
  .max(MAX_IN_FLIGHT_LIMIT)
  .describe(
    'Deliveries under way at once. Left out when an endpoint is made: 1, with ordering none 10. With strict always one.',
  );
const ownOrganization = uuid.describe(
  'For the admin token, which has to name one; a token of an organization may name its own.',
);

const endpointCreate = z
  .object({
    url: endpointUrl,
    name: name.nullish(),
    format,
    events,
    secret: secret.nullish(),
    organization_id: ownOrganization.nullish(),
    api_version: apiVersion.nullish(),
    ordering: ordering.nullish(),
    max_in_flight: maxInFlight.nullish(),
    headers: headers.nullish(),
  })
  .meta({ id: 'WebhookEndpointCreate' });

const endpointUpdate = z
  .object({
    url: endpointUrl.nullish(),
    name: name.nullish(),
    format: format.nullish(),
    events: events.nullish(),
    enabled: z.boolean().nullish().describe('Whether it gets deliveries.'),
    api_version: apiVersion.nullish(),
    secret: secret.nullish(),
    ordering: ordering.nullish(),
    max_in_flight: maxInFlight.nullish(),
    headers: headers.nullish(),
  })
  .meta({ id: 'WebhookEndpointUpdate', description: 'What is left out or null stays as it is.' });

/** An endpoint as the API writes it; the keys' order is part of the contract. */
export const endpointSchema = z
  .object({
    created_at: timestamp,
    modified_at: timestamp.nullable(),
    id: answerId,
    url: z.string(),
    name: z.string().nullable(),
    format,
    secret: z.string().describe('Verifies the signatures of deliveries.'),
    organization_id: answerId,
    events: z.array(eventTypeName),
    enabled: z.boolean(),
    api_version: apiVersion.describe('What the endpoint was made for.'),
    uses_standard_webhook_signature: z
      .boolean()
      .describe('False only for a secret of your own that is not base64.'),
    ordering,
    max_in_flight: wholeNumber,
    headers: z.record(z.string(), z.string()),
    disabled_reason: disabledReason.nullable(),
    disabled_at: timestamp.nullable(),
    consecutive_failures: wholeNumber.describe('Failed events in a row.'),
  })
  .meta({ id: 'WebhookEndpoint' });

const writeEndpoint = (endpoint: Endpoint) => ({
  created_at: endpoint.created_at,
  modified_at: endpoint.modified_at,
  id: endpoint.id,
  url: endpoint.url,
  name: endpoint.name,
  format: endpoint.format,
  secret: endpoint.secret,
  organization_id: endpoint.organization_id,
  events: endpoint.events,
  enabled: endpoint.enabled,
  api_version: endpoint.api_version ?? DEFAULT_API_VERSION,
  uses_standard_webhook_signature: hasStandardKey(endpoint.secret),
  ordering: endpoint.ordering,
  max_in_flight: endpoint.max_in_flight,
  headers: endpoint.headers,
  disabled_reason: endpoint.disabled_reason,
  disabled_at: endpoint.disabled_at,
  consecutive_failures: endpoint.consecutive_failures,
});

export const idParams = z.object({ id: uuid });
export const organizationFilter = queryList(uuid).describe('Only what belongs to these.');
const PATH = '/v1/webhooks/endpoints';

/** Creates, lists, reads, changes and deletes endpoints. */
export function endpointRoutes({ endpoints, organizations }: Services): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: PATH,
      operationId: 'createEndpoint',
      summary: 'Create an endpoint',
      tag: TAG,
      scopes: WRITE,
      body: endpointCreate,
      eventTypes: [{ part: 'body', path: ['events'], archived: true, of: 'named' }],
      success: { status: 201, schema: endpointSchema },
      handle: async ({ caller, body, request }) =>
        writeEndpoint(
          await endpoints.create({
            organizationId: await organizationOf(
              caller,
              organizations,
              body.organization_id,
              request.body,
            ),
            url: body.url,
            name: body.name ?? null,
            format: body.format,
            events: body.events,
            secret: body.secret ?? null,
            apiVersion: body.api_version ?? namedVersion(request),
            ordering: body.ordering ?? 'first_attempt',
            maxInFlight:
              body.max_in_flight ?? DEFAULT_MAX_IN_FLIGHT[body.ordering ?? 'first_attempt'],
            headers: body.headers ?? {},
          }),
        ),
    }),
    defineRoute({
      method: 'get',
      path: PATH,
      operationId: 'listEndpoints',
      summary: 'List endpoints',
      tag: TAG,
      scopes: READ,
      query: z.object({ organization_id: organizationFilter, ...pagination }),
      success: { status: 200, schema: listOf(endpointSchema) },
      handle: async ({ caller, query: { organization_id, page, limit } }) =>
        listAnswer(
          await endpoints.list(
            caller.organizations,
            { ...NO_ENDPOINT_FILTER, organizationIds: organization_id ?? null },
            limit,
            (page - 1) * limit,
          ),
          limit,
          writeEndpoint,
        ),
    }),
    defineRoute({
      method: 'get',
      path: `${PATH}/{id}`,
      operationId: 'getEndpoint',
      summary: 'Get an endpoint',
      tag: TAG,
      scopes: READ,
      params: idParams,
      success: { status: 200, schema: endpointSchema },
      handle: async ({ caller, params }) =>
        writeEndpoint(await endpoints.get(caller.organizations, params.id)),
    }),
    defineRoute({
      method: 'patch',
      path: `${PATH}/{id}`,
      operationId: 'updateEndpoint',
      summary: 'Update an endpoint',
      description:
        'Enabling sets the count of failures to zero and checks the URL that will hold; disabling marks ' +
        'what is pending as skipped.',
      tag: TAG,
      scopes: WRITE,
      params: idParams,
      body: endpointUpdate,
      eventTypes: [{ part: 'body', path: ['events'], archived: true, of: 'endpoint' }],
      success: { status: 200, schema: endpointSchema },
      handle: async ({ caller, params, body }) =>
        writeEndpoint(await endpoints.update(caller.organizations, params.id, body, mustBeUsable)),
    }),
    defineRoute({
      method: 'patch',
      path: `${PATH}/{id}/secret`,
      operationId: 'resetEndpointSecret',
      summary: 'Reset the secret of an endpoint',
      description: 'The old secret keeps signing too for a grace period.',
      tag: TAG,
      scopes: WRITE,
      params: idParams,
      success: { status: 200, schema: endpointSchema },
      handle: async ({ caller, params }) =>
        writeEndpoint(await endpoints.resetSecret(caller.organizations, params.id)),
    }),
    defineRoute({
      method: 'delete',
      path: `${PATH}/{id}`,
      operationId: 'deleteEndpoint',
      summary: 'Delete an endpoint',
      description: 'Its events and deliveries stay in the lists; what is pending is skipped.',
      tag: TAG,
      scopes: WRITE,
      params: idParams,
      success: { status: 204, schema: z.undefined() },
      handle: ({ caller, params }) => endpoints.remove(caller.organizations, params.id),
    }),
  ];
}

/** An endpoint that is enabled must have a URL that would be accepted today. */
function mustBeUsable(url: string): void {
  const parsed = parseEndpointUrl(url);
  if (!parsed.ok) throw invalid(['body', 'url'], parsed.message, url);
}
