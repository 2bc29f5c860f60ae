import { request as httpRequest, type ClientRequest } from 'node:http';
import { connect } from 'node:net';
import { eventually } from '../helpers/eventually';
import { startTestStack, type TestOrganization, type TestStack } from '../helpers/stack';
import {
  countRows,
  DELIVERIES,
  ENDPOINTS,
  endpointBody,
  EVENTS,
  mistakes,
  UNKNOWN_ID,
} from './support';

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

describe('numbers and keys', () => {
  const payloadOf = async (data: string): Promise<string> => {
    const answer = await acme.api.post(EVENTS, `{"type":"order.paid","data":${data}}`);
    expect(answer.status).toBe(202);
    const { rows } = await stack.pool.query<{ payload: string }>(
      'select payload from webhook_messages where id = $1',
      [answer.body.id],
    );
    return rows[0]?.payload ?? '';
  };

  it.each([
    ['giant numbers', `{"a":1e999999,"b":-${'9'.repeat(100_000)},"c":0.${'0'.repeat(1_000)}1}`],
    [
      'keys that are there twice',
      '{"a":1,"a":2,"__proto__":{"x":1},"constructor":{"prototype":3}}',
    ],
  ])('%s of data are kept as they are', async (_what, data) => {
    expect(await payloadOf(data)).toContain(`"data":${data}}`);
  });

  it('of a key that is there twice the last one counts', async () => {
    const answer = await acme.api.post(EVENTS, '{"type":"order.paid","data":{},"type":"nope"}');
    expect([answer.status, mistakes(answer)]).toEqual([422, ['enum body.type']]);
  });

  it.each([
    ['infinite', '1e400'],
    ['large', '1e15'],
    ['negative', '-1'],
    ['half', '1.5'],
    ['long', '9'.repeat(1_000)],
  ])('a max_in_flight that is %s is 422', async (_what, n) => {
    const body = JSON.stringify(endpointBody()).replace(/}$/, `,"max_in_flight":${n}}`);
    expect((await acme.api.post(ENDPOINTS, body)).status).toBe(422);
  });
});

/** Sends a request as it is written and gives the whole answer. */
function raw(path: string, headers = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(stack.apiUrl);
    const chunks: Buffer[] = [];
    const client = connect(Number(port), hostname, () =>
      client.write(
        `GET ${path} HTTP/1.1\r\nhost: a\r\nconnection: close\r\n` +
          `authorization: Bearer ${acme.token}\r\n${headers}\r\n`,
      ),
    );
    client.on('data', (chunk) => chunks.push(chunk));
    client.on('error', reject);
    client.on('close', () => resolve(Buffer.concat(chunks).toString()));
  });
}

it.each([
  [`${ENDPOINTS}/%00`, 422],
  [`${ENDPOINTS}/..%2f..%2fv1%2forganizations`, 422],
  [`${ENDPOINTS}/../../organizations`, 404],
  [`${ENDPOINTS}%2f${UNKNOWN_ID}`, 404],
  ['//v1/webhooks/endpoints', 404],
  ['/%', 404],
  ['/%00', 404],
  [`${EVENTS}?event_type=%00&endpoint_id=%ff&status[]=x`, 422],
  [`${DELIVERIES}?query=%00`, 422],
  ['http://other.example/v1/webhooks/endpoints', 200],
  ['*', 404],
])('the path %s is %d', async (path, status) => {
  expect((await raw(path)).slice(0, 12)).toBe(`HTTP/1.1 ${status}`);
});

it.each([
  ['an id', `${ENDPOINTS}/${'x'.repeat(60_000)}`, 422],
  ['a path', `/${'x/'.repeat(30_000)}`, 404],
  ['an address', `/${'x'.repeat(70_000)}`, 431],
])('%s that is very long is answered soon', async (_what, path, status) => {
  const began = Date.now();
  expect((await raw(path)).slice(0, 12)).toBe(`HTTP/1.1 ${status}`);
  expect(Date.now() - began).toBeLessThan(2_000);
});

describe('bodies that are sent slowly', () => {
  const uploads: ClientRequest[] = [];
  afterEach(() => {
    for (const upload of uploads.splice(0)) upload.destroy();
  });

  /** Begins a body of an event and gives the status when an answer comes before its end. */
  function begin(headers: Record<string, string | number>, first: string): { status?: number } {
    const outcome: { status?: number } = {};
    const upload = httpRequest(stack.apiUrl + EVENTS, {
      method: 'POST',
      agent: false,
      headers: { authorization: `Bearer ${acme.token}`, ...headers },
    });
    upload.on('response', (response) => (outcome.status = response.resume().statusCode));
    upload.on('error', () => undefined);
    upload.write(first);
    uploads.push(upload);
    return outcome;
  }

  it.each([
    ['of a length that is told', { 'content-length': 10_485_760 }, '{'],
    ['in chunks', { 'transfer-encoding': 'chunked' }, 'x'.repeat(10_000_000)],
  ])('%s fill no more than the share of their organization', async (_what, headers, first) => {
    const other = await stack.createOrganization();
    const event = { type: 'order.paid', data: {} };
    const begun = [1, 2, 3, 4].map(() => begin(headers, first));
    await eventually('one has no room', () => begun.some(({ status }) => status === 503));
    expect(begun.filter(({ status }) => status === undefined)).toHaveLength(3);
    // Its own small ones find room beside them, and others' large ones.
    expect((await acme.api.post(EVENTS, event)).status).toBe(202);
    const large = { type: 'order.paid', data: { text: 'x'.repeat(10_000_000) } };
    expect((await other.api.post(EVENTS, large)).status).toBe(202);
    for (const upload of uploads.splice(0)) upload.destroy();
    await eventually('there is room again', async () => {
      const again = await acme.api.post(EVENTS, large);
      return again.status === 202;
    });
  });
});
