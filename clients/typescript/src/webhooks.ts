import type { EventTypeName } from './event-map.js';
import * as calls from './generated/sdk.gen.js';
import type * as Wire from './generated/types.gen.js';
import { toModel, toWire, type Filter, type Input, type Model } from './names.js';
import { listing, type Listing } from './page.js';
import type { PublishedMessage } from './events.js';
import type { Transport } from './transport.js';

/** Where events are delivered to. */
export type WebhookEndpoint = Model<Wire.WebhookEndpoint>;
/** One attempt to deliver an event. */
export type WebhookDelivery = Model<Wire.WebhookDelivery>;

interface Events {
  readonly events: readonly EventTypeName[];
}
/** A new endpoint. */
export type WebhookEndpointCreate = Omit<Input<Wire.WebhookEndpointCreate>, 'events'> & Events;
/** Changes to an endpoint: what is left out stays as it is. */
export type WebhookEndpointUpdate = Omit<Input<Wire.WebhookEndpointUpdate>, 'events'> &
  Partial<Events>;

type EndpointQuery = NonNullable<Wire.ListEndpointsData['query']>;
type DeliveryQuery = NonNullable<Wire.ListDeliveriesData['query']>;
/** Which endpoints are listed. */
export type WebhookEndpointFilter = Filter<EndpointQuery>;
/** Which deliveries are listed. */
export type WebhookDeliveryFilter = Omit<Filter<DeliveryQuery>, 'eventType'> & {
  eventType?: EventTypeName | readonly EventTypeName[];
};

/** Endpoints and what was delivered to them. */
export class Webhooks {
  /** @internal */
  constructor(private readonly transport: Transport) {}

  /** Creates an endpoint; its `secret` verifies what is delivered. Scope `webhooks:write`. */
  async create(endpoint: WebhookEndpointCreate): Promise<WebhookEndpoint> {
    const body = toWire<Wire.WebhookEndpointCreate>({ ...endpoint, events: [...endpoint.events] });
    const { data } = await calls.createEndpoint({ ...this.transport, body });
    return toModel(data);
  }

  /** Lists endpoints, newest first. Scope `webhooks:read` or `webhooks:write`. */
  list(filter: WebhookEndpointFilter = {}): Listing<WebhookEndpoint> {
    return listing(filter.page, async (page) => {
      const query = toWire<EndpointQuery>({ ...filter, page });
      return (await calls.listEndpoints({ ...this.transport, query })).data;
    });
  }

  /** One endpoint. Scope `webhooks:read` or `webhooks:write`. */
  async get(id: string): Promise<WebhookEndpoint> {
    const { data } = await calls.getEndpoint({ ...this.transport, path: { id } });
    return toModel(data);
  }

  /** Changes an endpoint; `enabled: true` switches it on again. Scope `webhooks:write`. */
  async update(id: string, changes: WebhookEndpointUpdate): Promise<WebhookEndpoint> {
    const events = changes.events && [...changes.events];
    const body = toWire<Wire.WebhookEndpointUpdate>({ ...changes, events });
    const { data } = await calls.updateEndpoint({ ...this.transport, path: { id }, body });
    return toModel(data);
  }

  /** Makes a new secret; the old one keeps signing too for a while. Scope `webhooks:write`. */
  async resetSecret(id: string): Promise<WebhookEndpoint> {
    const { data } = await calls.resetEndpointSecret({ ...this.transport, path: { id } });
    return toModel(data);
  }

  /** Deletes an endpoint; what is pending is skipped. Scope `webhooks:write`. */
  async delete(id: string): Promise<void> {
    await calls.deleteEndpoint({ ...this.transport, path: { id } });
  }

  /** Lists attempts, newest first. Scope `webhooks:read` or `webhooks:write`. */
  deliveries(filter: WebhookDeliveryFilter = {}): Listing<WebhookDelivery> {
    return listing(filter.page, async (page) => {
      const query = toWire<DeliveryQuery>({ ...filter, page });
      return (await calls.listDeliveries({ ...this.transport, query })).data;
    });
  }

  /** Sends an event again, one that succeeded too. Scope `webhooks:write`. */
  async redeliver(eventId: string): Promise<void> {
    await calls.redeliverEvent({ ...this.transport, path: { id: eventId } });
  }

  /**
   * Sends a sample event to an endpoint, whatever it listens to. Scope `webhooks:write`.
   *
   * @param type default: the first that the endpoint listens to
   */
  async test(id: string, type?: EventTypeName): Promise<PublishedMessage> {
    const body = type === undefined ? {} : { type };
    const { data } = await calls.testEndpoint({ ...this.transport, path: { id }, body });
    return toModel(data);
  }

  /**
   * Sends again what failed or was skipped since a time. Scope `webhooks:write`.
   *
   * @returns how many events that are
   */
  async recover(id: string, since: Date | string): Promise<{ count: number }> {
    const body = toWire<Wire.EndpointRecover>({ since });
    const { data } = await calls.recoverEndpoint({ ...this.transport, path: { id }, body });
    return data;
  }
}
