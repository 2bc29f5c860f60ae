import { randomUUID } from 'node:crypto';
import { selectListeningEndpoints, type ListeningEndpoint } from '../db/endpoints';
import type { NewEvents } from '../db/events';
import { selectOrganizations } from '../db/organizations';
import type { Pool } from '../db/pool';
import type { NewIdempotencyKeys, NewMessages } from '../db/publishing';
import { formatEvent } from '../webhooks/formats/format-event';
import { rawPayload } from '../webhooks/payload';
import type { Admission } from './backlog';
import {
  firstOrganization,
  isLimited,
  organizationsOf,
  requestHash,
  type PublishedMessage,
  type PublishItem,
  type PublishRequest,
} from './publish-request';

/** Something that holds a request; requests come back as they were given. */
interface Holder {
  readonly request: PublishRequest;
}

/** The rows of some requests, and what each is answered once they are stored. */
export interface Prepared<Waiting extends Holder> {
  readonly rows: {
    readonly messages: NewMessages;
    readonly events: NewEvents;
    readonly keys: NewIdempotencyKeys;
  };
  readonly taken: readonly { readonly waiting: Waiting; readonly answer: PublishedMessage[] }[];
  /** For these too much waits already: no rows. */
  readonly full: readonly Waiting[];
}

/** Works out who listens, and writes the rows of a batch column by column. */
export async function prepareRows<Waiting extends Holder>(
  pool: Pool,
  batch: readonly Waiting[],
  admission: Admission,
): Promise<Prepared<Waiting>> {
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
    admission.add(item.organizationId, answer.length);
    return { id: messageId, webhook_events: answer };
  };

  const taken: { waiting: Waiting; answer: PublishedMessage[] }[] = [];
  const full: Waiting[] = [];
  for (const waiting of batch) {
    const { request } = waiting;
    if (isLimited(request) && admission.isFull(organizationsOf(request))) {
      full.push(waiting);
      continue;
    }
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
    taken.push({ waiting, answer });
  }
  return { rows: { messages, events, keys }, taken, full };
}

/** Names are in chat messages only: without such an endpoint nobody asks for them. */
async function organizationNames(
  pool: Pool,
  batch: readonly Holder[],
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
