import { z } from 'zod';
import type { DeliveryRow } from '../../db/deliveries';
import { DEFAULT_API_VERSION } from '../../domain/api-version';
import { FAILURE_STAGES } from '../../domain/delivery';
import type { Services } from '../../service';
import { PayloadAnswers } from '../payload-answers';
import { defineRoute, type Route } from '../route';
import {
  answerId,
  apiVersion,
  listOf,
  pagination,
  plainText,
  queryBoolean,
  querySingle,
  timestamp,
  wholeNumber,
} from '../schemas';
import { logFilterOf, logQuery } from './log-query';

const QUERY_MAX_CHARACTERS = 255;
const httpCodeClass = z.enum(['2xx', '3xx', '4xx', '5xx']).meta({ id: 'HttpCodeClass' });
const failureStage = z
  .enum(FAILURE_STAGES)
  .meta({ id: 'FailureStage', description: 'Where an attempt failed.' });

const deliveredEventSchema = z
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
    api_version: apiVersion,
  })
  .meta({ id: 'DeliveredEvent', description: 'The event that an attempt was for.' });

const deliverySchema = z
  .object({
    created_at: timestamp,
    modified_at: timestamp.nullable(),
    id: answerId,
    succeeded: z.boolean(),
    http_code: wholeNumber.nullable(),
    response: z.string().nullable(),
    webhook_event: deliveredEventSchema,
    webhook_endpoint_id: answerId,
    attempt: wholeNumber,
    stage: failureStage.nullable(),
    duration_ms: wholeNumber,
  })
  .meta({ id: 'WebhookDelivery', description: 'One attempt.' });

const writeDelivery = (row: DeliveryRow) => ({
  created_at: row.created_at,
  modified_at: null,
  id: row.id,
  succeeded: row.succeeded,
  http_code: row.http_code,
  response: row.response,
  webhook_event: {
    created_at: row.event_created_at,
    modified_at: row.event_modified_at,
    id: row.event_id,
    last_http_code: row.event_last_http_code,
    succeeded: row.event_succeeded,
    skipped: row.event_skipped,
    payload: row.payload,
    type: row.event_type,
    is_archived: row.payload === null,
    api_version: row.endpoint_api_version ?? DEFAULT_API_VERSION,
  },
  webhook_endpoint_id: row.endpoint_id,
  attempt: row.attempt,
  stage: row.stage,
  duration_ms: row.duration_ms,
});

/** The log of attempts. */
export function deliveryRoutes({ events, payloads }: Services): Route[] {
  const answers = new PayloadAnswers<DeliveryRow>(
    payloads,
    ({ event_id }) => event_id,
    writeDelivery,
  );
  return [
    defineRoute({
      method: 'get',
      path: '/v1/webhooks/deliveries',
      operationId: 'listDeliveries',
      summary: 'List deliveries',
      tag: 'deliveries',
      scopes: ['webhooks:read', 'webhooks:write'],
      query: z.object({
        ...logQuery,
        succeeded: queryBoolean,
        http_code_class: querySingle(httpCodeClass),
        query: querySingle(plainText(0, QUERY_MAX_CHARACTERS)).describe(
          'Part of a delivery id, an event id or a status code.',
        ),
        ...pagination,
      }),
      eventTypes: [{ part: 'query', path: ['event_type'], archived: true, of: 'named' }],
      success: { status: 200, schema: listOf(deliverySchema) },
      handle: async ({ caller: { organizations }, query }) => {
        const filter = {
          ...logFilterOf(query),
          succeeded: query.succeeded ?? null,
          httpCodeClass:
            query.http_code_class === undefined ? null : Number(query.http_code_class[0]),
          query: query.query ?? null,
        };
        const offset = (query.page - 1) * query.limit;
        const page = await events.deliveries(organizations, filter, query.limit, offset);
        return answers.list(organizations, page, query.limit);
      },
    }),
  ];
}
