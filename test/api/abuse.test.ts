import { startTestStack, type TestOrganization, type TestStack } from '../helpers/stack';
import { countRows, ENDPOINTS, endpointBody, EVENTS, mistakes, UNKNOWN_ID } from './support';

jest.setTimeout(60_000);

let stack: TestStack;
let acme: TestOrganization;

beforeAll(async () => {
  stack = await startTestStack();
  acme = await stack.createOrganization();
});
afterAll(() => stack.close());

it('no query parameter is left out, however many there are', async () => {
  await acme.api.post(ENDPOINTS, endpointBody());
  const many = 'x=1&'.repeat(5_000);
  const filtered = await acme.api.get(`${ENDPOINTS}?${many}organization_id=${UNKNOWN_ID}`);
  expect([filtered.status, filtered.body.items]).toEqual([200, []]);
  expect(mistakes(await acme.api.get(`${ENDPOINTS}?${many}page=0`))).toEqual([
    'greater_than_equal query.page',
  ]);
});

it('a header named __proto__ is refused, and nothing of it stored', async () => {
  const rows = await countRows(stack);
  const body = JSON.stringify(endpointBody()).replace(/}$/, ',"headers":{"__proto__":"x"}}');
  const answer = await acme.api.post(ENDPOINTS, body);
  expect([answer.status, mistakes(answer)]).toEqual([422, ['value_error body.headers.__proto__']]);
  expect(await countRows(stack)).toEqual(rows);
  expect(({} as Record<string, unknown>).x).toBeUndefined();
});

it('data of hundreds of thousands of keys is taken as it is', async () => {
  const keys = Array.from({ length: 800_000 }, (_, index) => `"k${index}":0`).join();
  const answer = await acme.api.post(EVENTS, `{"type":"order.paid","data":{${keys}}}`);
  expect(answer.status).toBe(202);
  const { rows } = await stack.pool.query<{ length: number }>(
    'select length(payload) as length from webhook_messages where id = $1',
    [answer.body.id],
  );
  expect(rows[0]?.length).toBeGreaterThan(keys.length);
});
