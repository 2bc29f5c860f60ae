import { eventually } from '../helpers/eventually';
import type { TestOrganization } from '../helpers/stack';
import { publish } from '../api/support';
import { Visitor } from './visitor';
import { startDashboardWorld, type DashboardWorld } from './world';

let world: DashboardWorld;
let acme: TestOrganization;
let path: string;
let eventId: string;
let messageId: string;

beforeAll(async () => {
  world = await startDashboardWorld();
  acme = await world.stack.createOrganization();
  const endpoint = await world.endpoint(acme);
  const message = await publish(acme.api);
  messageId = message.id as string;
  eventId = message.webhook_events[0].id as string;
  path = `${endpoint.path}/events/${eventId}`;
  await eventually('the attempt is in the log', async () => {
    const { body } = await acme.api.get(`/v1/webhooks/events/${eventId}`);
    return body.succeeded === true;
  });
});
afterAll(() => world.close());

const visitorOf = async (role: 'admin' | 'member') =>
  new Visitor(world.url, await world.session(acme, role));

it('whoever may change sees the signature as it was sent, and may copy the request', async () => {
  const [received] = world.receiver.received;
  const { text } = await (await visitorOf('admin')).get(path);
  expect(text).toContain(received?.headers['webhook-signature']);
  expect(text).toContain('Copy as curl');
});

it('whoever may only look sees neither: a receiver would take the request again', async () => {
  const signature = world.receiver.received[0]?.headers['webhook-signature'] ?? '';
  const { status, text } = await (await visitorOf('member')).get(path);
  expect(status).toBe(200);
  expect(text).toContain('webhook-signature');
  for (const part of signature.split(' ')) expect(text).not.toContain(part.slice('v1,'.length));
  expect(text).not.toContain('Copy as curl');
});

it('an event that was delivered and is sent again waits until then', async () => {
  const admin = await visitorOf('admin');
  const badge = async (address: string) =>
    / class="badge \w+">(Delivered|Waiting|In retry)</.exec((await admin.get(address)).text)?.[1];
  expect(await badge(path)).toBe('Delivered');
  const set = (work: string | null) =>
    world.stack.pool.query('update webhook_events set work = $2 where id = $1', [eventId, work]);
  await set('retrying');
  try {
    expect(await badge(path)).toBe('In retry');
    expect(await badge(`/events/${messageId}`)).toBe('In retry');
    // It is at it already.
    expect((await admin.get(path)).text).not.toContain(`action="${path}/redeliver"`);
  } finally {
    await set(null);
  }
  expect((await admin.get(path)).text).toContain(`action="${path}/redeliver"`);
});
