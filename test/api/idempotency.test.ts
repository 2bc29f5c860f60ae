import { createLog } from '../../src/log';
import { Backlog } from '../../src/service/backlog';
import { Publisher } from '../../src/service/publisher';
import { startTestStack, type TestOrganization, type TestStack } from '../helpers/stack';
import { countRows, createEndpoint, EVENTS } from './support';

const EVENT = { type: 'order.paid', data: { id: 1, amount: 10.5 } };

let stack: TestStack;
let acme: TestOrganization;
let other: TestOrganization;

beforeAll(async () => {
  stack = await startTestStack();
});
beforeEach(async () => {
  [acme, other] = await Promise.all([stack.createOrganization(), stack.createOrganization()]);
  await Promise.all([createEndpoint(acme.api), createEndpoint(other.api)]);
});
afterAll(() => stack.close());

const send = (organization: TestOrganization, key: string, body: unknown = EVENT) =>
  organization.api.post(EVENTS, body, { 'idempotency-key': key });

const countMessages = async (): Promise<number> => (await countRows(stack)).webhook_messages!;

it('the same key again gives the same answer and stores nothing', async () => {
  const first = await send(acme, 'order 1');
  expect(first.status).toBe(202);
  const rows = await countRows(stack);
  for (let time = 0; time < 3; time += 1) {
    const again = await send(acme, 'order 1');
    expect([again.status, again.body]).toEqual([202, first.body]);
  }
  expect(await countRows(stack)).toEqual(rows);
});

it('the first answer holds although endpoints have changed since', async () => {
  const first = await send(acme, 'k');
  await createEndpoint(acme.api);
  expect((await send(acme, 'k')).body).toEqual(first.body);
});

it('20 at once store one', async () => {
  const before = await countMessages();
  const answers = await Promise.all(Array.from({ length: 20 }, () => send(acme, 'race')));
  for (const answer of answers) {
    expect([answer.status, answer.body]).toEqual([202, answers[0]!.body]);
  }
  expect(await countMessages()).toBe(before + 1);
});

it('processes side by side store one', async () => {
  const before = await countMessages();
  const publishers = Array.from({ length: 5 }, () => {
    return new Publisher(
      stack.pool,
      stack.services.notifier,
      stack.services.feed,
      new Backlog(stack.pool, stack.config.backlogLimits, createLog('silent', 'test')),
    );
  });
  const request = {
    items: [{ organizationId: acme.id, type: 'order.paid', timestamp: null, data: '{}' }],
    idempotencyKey: 'processes',
  };
  const answers = await Promise.all(
    publishers.flatMap((one) => [one.publish(request), one.publish(request)]),
  );
  for (const answer of answers) expect(answer).toEqual(answers[0]);
  expect(await countMessages()).toBe(before + 1);
});

it('others in the same moment are stored as if alone', async () => {
  await send(acme, 'used');
  const before = await countMessages();
  const answers = await Promise.all([
    ...Array.from({ length: 10 }, () => acme.api.post(EVENTS, EVENT)),
    ...Array.from({ length: 5 }, () => send(acme, 'used')),
    ...Array.from({ length: 5 }, () => send(acme, 'used', { ...EVENT, data: {} })),
    ...Array.from({ length: 5 }, (_, index) => send(acme, `new ${index}`)),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([
    ...Array.from({ length: 15 }, () => 202),
    ...Array.from({ length: 5 }, () => 422),
    ...Array.from({ length: 5 }, () => 202),
  ]);
  expect(await countMessages()).toBe(before + 15);
});

it.each([
  ['data', { ...EVENT, data: { id: 2, amount: 10.5 } }],
  ['the spelling of a number', '{"type":"order.paid","data":{"id":1,"amount":10.50}}'],
  ['type', { ...EVENT, type: 'order.created' }],
  ['timestamp', { ...EVENT, timestamp: '2026-08-22T01:02:03Z' }],
])('the same key for another %s is refused', async (_what, body) => {
  await send(acme, 'k');
  const before = await countRows(stack);
  const answer = await send(acme, 'k', body);
  expect([answer.status, answer.body]).toEqual([
    422,
    {
      error: 'RequestValidationError',
      detail: [
        {
          type: 'value_error',
          loc: ['header', 'idempotency-key'],
          msg: 'Value error, This Idempotency-Key was used for another request before.',
          input: 'k',
          ctx: { error: {} },
        },
      ],
    },
  ]);
  expect(await countRows(stack)).toEqual(before);
});

it('white space in the body does not make it another', async () => {
  const first = await send(acme, 'k');
  const again = await send(acme, 'k', JSON.stringify(EVENT, null, 4));
  expect([again.status, again.body]).toEqual([202, first.body]);
});

it('the same key in another organization is another key', async () => {
  const [mine, theirs] = [await send(acme, 'k'), await send(other, 'k', { ...EVENT, data: {} })];
  expect([mine.status, theirs.status]).toEqual([202, 202]);
  expect(theirs.body.id).not.toBe(mine.body.id);
  expect((await send(acme, 'k')).body).toEqual(mine.body);
});

it('a batch has one key for all of it', async () => {
  const events = [EVENT, { ...EVENT, data: {} }];
  const call = (body: unknown) =>
    acme.api.post(`${EVENTS}/batch`, { events: body }, { 'idempotency-key': 'batch' });
  const first = await call(events);
  const before = await countRows(stack);
  expect((await call(events)).body).toEqual(first.body);
  expect((await call([...events].reverse())).status).toBe(422);
  expect((await call([EVENT])).status).toBe(422);
  expect(await countRows(stack)).toEqual(before);
});

it('a refused request leaves its key unused', async () => {
  expect((await send(acme, 'k', { ...EVENT, data: 5 })).status).toBe(422);
  expect((await send(acme, 'k')).status).toBe(202);
});
