import { createEndpoint, publish } from '../api/support';
import { eventually } from '../helpers/eventually';
import { TestReceiver, type Received } from '../helpers/receiver';
import { startTestStack, type TestOrganization, type TestStack } from '../helpers/stack';

const SLOTS = 4;
const DEAD_ENDPOINTS = 24;
/** Longer than a quick group takes, so that the slow endpoint needs an activity's slot too. */
const SLOW_MS = 1_100;

let stack: TestStack;
let receiver: TestReceiver;
let flood: TestOrganization;
let quiet: TestOrganization;

beforeAll(async () => {
  stack = await startTestStack({
    worker: true,
    environment: { WORKER_MAX_ACTIVITIES: String(SLOTS), DELIVERY_TIMEOUT_MS: '1500' },
  });
  receiver = await TestReceiver.start((received, response) => {
    if (received.path === '/dead') return;
    setTimeout(() => response.writeHead(204).end(), SLOW_MS);
  });
  flood = await stack.createOrganization();
  quiet = await stack.createOrganization();
  await createEndpoint(quiet.api, { url: receiver.url('/quiet') });
  for (let index = 0; index < DEAD_ENDPOINTS; index += 1) {
    await createEndpoint(flood.api, { url: receiver.url('/dead') });
  }
  // The workflows have begun, so that what follows waits for slots and for nothing else.
  await publish(quiet.api);
  await eventually('the quiet one works', () => receiver.received.length === 1);
});
afterAll(async () => {
  await receiver.close();
  await stack.close();
});

const to = (path: string) => (received: Received) => received.path === path;

/** Every event of the dead endpoints has had its first attempt, and none is under way inside a workflow task. */
const floodIsTried = () =>
  eventually(
    'every dead endpoint has been tried',
    async () => {
      const { rows } = await stack.pool.query<{ tried: number }>(
        `select count(*) as tried from webhook_events
         where organization_id = $1 and work = 'retrying'`,
        [flood.id],
      );
      return rows[0]?.tried === DEAD_ENDPOINTS;
    },
    60_000,
  );

/** How many attempts at dead endpoints go before the quiet organization's event, once all wait. */
async function aheadOfQuiet(): Promise<number> {
  await publish(flood.api);
  await stack.services.notifier.drain(10_000);
  const quietBefore = receiver.received.filter(to('/quiet')).length;
  const deadBefore = receiver.received.filter(to('/dead')).length;
  await publish(quiet.api);
  await eventually(
    'the quiet organization’s event arrives',
    () => receiver.received.filter(to('/quiet')).length > quietBefore,
    60_000,
  );
  return receiver.received.filter(to('/dead')).length - deadBefore;
}

// With one queue for all it is every dead endpoint's attempt that goes first, and retries beside them.
it('an organization’s dead endpoints do not hold up another’s event', async () => {
  await publish(flood.api);
  await floodIsTried();
  const ahead = await aheadOfQuiet();
  console.log(`attempts at dead endpoints before the quiet event: ${ahead}`);
  expect(ahead).toBeLessThan(DEAD_ENDPOINTS / 2);
}, 120_000);
