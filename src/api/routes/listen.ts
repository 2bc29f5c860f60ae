import { z } from 'zod';
import { ApiError, tooManyRequests } from '../../errors';
import type { Services } from '../../service';
import { listen } from '../../service/listen';
import { defineRoute, type Route } from '../route';
import { answerId, timestamp, uuid } from '../schemas';

/** Streams of one organization that one process keeps open. */
const STREAMS_MAX = 20;
const RETRY_AFTER_SECONDS = 30;

const connectedSchema = z
  .object({
    key: z.literal('connected'),
    ts: timestamp,
    secret: z.string(),
  })
  .meta({ id: 'StreamConnected' });
const publishedSchema = z
  .object({
    id: answerId,
    key: z.literal('webhook.created'),
    payload: z.object({
      webhook_event_id: answerId,
      payload: z.record(z.string(), z.unknown()),
    }),
    headers: z.record(z.string(), z.string()),
  })
  .meta({ id: 'StreamEvent' });
const reconnectSchema = z.object({ type: z.literal('reconnect') }).meta({ id: 'StreamReconnect' });

/** The stream for command line tools that forward events to a developer's machine. */
export function listenRoutes({ feed, organizations, tokens }: Services): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/v1/cli/listen/{organization_id}',
      operationId: 'listen',
      summary: 'Listen to what is published',
      description:
        'Server-sent events for command line tools; the data of each is JSON. Signed with the secret of ' +
        'the first. After ten minutes the stream ends with `{"type":"reconnect"}`.',
      tag: 'listen',
      scopes: ['webhooks:read', 'webhooks:write'],
      needs: 'all',
      params: z.object({ organization_id: uuid }),
      success: {
        status: 200,
        contentType: 'text/event-stream',
        schema: z.union([connectedSchema, publishedSchema, reconnectSchema]),
      },
      handle: async ({ caller, params: { organization_id: id }, token }) => {
        const isForeign = caller.organizations !== null && !caller.organizations.includes(id);
        if (isForeign) throw new ApiError('ResourceNotFound');
        await organizations.get(id);
        if (feed.count(id) >= STREAMS_MAX) throw tooManyRequests(RETRY_AFTER_SECONDS);
        return listen(feed, id, async () => (await tokens.authenticate(token)) !== undefined);
      },
    }),
  ];
}
