import { ApiClient } from '../helpers/api';
import {
  ALL_SCOPES,
  startTestStack,
  type TestOrganization,
  type TestStack,
} from '../helpers/stack';
import { countRows, ENDPOINTS, EVENTS } from './support';

let stack: TestStack;
let acme: TestOrganization;

beforeEach(async () => {
  stack = await startTestStack({
    environment: { RATE_LIMIT_CALLS_PER_MINUTE: '10', RATE_LIMIT_PUBLISHES_PER_MINUTE: '3' },
  });
  acme = await stack.createOrganization();
});
afterEach(() => stack.close());

const EVENT = { type: 'order.paid', data: {} };

async function statuses(times: number, call: () => Promise<{ status: number }>): Promise<number[]> {
  const all: number[] = [];
  for (let index = 0; index < times; index += 1) all.push((await call()).status);
  return all;
}

const times = (count: number, status: number) => Array.from({ length: count }, () => status);

it('past its calls a token gets 429, empty, with Retry-After within the minute', async () => {
  expect(await statuses(10, () => acme.api.get(ENDPOINTS))).toEqual(times(10, 200));
  const answer = await acme.api.get(ENDPOINTS);
  expect([answer.status, answer.body]).toEqual([429, undefined]);
  expect(Number(answer.headers.get('retry-after'))).toBeGreaterThanOrEqual(1);
  expect(Number(answer.headers.get('retry-after'))).toBeLessThanOrEqual(60);
  expect(answer.headers.get('cache-control')).toBe('private, no-store');
});

it('publishing is counted apart, and what is refused is not stored', async () => {
  expect(await statuses(3, () => acme.api.post(EVENTS, EVENT))).toEqual(times(3, 202));
  const rows = await countRows(stack);
  expect((await acme.api.post(EVENTS, EVENT)).status).toBe(429);
  expect((await acme.api.post(`${EVENTS}/batch`, { events: [EVENT] })).status).toBe(429);
  expect(await countRows(stack)).toEqual(rows);
  expect((await acme.api.get(ENDPOINTS)).status).toBe(200);
});

it('every token is counted by itself', async () => {
  const { body } = await stack.admin.post(`/v1/organizations/${acme.id}/tokens`, {
    name: 'second',
    scopes: ALL_SCOPES,
  });
  await statuses(11, () => acme.api.get(ENDPOINTS));
  expect((await acme.api.get(ENDPOINTS)).status).toBe(429);
  expect((await new ApiClient(stack.apiUrl, body.token).get(ENDPOINTS)).status).toBe(200);
});

it('counts refused calls too, so that guessing is bounded', async () => {
  await statuses(10, () => acme.api.get('/v1/organizations'));
  expect((await acme.api.get(ENDPOINTS)).status).toBe(429);
});

it('an unknown token is no token: 401, whatever its number', async () => {
  const stranger = new ApiClient(stack.apiUrl, 'sp_oat_nobody');
  expect(new Set(await statuses(15, () => stranger.get(ENDPOINTS)))).toEqual(new Set([401]));
});
