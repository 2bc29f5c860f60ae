import { z } from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { EVENT_TYPE_DESCRIPTIONS, EVENT_TYPES, type EventType } from '../../domain/event-types';
import { EVENT_DATA_SCHEMAS } from '../event-payloads';
import { apiVersion } from '../schemas';

/** `order.paid` is `OrderPaid`. */
const pascalCase = (type: string): string =>
  type.replaceAll(/(?:^|[._])(\w)/g, (_match, letter: string) => letter.toUpperCase());

const signatureHeaders = z.object({
  'webhook-id': z.string().describe('The event’s id, the same on every attempt.'),
  'webhook-timestamp': z.string().describe('Seconds since 1970, of the attempt.'),
  'webhook-signature': z
    .string()
    .describe('Signatures by the Standard Webhooks specification, separated by spaces.'),
});

const event = (type: EventType) =>
  z
    .object({
      type: z.literal(type),
      timestamp: z.string().meta({ format: 'date-time' }),
      api_version: apiVersion.optional().describe('Only where the endpoint was created with one.'),
      data: EVENT_DATA_SCHEMAS[type],
    })
    .meta({ id: `${pascalCase(type)}Event`, description: EVENT_TYPE_DESCRIPTIONS[type] });

/** What endpoints of the format raw get, by event type. */
export function describeWebhooks(): ZodOpenApiPathsObject {
  return Object.fromEntries(
    EVENT_TYPES.map((type) => [
      type,
      {
        post: {
          operationId: `on${pascalCase(type)}`,
          summary: EVENT_TYPE_DESCRIPTIONS[type],
          tags: ['webhooks'],
          security: [],
          requestParams: { header: signatureHeaders },
          requestBody: { required: true, content: { 'application/json': { schema: event(type) } } },
          responses: { '2XX': { description: 'Received. Anything else is tried again.' } },
        },
      },
    ]),
  );
}
