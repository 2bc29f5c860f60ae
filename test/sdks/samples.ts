import { EVENT_TYPES, type EventType } from '../../src/domain/event-types';
import { exampleData } from '../../src/domain/event-examples';
import { ENDPOINTS, EVENTS, publish } from '../api/support';
import { eventually } from '../helpers/eventually';
import type { TestReceiver } from '../helpers/receiver';
import type { TestOrganization, TestStack } from '../helpers/stack';

/** Where a secret comes from. */
export const SECRET_KINDS = [
  'generated',
  'generated, of an endpoint without an API version',
  'new, after a reset',
  'old, after a reset, within its grace period',
  'own, text that is no base64',
  'own, whsec_ and base64',
  'own, whsec_ and base64 without padding',
] as const;
export type SecretKind = (typeof SECRET_KINDS)[number];

/** A delivery as it arrived, and a secret that has to verify it. */
export interface Sample {
  readonly kind: SecretKind;
  readonly type: EventType;
  readonly secret: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Every event type with every kind of secret, and one customer that subscribes to nothing. */
export interface Samples {
  readonly all: readonly Sample[];
  readonly withoutSubscriptions: Sample;
}

interface Endpoint {
  readonly id: string;
  readonly secret: string;
}

/** Has the worker deliver each type to an endpoint of each kind, and keeps what arrives. */
export async function collectSamples(stack: TestStack, receiver: TestReceiver): Promise<Samples> {
  const organization = await stack.createOrganization();
  const { api } = organization;
  const create = async (path: string, fields: object = {}, version?: string): Promise<Endpoint> => {
    const body = { url: receiver.url(path), format: 'raw', events: EVENT_TYPES, ...fields };
    const headers: Record<string, string> =
      version === undefined ? {} : { 'polar-version': version };
    const answer = await api.call('POST', ENDPOINTS, body, headers);
    expect(answer.status).toBe(201);
    return answer.body as Endpoint;
  };
  const plain = await create('/plain');
  const old = await create('/reset', {}, '2026-04');
  const reset = (await api.patch(`${ENDPOINTS}/${old.id}/secret`)).body as Endpoint;
  const text = await create(
    '/text',
    { secret: 'our secret: no base64, but 32 and more' },
    '2026-10',
  );
  const key = Buffer.from('a key of forty bytes, which is padded: 40').toString('base64');
  const base64 = await create('/base64', { secret: `whsec_${key}` }, '2027-01');
  const unpadded = `whsec_${key.replaceAll('=', '')}`;
  expect(unpadded).not.toBe(base64.secret);
  const noPadding = await create('/unpadded', { secret: unpadded }, '2026-04');

  const events = EVENT_TYPES.map((type) => ({ type, data: exampleData(type) }));
  expect((await api.post(`${EVENTS}/batch`, { events })).status).toBe(202);
  await arrived(receiver, EVENT_TYPES.length * 5);

  const generated = await create('/generated', { events: [] }, '2026-10');
  for (const type of EVENT_TYPES) {
    const { status } = await api.post(`${ENDPOINTS}/${generated.id}/test`, { type });
    expect(status).toBe(202);
  }
  await arrived(receiver, EVENT_TYPES.length * 6);

  const sources: Record<SecretKind, [path: string, secret: string]> = {
    generated: ['/generated', generated.secret],
    'generated, of an endpoint without an API version': ['/plain', plain.secret],
    'new, after a reset': ['/reset', reset.secret],
    'old, after a reset, within its grace period': ['/reset', old.secret],
    'own, text that is no base64': ['/text', text.secret],
    'own, whsec_ and base64': ['/base64', base64.secret],
    'own, whsec_ and base64 without padding': ['/unpadded', noPadding.secret],
  };
  const all = SECRET_KINDS.flatMap((kind) => {
    const [path, secret] = sources[kind];
    return receiver.received
      .filter((received) => received.path === path)
      .map(({ headers, body }): Sample => {
        const { type } = JSON.parse(body) as { type: EventType };
        return { kind, type, secret, headers, body };
      });
  });
  return { all, withoutSubscriptions: await changedState(organization, receiver, reset.secret) };
}

/** A `customer.state_changed` of a customer without subscriptions, as it came to `/reset`. */
async function changedState(
  { api }: TestOrganization,
  receiver: TestReceiver,
  secret: string,
): Promise<Sample> {
  const type = 'customer.state_changed';
  const before = receiver.received.length;
  await publish(api, { type, data: { ...exampleData(type), active_subscriptions: [] } });
  const { headers, body } = await eventually('it arrives', () =>
    receiver.received.slice(before).find(({ path }) => path === '/reset'),
  );
  return { kind: 'new, after a reset', type, secret, headers, body };
}

async function arrived(receiver: TestReceiver, count: number): Promise<void> {
  await eventually(`${count} deliveries arrive`, () => receiver.received.length >= count, 30_000);
}
