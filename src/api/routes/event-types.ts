import { z } from 'zod';
import { EVENT_TYPE_NAME_MAX_CHARACTERS, isEventTypeName } from '../../domain/own-event-types';
import { ApiError } from '../../errors';
import type { Services } from '../../service';
import type { Caller, Scope } from '../../service/caller';
import type { EventTypeView } from '../../service/event-types';
import { organizationOf } from '../organization-of';
import { defineRoute, type Route } from '../route';
import {
  answerId,
  listAnswer,
  listOf,
  pagination,
  plainText,
  queryBoolean,
  querySingle,
  timestamp,
  uuid,
} from '../schemas';
import { organizationFilter } from './endpoints';

const DESCRIPTION_MAX_CHARACTERS = 1_000;
const SCHEMA_MAX_CHARACTERS = 65_536;
const READ: readonly Scope[] = ['webhooks:read', 'webhooks:write', 'events:read', 'events:write'];
const WRITE: readonly Scope[] = ['webhooks:write'];
const TAG = 'event types';
const PATH = '/v1/webhooks/event-types';

const source = z.enum(['catalogue', 'organization']).meta({ id: 'EventTypeSource' });

const name = z.string().min(1).max(EVENT_TYPE_NAME_MAX_CHARACTERS).refine(isEventTypeName, {
  message: 'letters, digits, "_" and "-" in parts that are joined by dots, e.g. invoice.paid',
});
const description = plainText(0, DESCRIPTION_MAX_CHARACTERS);
/** What it has to be more the schema checker says. */
const schema = z
  .record(z.string(), z.unknown())
  .refine((value) => JSON.stringify(value).length <= SCHEMA_MAX_CHARACTERS, {
    message: `a schema has at most ${SCHEMA_MAX_CHARACTERS} characters`,
  });

export const eventTypeSchema = z
  .object({
    created_at: timestamp.nullable(),
    modified_at: timestamp.nullable(),
    name: z.string(),
    description: z.string(),
    source,
    organization_id: answerId.nullable(),
    schema: z
      .record(z.string(), z.unknown())
      .nullable()
      .describe('JSON Schema (draft 2020-12) of the data of an own type; null takes any object.'),
    example: z
      .record(z.string(), z.unknown())
      .nullable()
      .describe('Data of a sample event; of an own type the first of the examples of its schema.'),
    is_archived: z.boolean(),
  })
  .meta({ id: 'EventType' });

const writeEventType = (type: EventTypeView) => ({
  created_at: type.createdAt,
  modified_at: type.modifiedAt,
  name: type.name,
  description: type.description,
  source: type.source,
  organization_id: type.organizationId,
  schema: type.schema,
  example: type.example,
  is_archived: type.isArchived,
});

const nameParams = z.object({ name: z.string() });
const organizationQuery = z.object({ organization_id: querySingle(uuid) });

/** The catalogue, and the types that organizations register beside it. */
export function eventTypeRoutes({ eventTypes, organizations }: Services): Route[] {
  /** Names are an organization's own: the admin token has to say whose. */
  const organizationFor = (caller: Caller, named: string | undefined, loc: string[]) =>
    organizationOf(caller, organizations, named, null, loc);

  return [
    defineRoute({
      method: 'get',
      path: PATH,
      operationId: 'listEventTypes',
      summary: 'List event types',
      tag: TAG,
      scopes: READ,
      query: z.object({
        organization_id: organizationFilter,
        source: querySingle(source),
        is_archived: queryBoolean,
        ...pagination,
      }),
      success: { status: 200, schema: listOf(eventTypeSchema) },
      handle: async ({ caller, query: { organization_id, source, is_archived, page, limit } }) =>
        listAnswer(
          await eventTypes.list(
            caller.organizations,
            {
              organizationIds: organization_id ?? null,
              source: source ?? null,
              archived: is_archived ?? null,
            },
            limit,
            (page - 1) * limit,
          ),
          limit,
          writeEventType,
        ),
    }),
    defineRoute({
      method: 'post',
      path: PATH,
      operationId: 'createEventType',
      summary: 'Register an event type of your own',
      tag: TAG,
      scopes: WRITE,
      body: z
        .object({
          name,
          description: description.nullish(),
          schema: schema.nullish(),
          organization_id: uuid.nullish(),
        })
        .meta({ id: 'EventTypeCreate' }),
      errors: ['Conflict'],
      success: { status: 201, schema: eventTypeSchema },
      handle: async ({ caller, body, request }) =>
        writeEventType(
          await eventTypes.create(
            await organizationOf(caller, organizations, body.organization_id, request.body),
            {
              name: body.name,
              description: body.description ?? '',
              schema: body.schema ?? null,
            },
          ),
        ),
    }),
    defineRoute({
      method: 'get',
      path: `${PATH}/{name}`,
      operationId: 'getEventType',
      summary: 'Get an event type',
      tag: TAG,
      scopes: READ,
      params: nameParams,
      query: organizationQuery,
      success: { status: 200, schema: eventTypeSchema },
      handle: async ({ caller, params, query }) => {
        const [own] = caller.organizations ?? [];
        const organizationId =
          own === undefined && query.organization_id === undefined
            ? null
            : await organizationFor(caller, query.organization_id, ['query', 'organization_id']);
        if (!isEventTypeName(params.name)) throw new ApiError('ResourceNotFound');
        return writeEventType(await eventTypes.get(organizationId, params.name));
      },
    }),
    defineRoute({
      method: 'patch',
      path: `${PATH}/{name}`,
      operationId: 'updateEventType',
      summary: 'Change or archive an event type of your own',
      description:
        'An archived type can no longer be published; what was published with it stays. A type is never ' +
        'deleted.',
      tag: TAG,
      scopes: WRITE,
      params: nameParams,
      query: organizationQuery,
      body: z
        .object({
          description: description.nullish(),
          schema: schema.nullish(),
          is_archived: z.boolean().nullish(),
        })
        .meta({ id: 'EventTypeUpdate', description: 'What is left out or null stays as it is.' }),
      errors: ['Conflict'],
      success: { status: 200, schema: eventTypeSchema },
      handle: async ({ caller, params, query, body }) => {
        const organizationId = await organizationFor(caller, query.organization_id, [
          'query',
          'organization_id',
        ]);
        if (!isEventTypeName(params.name)) throw new ApiError('ResourceNotFound');
        return writeEventType(
          await eventTypes.update(organizationId, params.name, {
            description: body.description ?? null,
            schema: body.schema ?? null,
            isArchived: body.is_archived ?? null,
          }),
        );
      },
    }),
  ];
}
