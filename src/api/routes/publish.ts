import { z } from 'zod';
import { PUBLISH_BATCH_MAX_EVENTS } from '../../domain/limits';
import type { Services } from '../../service';
import type { Caller, Scope } from '../../service/caller';
import type { PublishItem } from '../../service/publish-request';
import { exactDataTexts } from '../exact-json';
import { organizationOf } from '../organization-of';
import { defineRoute, type Route } from '../route';
import {
  answerId,
  anyObject,
  boundedList,
  eventTypeName,
  moment,
  plainText,
  uuid,
} from '../schemas';
import { parse } from '../validation';

const KEY_MAX_CHARACTERS = 255;
const WRITE: readonly Scope[] = ['events:write'];
const TAG = 'publishing';

const eventPublish = z
  .object({
    type: eventTypeName,
    data: anyObject.meta({
      ...anyObject.meta(),
      description: 'Delivered as it was written, numbers and order of keys included.',
    }),
    timestamp: moment.nullish().describe('The present when left out.'),
    organization_id: uuid.nullish(),
  })
  .meta({ id: 'EventPublish' });
type EventPublish = z.output<typeof eventPublish>;

const keyHeader = z.object({
  'idempotency-key': z
    .string()
    .min(1)
    .max(KEY_MAX_CHARACTERS)
    .optional()
    .describe(
      'The same key again within seven days gets the first answer, and nothing is sent twice.',
    ),
});

const batch = boundedList(eventPublish, PUBLISH_BATCH_MAX_EVENTS, 1);

export const publishedSchema = z
  .object({
    id: answerId,
    webhook_events: z
      .array(
        z.object({ id: answerId, webhook_endpoint_id: answerId }).meta({ id: 'PublishedEvent' }),
      )
      .describe('One for each endpoint that gets it; the id is the webhook-id of its deliveries.'),
  })
  .meta({ id: 'PublishedMessage' });

/** Publishing: answered once everything is committed, sent from then on. */
export function publishRoutes({ publisher, organizations, eventTypes }: Services): Route[] {
  /** Organizations are looked up once, however many events name them. */
  async function toItems(
    caller: Caller,
    events: readonly EventPublish[],
    dataTexts: readonly string[],
    loc: (index: number) => (string | number)[],
  ): Promise<PublishItem[]> {
    const known = new Map<string | null, string>();
    const items: PublishItem[] = [];
    for (const [index, event] of events.entries()) {
      const named = event.organization_id ?? null;
      const organizationId =
        known.get(named) ??
        (await organizationOf(caller, organizations, named, event, [
          ...loc(index),
          'organization_id',
        ]));
      known.set(named, organizationId);
      items.push({
        organizationId,
        type: event.type,
        timestamp: event.timestamp ?? null,
        data: dataTexts[index] ?? '',
      });
    }
    await eventTypes.checkData(
      items.map((item, index) => ({ ...item, loc: [...loc(index), 'data'] })),
    );
    return items;
  }

  return [
    defineRoute({
      method: 'post',
      path: '/v1/webhooks/events',
      operationId: 'publishEvent',
      summary: 'Publish an event',
      tag: TAG,
      scopes: WRITE,
      rate: 'publishes',
      headers: keyHeader,
      body: eventPublish,
      eventTypes: [{ part: 'body', path: ['type'], archived: false, of: 'named' }],
      success: { status: 202, schema: publishedSchema },
      handle: async ({ caller, body, request }) => {
        const texts = exactDataTexts(request.rawBody ?? '');
        const [answer] = await publisher.publish({
          items: await toItems(caller, [body], texts, () => ['body']),
          idempotencyKey: idempotencyKey(request.get('idempotency-key')),
        });
        return answer;
      },
    }),
    defineRoute({
      method: 'post',
      path: '/v1/webhooks/events/batch',
      operationId: 'publishEvents',
      summary: 'Publish up to 1,000 events, all or none',
      tag: TAG,
      scopes: WRITE,
      rate: 'publishes',
      headers: keyHeader,
      body: z.object({ events: batch }).meta({ id: 'EventPublishBatch' }),
      eventTypes: [{ part: 'body', path: ['events', '*', 'type'], archived: false, of: 'named' }],
      success: {
        status: 202,
        schema: z.object({ events: z.array(publishedSchema) }).meta({ id: 'PublishedMessages' }),
      },
      handle: async ({ caller, body: { events }, request }) => {
        const texts = exactDataTexts(request.rawBody ?? '', ['events']);
        return {
          events: await publisher.publish({
            items: await toItems(caller, events, texts, (index) => ['body', 'events', index]),
            idempotencyKey: idempotencyKey(request.get('idempotency-key')),
          }),
        };
      },
    }),
  ];
}

/** @throws ApiError RequestValidationError when the header is empty, too long or not plain text */
function idempotencyKey(header: string | undefined): string | null {
  if (header === undefined) return null;
  return parse(z.object({ 'idempotency-key': plainText(1, KEY_MAX_CHARACTERS) }), 'header', {
    'idempotency-key': header,
  })['idempotency-key'];
}
