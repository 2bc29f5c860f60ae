import { z } from 'zod';
import { ApiError } from '../../errors';
import type { Services } from '../../service';
import { listen } from '../../service/listen';
import { tooManyRequests } from '../rate-limit';
import { defineRoute, type Route } from '../route';
import { uuid } from '../schemas';

/** Streams of one organization that one process keeps open. */
const STREAMS_MAX = 20;
const RETRY_AFTER_SECONDS = 30;

const connectedSchema = z.object({
  key: z.literal('connected'),
  ts: z.iso.datetime(),
  secret: z.string(),
});
const publishedSchema = z.object({
  id: z.uuid(),
  key: z.literal('webhook.created'),
  payload: z.object({
    webhook_event_id: z.uuid(),
    payload: z.record(z.string(), z.unknown()),
  }),
  headers: z.record(z.string(), z.string()),
});
const reconnectSchema = z.object({ type: z.literal('reconnect') });

/** The stream for command line tools that forward events to a developer's machine. */
export function listenRoutes({ feed, organizations, tokens }: Services): Route[] {
  return [
    defineRoute({
      method: 'get',
      path: '/v1/cli/listen/{organization_id}',
      summary: 'Listen to what is published',
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
