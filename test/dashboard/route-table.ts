import { randomUUID } from 'node:crypto';
import type { Router } from 'express';
import type { RowMaker } from '../api/matrix/rows';

/** Ids of objects of one organization, for the paths. */
export interface PathIds {
  readonly endpoint: string;
  readonly event: string;
  readonly message: string;
  readonly member: string;
  readonly token: string;
  readonly type: string;
}

/** One route of the dashboard and what is demanded of whoever asks for it. */
export interface DashboardRoute {
  readonly method: 'get' | 'post';
  readonly path: string;
  /** Who may: anybody, everybody who is signed in, or those who may change something. */
  readonly who: 'anybody' | 'signed in' | 'changer' | 'publisher' | 'manager';
  /** What `:id` names; `:event_id` and `:name` say it themselves. */
  readonly id?: keyof PathIds;
  /** A form that would be taken. */
  readonly fields?: Readonly<Record<string, string>>;
}

const W = '/settings/webhooks';
const M = '/settings/members';
const T = '/settings/access-tokens';
const E = '/settings/event-types';
const url = 'https://example.com/changed';
const form = { url, format: 'raw', ordering: 'none', name: 'changed' };

/** Every route; a test compares the list with the router. */
export const DASHBOARD_ROUTES: readonly DashboardRoute[] = [
  { method: 'get', path: '/assets/icon.svg', who: 'anybody' },
  { method: 'get', path: '/sign-in', who: 'anybody' },
  { method: 'post', path: '/sign-in', who: 'anybody' },
  { method: 'get', path: '/sign-in/link', who: 'anybody' },
  { method: 'post', path: '/sign-in/link', who: 'anybody' },
  { method: 'post', path: '/sign-in/token', who: 'anybody' },
  { method: 'get', path: '/', who: 'signed in' },
  { method: 'post', path: '/sign-out', who: 'signed in' },
  { method: 'post', path: '/organization', who: 'signed in' },
  { method: 'get', path: W, who: 'signed in' },
  { method: 'post', path: `${W}/check-url`, who: 'signed in', fields: { url } },
  { method: 'get', path: `${W}/new`, who: 'changer' },
  { method: 'post', path: `${W}/new`, who: 'changer', fields: form },
  { method: 'get', path: `${W}/:id`, who: 'signed in', id: 'endpoint' },
  { method: 'get', path: `${W}/:id/edit`, who: 'changer', id: 'endpoint' },
  { method: 'post', path: `${W}/:id/edit`, who: 'changer', id: 'endpoint', fields: form },
  { method: 'get', path: `${W}/:id/secret`, who: 'signed in', id: 'endpoint' },
  { method: 'post', path: `${W}/:id/secret`, who: 'changer', id: 'endpoint' },
  { method: 'post', path: `${W}/:id/enable`, who: 'changer', id: 'endpoint' },
  { method: 'get', path: `${W}/:id/disable`, who: 'changer', id: 'endpoint' },
  { method: 'post', path: `${W}/:id/disable`, who: 'changer', id: 'endpoint' },
  { method: 'get', path: `${W}/:id/reset-secret`, who: 'changer', id: 'endpoint' },
  { method: 'post', path: `${W}/:id/reset-secret`, who: 'changer', id: 'endpoint' },
  { method: 'get', path: `${W}/:id/delete`, who: 'changer', id: 'endpoint' },
  { method: 'post', path: `${W}/:id/delete`, who: 'changer', id: 'endpoint' },
  {
    method: 'post',
    path: `${W}/:id/test`,
    who: 'changer',
    id: 'endpoint',
    fields: { type: 'order.paid' },
  },
  { method: 'get', path: `${W}/:id/recover`, who: 'changer', id: 'endpoint' },
  {
    method: 'post',
    path: `${W}/:id/recover`,
    who: 'changer',
    id: 'endpoint',
    fields: { since: '2026-01-01T00:00' },
  },
  { method: 'get', path: `${W}/:id/events`, who: 'signed in', id: 'endpoint' },
  { method: 'get', path: `${W}/:id/events/:event_id`, who: 'signed in', id: 'endpoint' },
  { method: 'get', path: `${W}/:id/events/:event_id/payload`, who: 'signed in', id: 'endpoint' },
  { method: 'post', path: `${W}/:id/events/:event_id/redeliver`, who: 'changer', id: 'endpoint' },
  { method: 'get', path: '/events', who: 'signed in' },
  { method: 'get', path: '/events/publish', who: 'publisher' },
  {
    method: 'post',
    path: '/events/publish',
    who: 'publisher',
    fields: { type: 'order.paid', data: '{}', key: 'k' },
  },
  { method: 'get', path: '/events/:id', who: 'signed in', id: 'message' },
  { method: 'get', path: E, who: 'signed in' },
  { method: 'post', path: E, who: 'changer', fields: { name: 'invoice.paid', schema: '' } },
  { method: 'get', path: `${E}/:name`, who: 'signed in' },
  { method: 'post', path: `${E}/:name`, who: 'changer', fields: { archived: 'true' } },
  { method: 'get', path: M, who: 'signed in' },
  {
    method: 'post',
    path: M,
    who: 'manager',
    fields: { email: 'new@example.com', role: 'admin' },
  },
  { method: 'get', path: `${M}/:id/remove`, who: 'manager', id: 'member' },
  { method: 'post', path: `${M}/:id/remove`, who: 'manager', id: 'member' },
  { method: 'get', path: T, who: 'signed in' },
  {
    method: 'post',
    path: T,
    who: 'manager',
    fields: { name: 'n', scopes: 'webhooks:read', expires_at: '' },
  },
  { method: 'get', path: `${T}/:id/revoke`, who: 'manager', id: 'token' },
  { method: 'post', path: `${T}/:id/revoke`, who: 'manager', id: 'token' },
];

export const nameOf = ({ method, path }: Pick<DashboardRoute, 'method' | 'path'>): string =>
  `${method.toUpperCase()} ${path}`;

/** The route's path with the ids of somebody's objects. */
export function pathWith(route: DashboardRoute, ids: PathIds): string {
  return route.path
    .replace(':event_id', ids.event)
    .replace(':name', ids.type)
    .replace(':id', route.id === undefined ? '' : ids[route.id]);
}

/** One of each kind, of one organization. */
export async function makeIds(maker: RowMaker): Promise<PathIds> {
  const endpoint = await maker.endpoint();
  const { event, message } = await maker.eventOf(endpoint);
  const [member, token, type] = [
    await maker.member(),
    await maker.token(),
    await maker.eventType(),
  ];
  return { endpoint, event, message, member, token, type };
}

export const unknownIds = (): PathIds => ({
  endpoint: randomUUID(),
  event: randomUUID(),
  message: randomUUID(),
  member: randomUUID(),
  token: randomUUID(),
  type: `type.${randomUUID().slice(0, 8)}`,
});

interface Layer {
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
  readonly handle?: { readonly stack?: readonly Layer[] };
}

/** Names of the routes that a router really has, those of the routers in it too. */
export function routesOf(router: Router): string[] {
  return (router.stack as unknown as readonly Layer[]).flatMap(named);
}

function named({ route, handle }: Layer): string[] {
  if (route === undefined) return (handle?.stack ?? []).flatMap(named);
  return Object.keys(route.methods).map((method) => `${method.toUpperCase()} ${route.path}`);
}
