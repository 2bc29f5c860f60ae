import { randomUUID } from 'node:crypto';
import type { EventTypeName, PublishedData } from './event-map.js';
import * as calls from './generated/sdk.gen.js';
import type * as Wire from './generated/types.gen.js';
import { toModel, toWire, type Filter, type Input, type Model } from './names.js';
import { listing, type Listing } from './page.js';
import type { Transport } from './transport.js';

/** What was published to one endpoint, and how far its delivery is. */
export type WebhookEvent = Model<Wire.WebhookEvent>;
/** What was published: its id, and an event for each endpoint that gets it. */
export type PublishedMessage = Model<Wire.PublishedMessage>;

/** An event to publish. */
export interface Publish<Type extends string = string> {
  readonly type: Type;
  /** Of a type of the catalogue parts of what it says, of your own any object. */
  readonly data: PublishedData<Type>;
  /** When it happened; the present when left out. */
  readonly timestamp?: Date | string | null;
  /** For the admin token, which has to name one. */
  readonly organizationId?: string | null;
}

/** How a publishing may be repeated. */
export interface PublishOptions {
  /**
   * The same key within seven days publishes nothing further. Default: a new key for each call, so that
   * its retries never send twice; null: no key, and no retry but after 429.
   */
  readonly idempotencyKey?: string | null;
}

type EventQuery = NonNullable<Wire.ListEventsData['query']>;
/** Which events are listed. */
export type WebhookEventFilter = Omit<Filter<EventQuery>, 'eventType'> & {
  eventType?: EventTypeName | readonly EventTypeName[];
};

/** Publishing, and what was published. */
export class Events {
  /** @internal */
  constructor(private readonly transport: Transport) {}

  /** Publishes an event to every endpoint that listens to its type. Scope `events:write`. */
  async publish<const Type extends EventTypeName>(
    event: Publish<Type> & PublishOptions,
  ): Promise<PublishedMessage> {
    const { idempotencyKey, ...rest } = event;
    const { data } = await calls.publishEvent({
      ...this.keyed(idempotencyKey),
      body: wireEvent(rest),
    });
    return toModel(data);
  }

  /** Publishes up to 1,000 events, all or none, in their order. Scope `events:write`. */
  async publishBatch<const Types extends readonly EventTypeName[]>(
    events: readonly [...{ [Index in keyof Types]: Publish<Types[Index]> }],
    { idempotencyKey }: PublishOptions = {},
  ): Promise<PublishedMessage[]> {
    const { data } = await calls.publishEvents({
      ...this.keyed(idempotencyKey),
      body: { events: (events as readonly Publish[]).map(wireEvent) },
    });
    return toModel(data.events);
  }

  /** Lists events, newest first. Scope `webhooks:read`, `webhooks:write` or `events:read`. */
  list(filter: WebhookEventFilter = {}): Listing<WebhookEvent> {
    return listing(filter.page, async (page) => {
      const query = toWire<EventQuery>({ ...filter, page });
      return (await calls.listEvents({ ...this.transport, query })).data;
    });
  }

  /** One event. Scope `webhooks:read`, `webhooks:write` or `events:read`. */
  async get(id: string): Promise<WebhookEvent> {
    const { data } = await calls.getEvent({ ...this.transport, path: { id } });
    return toModel(data);
  }

  private keyed(key: string | null = randomUUID()) {
    if (key === null) return this.transport;
    return { ...this.transport, headers: { 'idempotency-key': key } };
  }
}

function wireEvent(event: Publish): Wire.EventPublish {
  return toWire<Wire.EventPublish>(event as Input<Wire.EventPublish>);
}
