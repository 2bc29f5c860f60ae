import { z } from 'zod';
import type { EventRow } from '../../db/events';
import { EVENT_STATUSES, eventStatus } from '../../domain/event';
import type { Services } from '../../service';
import type { Scope } from '../../service/caller';
import { PayloadAnswers } from '../payload-answers';
import { defineRoute, type Route } from '../route';
import {
  answerId,
  eventTypeName,
  listOf,
  moment,
  pagination,
  querySingle,
  timestamp,
  wholeNumber,
} from '../schemas';
import { idParams } from './endpoints';
import { logFilterOf, logQuery } from './log-query';
import { publishedSchema } from './publish';

const READ: readonly Scope[] = ['webhooks:read', 'webhooks:write', 'events:read'];
const WRITE: readonly Scope[] = ['webhooks:write'];
const TAG = 'events';

const status = z.enum(EVENT_STATUSES).meta({ id: 'EventStatus' });

const eventSchema = z
  .object({
    created_at: timestamp,
    modified_at: timestamp.nullable(),
    id: answerId,
    last_http_code: wholeNumber.nullable(),
    succeeded: z.boolean().nullable(),
    skipped: z.boolean(),
    payload: z.string().nullable(),
    type: z.string(),
    is_archived: z.boolean(),
    status,
    message_id: answerId,
    webhook_endpoint_id: answerId,
    organization_id: answerId,
    attempts: wholeNumber.describe('Attempts since it was last queued.'),
    next_attempt_at: timestamp.nullable().describe('When the next retry is due.'),
  })
  .meta({ id: 'WebhookEvent', description: 'What was published to one endpoint.' });

const writeEvent = (row: EventRow) => ({
  created_at: row.created_at,
  modified_at: row.modified_at,
  id: row.id,
  last_http_code: row.last_http_code,
  succeeded: row.succeeded,
  skipped: row.skipped,
  payload: row.payload,
  type: row.type,
  is_archived: row.payload === null,
  status: eventStatus(row.succeeded, row.skipped),
  message_id: row.message_id,
  webhook_endpoint_id: row.endpoint_id,
  organization_id: row.organization_id,
  attempts: row.attempts,
  next_attempt_at: row.next_attempt_at,
});

/** Events: what was published to which endpoint, and sending it again. */
export function eventRoutes({ events, payloads }: Services): Route[] {
  const answers = new PayloadAnswers<EventRow>(payloads, ({ id }) => id, writeEvent);
  return [
    defineRoute({
      method: 'get',
      path: '/v1/webhooks/events',
      operationId: 'listEvents',
      summary: 'List events',
      tag: TAG,
      scopes: READ,
      query: z.object({
        ...logQuery,
        status: querySingle(status),
        ...pagination,
      }),
      eventTypes: [{ part: 'query', path: ['event_type'], archived: true, of: 'named' }],
      success: { status: 200, schema: listOf(eventSchema) },
      handle: async ({ caller: { organizations }, query }) => {
        const filter = { ...logFilterOf(query), status: query.status ?? null };
        const offset = (query.page - 1) * query.limit;
        const page = await events.list(organizations, filter, query.limit, offset);
        return answers.list(organizations, page, query.limit);
      },
    }),
    defineRoute({
      method: 'get',
      path: '/v1/webhooks/events/{id}',
      operationId: 'getEvent',
      summary: 'Get an event',
      tag: TAG,
      scopes: READ,
      params: idParams,
      success: { status: 200, schema: eventSchema },
      handle: async ({ caller, params }) =>
        answers.one(caller.organizations, await events.get(caller.organizations, params.id)),
    }),
    defineRoute({
      method: 'post',
      path: '/v1/webhooks/events/{id}/redeliver',
      operationId: 'redeliverEvent',
      summary: 'Send an event again',
      description:
        'One that succeeded too. Nothing happens for an event that is pending or archived, and while the ' +
        'endpoint is disabled.',
      tag: TAG,
      scopes: WRITE,
      params: idParams,
      success: { status: 202, schema: z.null() },
      handle: async ({ caller, params }) => {
        await events.redeliver(caller.organizations, params.id);
        return null;
      },
    }),
    defineRoute({
      method: 'post',
      path: '/v1/webhooks/endpoints/{id}/test',
      operationId: 'testEndpoint',
      summary: 'Send a sample event to an endpoint',
      description: 'Whatever it listens to. Without a type, the first that it listens to.',
      tag: TAG,
      scopes: WRITE,
      params: idParams,
      errors: ['Conflict'],
      body: z.object({ type: eventTypeName.nullish() }).meta({ id: 'EndpointTest' }),
      bodyOptional: true,
      eventTypes: [{ part: 'body', path: ['type'], archived: false, of: 'endpoint' }],
      success: { status: 202, schema: publishedSchema },
      handle: ({ caller, params, body }) =>
        events.test(caller.organizations, params.id, body.type ?? null),
    }),
    defineRoute({
      method: 'post',
      path: '/v1/webhooks/endpoints/{id}/recover',
      operationId: 'recoverEndpoint',
      summary: 'Send again what failed or was skipped since a time',
      tag: TAG,
      scopes: WRITE,
      params: idParams,
      errors: ['Conflict'],
      body: z.object({ since: moment }).meta({ id: 'EndpointRecover' }),
      success: {
        status: 202,
        schema: z.object({ count: wholeNumber }).meta({ id: 'EndpointRecovery' }),
      },
      handle: async ({ caller, params, body }) => ({
        count: await events.recover(caller.organizations, params.id, body.since),
      }),
    }),
  ];
}
