import { createHash, randomUUID } from 'node:crypto';
import { DatabaseError } from 'pg';
import { selectListeningEndpoints, type ListeningEndpoint } from '../db/endpoints';
import type { NewEvents } from '../db/events';
import { selectOrganizations } from '../db/organizations';
import type { Pool } from '../db/pool';
import {
  IDEMPOTENCY_CONSTRAINT,
  insertPublished,
  selectIdempotencyKeys,
  type NewIdempotencyKeys,
  type NewMessages,
} from '../db/publishing';
import { invalid } from '../errors';
import type { Notifier } from '../temporal/notifier';
import type { MessageFeed } from './message-feed';
import { formatEvent } from '../webhooks/formats/format-event';
import { rawPayload } from '../webhooks/payload';

/** Messages that one statement stores at most, unless a single batch is larger. */
const STATEMENT_MAX_MESSAGES = 500;

export interface PublishItem {
  readonly organizationId: string;
  readonly type: string;
  /** ISO 8601; null is the time of publishing. */
  readonly timestamp: string | null;
  /** JSON text of the event's data. */
  readonly data: string;
}

/** Everything that one request publishes: all of it is stored or none. */
export interface PublishRequest {
  readonly items: readonly PublishItem[];
  readonly idempotencyKey: string | null;
  /** Only this endpoint gets it, whatever it listens to (test events). */
  readonly onlyEndpoint?: ListeningEndpoint;
}

export interface PublishedMessage {
  readonly id: string;
  readonly webhook_events: readonly { id: string; webhook_endpoint_id: string }[];
}

interface Waiting {
  readonly request: PublishRequest;
  readonly resolve: (answer: PublishedMessage[]) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Stores what is published and tells the workflows. While one statement is under way, further
 * requests gather and are stored by the next one together (group commit): no timer and no added wait.
 */
export class Publisher {
  private waiting: Waiting[] = [];
  private busy = false;

  constructor(
    private readonly pool: Pool,
    private readonly notifier: Pick<Notifier, 'notify'>,
    private readonly feed: Pick<MessageFeed, 'published'>,
  ) {}

  /**
   * Publishes; resolves once everything is committed.
   *
   * @returns one answer per item, in order; for a key that was used before, the first answer again
   * @throws ApiError when the key was used for something else
   */
  publish(request: PublishRequest): Promise<PublishedMessage[]> {
    return new Promise((resolve, reject) => {
      this.waiting.push({ request, resolve, reject });
      void this.pump();
    });
  }

  private async pump(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    while (this.waiting.length > 0) await this.store(this.takeBatch());
    this.busy = false;
  }

  /** As many requests as one statement takes, none with an idempotency key that is in it already. */
  private takeBatch(): Waiting[] {
    const keys = new Set<string>();
    const batch: Waiting[] = [];
    const left: Waiting[] = [];
    let messages = 0;
    for (const waiting of this.waiting) {
      const key = keyOf(waiting.request);
      const size = waiting.request.items.length;
      const fits = batch.length === 0 || messages + size <= STATEMENT_MAX_MESSAGES;
      if (!fits || left.length > 0 || (key !== null && keys.has(key))) {
        left.push(waiting);
        continue;
      }
      if (key !== null) keys.add(key);
      batch.push(waiting);
      messages += size;
    }
    this.waiting = left;
    return batch;
  }

  /** Stores a batch. Never throws: each request gets its own answer or error. */
  private async store(batch: readonly Waiting[]): Promise<void> {
    try {
      const prepared = await prepare(this.pool, batch);
      await insertPublished(this.pool, prepared.messages, prepared.events, prepared.keys);
      this.announce(prepared.events);
      this.feed.published(prepared.messages.organizationIds);
      batch.forEach(({ resolve }, index) => resolve(prepared.answers[index] ?? []));
    } catch (error) {
      if (isKeyConflict(error)) await this.answerRepeated(batch);
      // One request's fault must not fail the others; an outage fails each of them alike.
      else if (batch.length > 1) for (const waiting of batch) await this.store([waiting]);
      else batch.forEach(({ reject }) => reject(error));
    }
  }

  /** Some keys were used before: these requests get the first answer, the others are stored. */
  private async answerRepeated(batch: readonly Waiting[]): Promise<void> {
    try {
      const keyed = batch.filter(({ request }) => request.idempotencyKey !== null);
      const found = await selectIdempotencyKeys(
        this.pool,
        keyed.map(({ request }) => firstOrganization(request)),
        keyed.map(({ request }) => request.idempotencyKey ?? ''),
      );
      const stored = new Map(found.map((row) => [`${row.organization_id} ${row.key}`, row]));
      const fresh: Waiting[] = [];
      for (const waiting of batch) {
        const row = stored.get(keyOf(waiting.request) ?? '');
        if (row === undefined) fresh.push(waiting);
        else if (row.request_hash.equals(requestHash(waiting.request))) {
          waiting.resolve(JSON.parse(row.response) as PublishedMessage[]);
        } else waiting.reject(keyReused(waiting.request));
      }
      // Without a repeated one among them the conflict came from elsewhere and has passed.
      if (fresh.length > 0) await this.store(fresh);
    } catch (error) {
      batch.forEach(({ reject }) => reject(error));
    }
  }

  private announce(events: NewEvents): void {
    const byEndpoint = new Map<string, { organizationId: string; ids: string[] }>();
    events.ids.forEach((id, index) => {
      const endpointId = events.endpointIds[index] ?? '';
      const entry = byEndpoint.get(endpointId);
      if (entry !== undefined) entry.ids.push(id);
      else {
        const organizationId = events.organizationIds[index] ?? '';
        byEndpoint.set(endpointId, { organizationId, ids: [id] });
      }
    });
    for (const [endpointId, { organizationId, ids }] of byEndpoint) {
      this.notifier.notify(endpointId, organizationId, ids);
    }
  }
}

interface Prepared {
  readonly messages: NewMessages;
  readonly events: NewEvents;
  readonly keys: NewIdempotencyKeys;
  readonly answers: PublishedMessage[][];
}

/** Works out who listens, and writes the rows of a batch column by column. */
async function prepare(pool: Pool, batch: readonly Waiting[]): Promise<Prepared> {
  const items = batch.flatMap(({ request }) => request.items);
  const organizationIds = [...new Set(items.map(({ organizationId }) => organizationId))];
  const listening = await selectListeningEndpoints(pool, organizationIds, [
    ...new Set(items.map(({ type }) => type)),
  ]);
  const names = await organizationNames(pool, batch, listening);
  const messages: NewMessages = { ids: [], organizationIds: [], types: [], payloads: [] };
  const events: NewEvents = {
    ids: [],
    messageIds: [],
    endpointIds: [],
    organizationIds: [],
    types: [],
    payloads: [],
  };
  const keys: NewIdempotencyKeys = {
    organizationIds: [],
    keys: [],
    requestHashes: [],
    responses: [],
  };

  const store = (item: PublishItem, endpoints: readonly ListeningEndpoint[]): PublishedMessage => {
    const messageId = randomUUID();
    const timestamp = item.timestamp ?? new Date().toISOString();
    const raw = rawPayload(item.type, timestamp, item.data);
    messages.ids.push(messageId);
    messages.organizationIds.push(item.organizationId);
    messages.types.push(item.type);
    messages.payloads.push(raw);
    const answer: { id: string; webhook_endpoint_id: string }[] = [];
    for (const endpoint of endpoints) {
      const payload = payloadFor(
        endpoint,
        { ...item, timestamp },
        raw,
        names.get(item.organizationId) ?? '',
      );
      if (payload === null) continue;
      const id = randomUUID();
      events.ids.push(id);
      events.messageIds.push(messageId);
      events.endpointIds.push(endpoint.id);
      events.organizationIds.push(item.organizationId);
      events.types.push(item.type);
      events.payloads.push(payload === raw ? null : payload);
      answer.push({ id, webhook_endpoint_id: endpoint.id });
    }
    return { id: messageId, webhook_events: answer };
  };

  const answers = batch.map(({ request }) => {
    const answer = request.items.map((item) =>
      store(
        item,
        request.onlyEndpoint === undefined
          ? listening.filter((endpoint) => listens(endpoint, item))
          : [request.onlyEndpoint],
      ),
    );
    if (request.idempotencyKey !== null) {
      keys.organizationIds.push(firstOrganization(request));
      keys.keys.push(request.idempotencyKey);
      keys.requestHashes.push(requestHash(request));
      keys.responses.push(JSON.stringify(answer));
    }
    return answer;
  });
  return { messages, events, keys, answers };
}

/** Names are in chat messages only: without such an endpoint nobody asks for them. */
async function organizationNames(
  pool: Pool,
  batch: readonly Waiting[],
  listening: readonly ListeningEndpoint[],
): Promise<Map<string, string>> {
  const only = batch.flatMap(({ request }) => request.onlyEndpoint ?? []);
  const ids = [...listening, ...only]
    .filter(({ format }) => format !== 'raw')
    .map(({ organization_id }) => organization_id);
  if (ids.length === 0) return new Map();
  const rows = await selectOrganizations(pool, [...new Set(ids)]);
  return new Map(rows.map(({ id, name }) => [id, name]));
}

const listens = (endpoint: ListeningEndpoint, item: PublishItem): boolean =>
  endpoint.organization_id === item.organizationId && endpoint.events.includes(item.type);

function payloadFor(
  endpoint: ListeningEndpoint,
  item: PublishItem & { timestamp: string },
  raw: string,
  organizationName: string,
): string | null {
  if (endpoint.format === 'raw') {
    return endpoint.api_version === null
      ? raw
      : rawPayload(item.type, item.timestamp, item.data, endpoint.api_version);
  }
  return formatEvent(endpoint.format, {
    type: item.type,
    timestamp: item.timestamp,
    data: JSON.parse(item.data) as unknown,
    rawPayload: raw,
    organization: { id: item.organizationId, name: organizationName },
  });
}

const firstOrganization = (request: PublishRequest): string =>
  request.items[0]?.organizationId ?? '';

const keyOf = (request: PublishRequest): string | null =>
  request.idempotencyKey === null
    ? null
    : `${firstOrganization(request)} ${request.idempotencyKey}`;

/** Where the client gives no timestamp, none is compared: it would be the time of each try. */
const requestHash = (request: PublishRequest): Buffer =>
  createHash('sha256')
    .update(
      JSON.stringify(
        request.items.map(({ organizationId, type, timestamp, data }) => [
          organizationId,
          type,
          timestamp,
          data,
        ]),
      ),
    )
    .digest();

const isKeyConflict = (error: unknown): boolean =>
  error instanceof DatabaseError && error.constraint === IDEMPOTENCY_CONSTRAINT;

const keyReused = (request: PublishRequest) =>
  invalid(
    ['header', 'idempotency-key'],
    'This Idempotency-Key was used for another request before.',
    request.idempotencyKey,
  );
