import { randomUUID } from 'node:crypto';
import { exampleData } from '../../../src/domain/event-examples';
import { endpointBody } from '../support';
import { ID_KINDS, type IdKind, type ObjectName, type World } from './world';

/** What a cell sends beside its credential. */
export interface Target {
  /** In the order in which the path has them. */
  readonly params?: readonly string[];
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** One way in which a route is told an id. */
export interface Variant {
  /** What the id is of, for messages; the query's or the body's field where it is in one. */
  readonly of: string;
  readonly where: 'path' | 'query' | 'body' | 'nowhere';
  readonly kinds: readonly IdKind[];
  make(world: World, kind: IdKind): Promise<Target> | Target;
  /** Kinds that an organization's token, and those that the admin token, has success with. */
  readonly token: readonly IdKind[];
  readonly admin: readonly IdKind[];
  /** What the others are answered. */
  readonly refusal: 404 | 422;
}

/**
 * Every route with the ways in which it is told ids. A new route must be entered here, usually as one
 * line; where an id of it is of something new, teach `World.make` how to make one.
 */
export const TABLE: Readonly<Record<string, readonly Variant[]>> = {
  'post /v1/webhooks/endpoints': [inBody((organization_id) => endpointBody({ organization_id }))],
  'get /v1/webhooks/endpoints': [unfiltered(), filter('organization_id')],
  'get /v1/webhooks/endpoints/{id}': [inPath('endpoint')],
  'patch /v1/webhooks/endpoints/{id}': [inPath('endpoint', { body: { name: 'changed' } })],
  'patch /v1/webhooks/endpoints/{id}/secret': [inPath('endpoint')],
  'delete /v1/webhooks/endpoints/{id}': [inPath('endpoint')],
  'post /v1/webhooks/endpoints/{id}/test': [inPath('endpoint')],
  'post /v1/webhooks/endpoints/{id}/recover': [
    inPath('endpoint', { body: { since: '2020-01-01T00:00:00Z' } }),
  ],
  'get /v1/webhooks/deliveries': [unfiltered(), filter('organization_id'), filter('endpoint_id')],
  'post /v1/webhooks/events': [inBody((organization_id) => ({ ...published(), organization_id }))],
  'post /v1/webhooks/events/batch': [
    inBody((organization_id) => ({ events: [{ ...published(), organization_id }] })),
  ],
  'get /v1/webhooks/events': [unfiltered(), filter('organization_id'), filter('endpoint_id')],
  // The log outlives its endpoint.
  'get /v1/webhooks/events/{id}': [inPath('event', { outlives: true })],
  'post /v1/webhooks/events/{id}/redeliver': [inPath('event')],
  'get /v1/webhooks/event-types': [
    unfiltered({ source: 'organization' }),
    filter('organization_id', { source: 'organization' }),
  ],
  'post /v1/webhooks/event-types': [
    inBody((organization_id) => ({ name: `new.${randomUUID()}`, organization_id })),
  ],
  'get /v1/webhooks/event-types/{name}': [eventTypeInPath(), organizationOfEventType()],
  'patch /v1/webhooks/event-types/{name}': [
    eventTypeInPath({ description: 'changed' }),
    organizationOfEventType({ description: 'changed' }),
  ],
  'get /v1/cli/listen/{organization_id}': [
    {
      of: 'organization',
      where: 'path',
      kinds: ID_KINDS,
      make: (world, kind) => ({ params: [world.organizationId(kind)] }),
      token: ['own'],
      admin: ['own', 'foreign'],
      refusal: 404,
    },
  ],
  'post /v1/organizations': [withoutIds({ name: 'Acme' })],
  'get /v1/organizations': [withoutIds()],
  'get /v1/organizations/{id}': [inPath('organization')],
  'patch /v1/organizations/{id}': [inPath('organization', { body: { name: 'changed' } })],
  'delete /v1/organizations/{id}': [inPath('organization')],
  'post /v1/organizations/{id}/members': [
    inPath('organization', { body: { email: 'a@example.com', role: 'admin' } }),
  ],
  'get /v1/organizations/{id}/members': [inPath('organization')],
  'delete /v1/organizations/{id}/members/{member_id}': ofOrganization('member'),
  'post /v1/organizations/{id}/tokens': [
    inPath('organization', { body: { name: 'n', scopes: ['events:read'] } }),
  ],
  'get /v1/organizations/{id}/tokens': [inPath('organization')],
  'delete /v1/organizations/{id}/tokens/{token_id}': ofOrganization('token'),
};

function published() {
  return { type: 'order.paid', data: exampleData('order.paid') };
}

/** A route that takes no id. */
function withoutIds(body?: unknown): Variant {
  return {
    of: 'nothing',
    where: 'nowhere',
    kinds: ['own'],
    make: () => ({ body }),
    token: ['own'],
    admin: ['own'],
    refusal: 404,
  };
}

/** The id of an object is the path's only parameter. */
function inPath(name: ObjectName, options: { body?: unknown; outlives?: boolean } = {}): Variant {
  const still: IdKind[] = options.outlives === true ? ['deleted'] : [];
  return {
    of: name,
    where: 'path',
    kinds: ID_KINDS,
    make: async (world, kind) => ({
      params: [await world.make(name, kind)],
      body: options.body,
    }),
    token: ['own', ...still],
    admin: ['own', 'foreign', ...still],
    refusal: 404,
  };
}

/** The path has an organization and something of it: either may be the one that is not right. */
function ofOrganization(name: ObjectName): readonly Variant[] {
  const common = {
    where: 'path',
    kinds: ID_KINDS,
    token: [],
    admin: ['own'],
    refusal: 404,
  } as const;
  return [
    {
      ...common,
      of: name,
      make: async (world, kind) => ({
        params: [world.organizationId('own'), await world.make(name, kind)],
      }),
    },
    {
      ...common,
      of: `organization of the ${name}`,
      make: async (world, kind) => ({
        params: [world.organizationId(kind), await world.make(name, 'own')],
      }),
    },
  ];
}

/** The body names the organization that the call is for. */
function inBody(body: (organizationId: string) => unknown): Variant {
  return {
    of: 'organization_id',
    where: 'body',
    kinds: ID_KINDS,
    make: (world, kind) => ({ body: body(world.organizationId(kind)) }),
    token: ['own'],
    admin: ['own', 'foreign'],
    refusal: 422,
  };
}

/** A list without a filter. */
function unfiltered(query: Readonly<Record<string, string>> = {}): Variant {
  return {
    ...withoutIds(),
    of: 'unfiltered list',
    make: () => ({ query: { limit: '100', ...query } }),
  };
}

/** Names are an organization's own, and types are never deleted. */
function eventTypeInPath(body?: unknown): Variant {
  return {
    of: 'event type',
    where: 'path',
    kinds: ['own', 'foreign', 'unknown'],
    make: async (world, kind) => ({
      params: [await world.make('event type', kind)],
      query: { organization_id: world.organizationId('own') },
      body,
    }),
    token: ['own'],
    admin: ['own'],
    refusal: 404,
  };
}

/** Two organizations have a type of the same name: whose it is the query says. */
function organizationOfEventType(body?: unknown): Variant {
  return {
    of: 'organization_id',
    where: 'query',
    kinds: ID_KINDS,
    make: async (world, kind) => {
      const name = 'of.both';
      await Promise.all([world.own.eventType(name), world.foreign.eventType(name)]);
      return { params: [name], query: { organization_id: world.organizationId(kind) }, body };
    },
    token: ['own'],
    admin: ['own', 'foreign'],
    refusal: 422,
  };
}

/** A list's filter: ids that are not the caller's own select nothing, and are no error. */
function filter(
  name: 'organization_id' | 'endpoint_id',
  query: Readonly<Record<string, string>> = {},
): Variant {
  return {
    of: name,
    where: 'query',
    kinds: ID_KINDS,
    make: async (world, kind) => ({
      query: {
        limit: '100',
        ...query,
        [name]:
          name === 'organization_id'
            ? world.organizationId(kind)
            : await endpointWithEvent(world, kind),
      },
    }),
    token: ID_KINDS,
    admin: ID_KINDS,
    refusal: 404,
  };
}

async function endpointWithEvent(world: World, kind: IdKind): Promise<string> {
  const id = await world.make('endpoint', kind);
  if (kind === 'unknown') return id;
  await (kind === 'foreign' ? world.foreign : world.own).event(id);
  return id;
}
