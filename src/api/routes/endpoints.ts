import { z } from 'zod';
import { API_VERSIONS, DEFAULT_API_VERSION } from '../../domain/api-version';
import {
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
import { customHeaders } from '../custom-headers';
import { namedVersion } from '../polar-version';
import { defineRoute, type Route } from '../route';
import {
  boundedList,
  endpointUrl,
  eventTypeName,
  listAnswer,
  listOf,
  pagination,
  plainText,
  queryList,
  uuid,
} from '../schemas';

const NAME_MAX_CHARACTERS = 255;
const SECRET_MAX_CHARACTERS = 255;
const EVENTS_MAX = 1_000;
const READ: readonly Scope[] = ['webhooks:read', 'webhooks:write'];
const WRITE: readonly Scope[] = ['webhooks:write'];
const TAG = 'endpoints';

const name = plainText(0, NAME_MAX_CHARACTERS);
const secret = plainText(SECRET_MIN_CHARACTERS, SECRET_MAX_CHARACTERS);
const events = boundedList(eventTypeName, EVENTS_MAX).transform((types) => [...new Set(types)]);
const maxInFlight = z.int().min(1).max(MAX_IN_FLIGHT_LIMIT);

const endpointCreate = z.object({
  url: endpointUrl,
  name: name.nullish(),
  format: z.enum(ENDPOINT_FORMATS),
  events,
  secret: secret.nullish(),
  organization_id: uuid.nullish(),
  api_version: z.enum(API_VERSIONS).nullish(),
  ordering: z.enum(ORDERINGS).nullish(),
  max_in_flight: maxInFlight.nullish(),
  headers: customHeaders.nullish(),
});

const endpointUpdate = z.object({
  url: endpointUrl.nullish(),
  name: name.nullish(),
  format: z.enum(ENDPOINT_FORMATS).nullish(),
  events: events.nullish(),
  enabled: z.boolean().nullish(),
  api_version: z.enum(API_VERSIONS).nullish(),
  secret: secret.nullish(),
  ordering: z.enum(ORDERINGS).nullish(),
  max_in_flight: maxInFlight.nullish(),
  headers: customHeaders.nullish(),
});

/** An endpoint as the API writes it; the keys' order is part of the contract. */
export const endpointSchema = z.object({
  created_at: z.iso.datetime(),
  modified_at: z.iso.datetime().nullable(),
  id: z.uuid(),
  url: z.string(),
  name: z.string().nullable(),
  format: z.enum(ENDPOINT_FORMATS),
  secret: z.string(),
  organization_id: z.uuid(),
  events: z.array(eventTypeName),
  enabled: z.boolean(),
  api_version: z.enum(API_VERSIONS),
  uses_standard_webhook_signature: z.boolean(),
  ordering: z.enum(ORDERINGS),
  max_in_flight: z.int(),
  headers: z.record(z.string(), z.string()),
  disabled_reason: z.enum(DISABLED_REASONS).nullable(),
  disabled_at: z.iso.datetime().nullable(),
  consecutive_failures: z.int(),
});

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
const PATH = '/v1/webhooks/endpoints';

/** Creates, lists, reads, changes and deletes endpoints. */
export function endpointRoutes({ endpoints, organizations }: Services): Route[] {
  return [
    defineRoute({
      method: 'post',
      path: PATH,
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
            maxInFlight: body.max_in_flight ?? 1,
            headers: body.headers ?? {},
          }),
        ),
    }),
    defineRoute({
      method: 'get',
      path: PATH,
      summary: 'List endpoints',
      tag: TAG,
      scopes: READ,
      query: z.object({ organization_id: queryList(uuid), ...pagination }),
      success: { status: 200, schema: listOf(endpointSchema) },
      handle: async ({ caller, query: { organization_id, page, limit } }) =>
        listAnswer(
          await endpoints.list(
            caller.organizations,
            organization_id ?? null,
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
      summary: 'Update an endpoint',
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
      summary: 'Reset the secret of an endpoint',
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
      summary: 'Delete an endpoint',
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
