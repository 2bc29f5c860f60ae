import * as calls from './generated/sdk.gen.js';
import type * as Wire from './generated/types.gen.js';
import { toModel, toWire, type Filter, type Input, type Model } from './names.js';
import { listing, type Listing } from './page.js';
import type { Transport } from './transport.js';

/** An event type: of the catalogue, or one that an organization registered. */
export type EventType = Model<Wire.EventType>;
/** A new event type of your own. */
export type EventTypeCreate = Input<Wire.EventTypeCreate>;
/** Changes to an event type of your own: what is left out stays as it is. */
export type EventTypeUpdate = Input<Wire.EventTypeUpdate>;

type EventTypeQuery = NonNullable<Wire.ListEventTypesData['query']>;
/** Which event types are listed. */
export type EventTypeFilter = Filter<EventTypeQuery>;

/** Whose event type is meant: for the admin token, since names are an organization's own. */
export interface EventTypeOwner {
  readonly organizationId?: string;
}

/** The catalogue, and the types that an organization registered beside it. */
export class EventTypes {
  /** @internal */
  constructor(private readonly transport: Transport) {}

  /** Lists event types: your own, newest first, and the catalogue. Any scope. */
  list(filter: EventTypeFilter = {}): Listing<EventType> {
    return listing(filter.page, async (page) => {
      const query = toWire<EventTypeQuery>({ ...filter, page });
      return (await calls.listEventTypes({ ...this.transport, query })).data;
    });
  }

  /** One event type. Any scope. */
  async get(name: string, owner: EventTypeOwner = {}): Promise<EventType> {
    const query = queryOf(owner);
    const { data } = await calls.getEventType({ ...this.transport, path: { name }, query });
    return toModel(data);
  }

  /** Registers an event type of your own. Scope `webhooks:write`. */
  async create(type: EventTypeCreate): Promise<EventType> {
    const body = toWire<Wire.EventTypeCreate>(type);
    const { data } = await calls.createEventType({ ...this.transport, body });
    return toModel(data);
  }

  /** Changes or archives an event type of your own. Scope `webhooks:write`. */
  async update(
    name: string,
    { organizationId, ...changes }: EventTypeUpdate & EventTypeOwner,
  ): Promise<EventType> {
    const { data } = await calls.updateEventType({
      ...this.transport,
      path: { name },
      query: queryOf({ organizationId }),
      body: toWire<Wire.EventTypeUpdate>(changes),
    });
    return toModel(data);
  }
}

const queryOf = ({ organizationId }: EventTypeOwner) => ({ organization_id: organizationId });
