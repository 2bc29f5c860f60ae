import { startTestStack, type TestOrganization, type TestStack } from '../helpers/stack';
import { createEndpoint, ENDPOINTS, mistakes } from './support';

const TOTAL = 105;

let stack: TestStack;
let acme: TestOrganization;
let other: TestOrganization;
/** Newest first, those of the same moment by id. */
let expected: string[];

beforeAll(async () => {
  stack = await startTestStack();
  [acme, other] = await Promise.all([stack.createOrganization(), stack.createOrganization()]);
  await createEndpoint(other.api);
  for (let made = 0; made < TOTAL; made += 15) {
    await Promise.all(Array.from({ length: 15 }, () => createEndpoint(acme.api)));
  }
  // Three moments for all of them, so that most have to be ordered by id.
  await stack.pool.query(
    `update webhook_endpoints set created_at = timestamptz '2026-01-01T00:00:00Z'
       + make_interval(days => ascii(id::text) % 3) where organization_id = $1`,
    [acme.id],
  );
  const { rows } = await stack.pool.query<{ id: string }>(
    'select id from webhook_endpoints where organization_id = $1 order by created_at desc, id',
    [acme.id],
  );
  expected = rows.map(({ id }) => id);
});
afterAll(() => stack.close());

const ids = (body: { items: { id: string }[] }) => body.items.map(({ id }) => id);

it.each([
  ['', 0, 10, 11],
  ['?page=2', 10, 20, 11],
  ['?page=11', 100, 105, 11],
  ['?page=12', 0, 0, 11],
  ['?page=1000000000', 0, 0, 11],
  ['?limit=100', 0, 100, 2],
  ['?limit=101', 0, 100, 2],
  ['?limit=100000000000&page=2', 100, 105, 2],
  ['?limit=1&page=3', 2, 3, 105],
  ['?limit=7&page=15', 98, 105, 15],
])('%s gives items %i to %i of all, max_page %i', async (query, from, to, maxPage) => {
  const { status, body } = await acme.api.get(ENDPOINTS + query);
  expect(status).toBe(200);
  expect(Object.keys(body)).toEqual(['items', 'pagination']);
  expect(body.pagination).toEqual({ total_count: TOTAL, max_page: maxPage });
  expect(ids(body)).toEqual(expected.slice(from, to));
});

it('is empty, with no page, where there is nothing', async () => {
  const nobody = await stack.createOrganization();
  const { status, body } = await nobody.api.get(ENDPOINTS);
  expect([status, body]).toEqual([200, { items: [], pagination: { total_count: 0, max_page: 0 } }]);
});

it.each([
  ['page=0', 'greater_than_equal query.page'],
  ['page=-1', 'greater_than_equal query.page'],
  ['page=x', 'int_parsing query.page'],
  ['page=1.5', 'int_parsing query.page'],
  ['page=', 'int_parsing query.page'],
  ['page=1000000001', 'less_than_equal query.page'],
  // A whole number however long, as pydantic reads it, and too large as any other.
  ['page=99999999999999999999', 'less_than_equal query.page'],
  [`page=${'9'.repeat(65)}`, 'int_parsing query.page'],
  ['limit=0', 'greater_than_equal query.limit'],
  ['limit=-5', 'greater_than_equal query.limit'],
  ['limit=ten', 'int_parsing query.limit'],
])('?%s is refused', async (query, mistake) => {
  const answer = await acme.api.get(`${ENDPOINTS}?${query}`);
  expect(answer.status).toBe(422);
  expect(mistakes(answer)).toEqual([mistake]);
  expect(answer.body.detail[0].input).toBe(query.split('=')[1]);
});

it('a limit is cut to 100 however large it is', async () => {
  const answer = await acme.api.get(`${ENDPOINTS}?limit=18446744073709551616`);
  expect(answer.status).toBe(200);
  expect(answer.body.items.length).toBe(Math.min(100, answer.body.pagination.total_count));
});

describe('organization_id', () => {
  const total = async (organization: TestOrganization, query: string): Promise<number> =>
    (await organization.api.get(`${ENDPOINTS}?${query}`)).body.pagination.total_count as number;

  it('narrows what the token may see, and never widens it', async () => {
    expect(await total(acme, `organization_id=${acme.id}`)).toBe(TOTAL);
    expect(await total(acme, `organization_id=${acme.id.toUpperCase()}`)).toBe(TOTAL);
    expect(await total(acme, `organization_id=${other.id}`)).toBe(0);
    expect(await total(acme, `organization_id=${acme.id}&organization_id=${other.id}`)).toBe(TOTAL);
  });

  it('is repeatable for the admin token', async () => {
    const count = async (query: string) =>
      (await stack.admin.get(`${ENDPOINTS}?${query}`)).body.pagination.total_count as number;
    expect(await count('')).toBe(TOTAL + 1);
    expect(await count(`organization_id=${other.id}`)).toBe(1);
    expect(await count(`organization_id=${other.id}&organization_id=${acme.id}`)).toBe(TOTAL + 1);
  });

  it.each([
    ['organization_id=x', ['uuid_parsing query.organization_id.0'], 'x'],
    [`organization_id=${'1'.repeat(36)}`, ['uuid_parsing query.organization_id.0'], '1'.repeat(36)],
  ])('%s is refused', async (query, expectedMistakes, input) => {
    const answer = await acme.api.get(`${ENDPOINTS}?${query}`);
    expect([answer.status, mistakes(answer)]).toEqual([422, expectedMistakes]);
    expect(answer.body.detail[0].input).toBe(input);
  });
});
