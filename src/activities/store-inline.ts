import { createHash, randomUUID } from 'node:crypto';
import { DatabaseError } from 'pg';
import { z } from 'zod';
import { selectEndpoint, type EndpointRow } from '../db/endpoints';
import { skipPendingEvents } from '../db/events';
import { selectEventTypes } from '../db/event-types';
import { selectOrganization } from '../db/organizations';
import { IDEMPOTENCY_CONSTRAINT, insertPublished } from '../db/publishing';
import { formatEvent } from '../webhooks/formats/format-event';
import { rawPayload } from '../webhooks/payload';
import type { InlineEvent, StoreResult } from '../domain/activity-results';
import { isEventType } from '../domain/event-types';
import { SchemaTooSlow } from '../event-schemas/schema-checker';
import type { ActivityDependencies } from './dependencies';

/** Nothing checked the signal on its way: any Temporal client can send any JSON. */
const inlineEvent = z.object({
  // PostgreSQL holds no NUL: an id with one would fail for ever, and hold up what comes after.
  id: z
    .string()
    .min(1)
    .max(255)
    .regex(/^[^\0]*$/),
  type: z.string().min(1).max(255),
  timestamp: z.iso.datetime({ offset: true }),
  data: z.unknown(),
});

/**
 * The activity that stores what came by the `publish` signal, in order, once each. What is malformed,
 * or of a type that the endpoint does not listen to, is left out with a line in the log; events of a
 * disabled endpoint are stored as skipped.
 */
export function createStoreInline({ pool, log, schemaChecker }: ActivityDependencies) {
  return async function storeInline(
    endpointId: string,
    events: readonly InlineEvent[],
  ): Promise<StoreResult> {
    const endpoint = await selectEndpoint(pool, null, endpointId);
    if (endpoint === undefined) return { ids: [] };
    const organization = await selectOrganization(pool, endpoint.organization_id);
    if (organization === undefined) return { ids: [] };

    const ids: string[] = [];
    for (const candidate of events) {
      const parsed = inlineEvent.safeParse(candidate);
      if (!parsed.success || parsed.data.data === undefined) {
        log.warn({ endpoint_id: endpointId }, 'a published signal is malformed and was left out');
        continue;
      }
      const event = parsed.data;
      if (!endpoint.events.includes(event.type)) {
        log.warn(
          { endpoint_id: endpointId, type: event.type },
          'a published signal is of a type that the endpoint does not listen to',
        );
        continue;
      }
      const problem = await problemByType(organization.id, event);
      if (problem !== null) {
        log.warn(
          { endpoint_id: endpointId, type: event.type, problem },
          'a published signal is not as its event type says and was left out',
        );
        continue;
      }
      const id = await store(endpoint, organization, event);
      if (id !== undefined) ids.push(id);
    }
    if (!endpoint.enabled) await skipPendingEvents(pool, endpointId);
    return { ids };
  };

  /** What an own type says against an event: that it is archived, or where the data breaks its schema. */
  async function problemByType(
    organizationId: string,
    { type, data }: z.infer<typeof inlineEvent>,
  ): Promise<string | null> {
    if (isEventType(type)) return null;
    const [own] = await selectEventTypes(pool, [organizationId], [type]);
    if (own === undefined) return null;
    if (own.archived_at !== null) return 'the event type is archived';
    if (own.schema === null) return null;
    try {
      const [first] = await schemaChecker.check(organizationId, own.schema, JSON.stringify(data));
      return first === undefined ? null : `${first.path.join('.')}: ${first.message}`;
    } catch (error) {
      if (!(error instanceof SchemaTooSlow)) throw error;
      // Nobody waits for an answer who could send it again: better delivered than lost.
      log.warn({ type }, 'a published signal could not be checked by its schema in time');
      return null;
    }
  }

  async function store(
    endpoint: EndpointRow,
    organization: { id: string; name: string },
    event: z.infer<typeof inlineEvent>,
  ): Promise<string | undefined> {
    const { type, timestamp } = event;
    const data = JSON.stringify(event.data);
    const raw = rawPayload(type, timestamp, data);
    const payload = formatEvent(endpoint.format, {
      ...event,
      rawPayload: rawPayload(type, timestamp, data, endpoint.api_version),
      organization,
    });
    if (payload === null) return undefined;
    const [id, messageId] = [randomUUID(), randomUUID()];
    try {
      await insertPublished(
        pool,
        {
          ids: [messageId],
          organizationIds: [organization.id],
          types: [event.type],
          payloads: [raw],
        },
        {
          ids: [id],
          messageIds: [messageId],
          endpointIds: [endpoint.id],
          organizationIds: [organization.id],
          types: [event.type],
          payloads: [payload === raw ? null : payload],
        },
        {
          organizationIds: [organization.id],
          keys: [`signal/${endpoint.id}/${event.id}`],
          requestHashes: [createHash('sha256').update(raw).digest()],
          responses: [''],
        },
      );
      return id;
    } catch (error) {
      // Stored before, by a run of this activity whose answer was lost or by the producer's first try.
      if (error instanceof DatabaseError && error.constraint === IDEMPOTENCY_CONSTRAINT) {
        return undefined;
      }
      throw error;
    }
  }
}
