import { request as httpRequest } from 'node:http';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { startTestStack, type TestOrganization, type TestStack } from '../helpers/stack';
import {
  countRows,
  countSignals,
  createEndpoint,
  ENDPOINTS,
  EVENTS,
  mistakes,
  publish,
} from './support';

const MEBIBYTE = 1_048_576;
const TOO_LARGE = {
  error: 'RequestBodyTooLarge',
  detail: 'The request body is larger than 10485760 bytes.',
};
const GOOD = JSON.stringify({ type: 'order.paid', data: {} });

let stack: TestStack;
let acme: TestOrganization;
let endpointId: string;
let rowsBefore: Record<string, number>;

beforeAll(async () => {
  stack = await startTestStack();
  acme = await stack.createOrganization();
  ({ id: endpointId } = await createEndpoint(acme.api));
  rowsBefore = await countRows(stack);
});
afterAll(() => stack.close());

/** Sends bytes as they are; fetch would not send all of these. */
function send(
  path: string,
  body: string | Uint8Array,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(
      stack.apiUrl + path,
      {
        method: 'POST',
        headers: {
          authorization: `Bearer ${acme.token}`,
          'content-type': 'application/json',
          ...headers,
        },
      },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            body: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

describe('refused, nothing stored and nothing signalled:', () => {
  afterEach(async () => {
    expect(await countRows(stack)).toEqual(rowsBefore);
  });
  afterAll(async () => {
    await stack.services.notifier.drain(2_000);
    expect(await countSignals(stack, endpointId)).toBe(0);
  });

  const deep = (levels: number) =>
    `{"type":"order.paid","data":{"a":${'['.repeat(levels)}${']'.repeat(levels)}}}`;

  it.each([
    ['a word', 'nonsense'],
    ['half an object', '{"type":"order.paid","data":{'],
    ['white space', '  \n '],
    ['a trailing comma', '{"type":"order.paid","data":{},}'],
    ['single quotes', "{'type':'order.paid'}"],
    ['two documents', `${GOOD}${GOOD}`],
    ['NaN', '{"type":"order.paid","data":{"a":NaN}}'],
    ['a bare NUL in a string', '{"type":"order.paid","data":{"a":"\u0000"}}'],
    ['a form', 'type=order.paid&data={}'],
    ['nested deeper than 500 levels', deep(501)],
    ['nested deeper than any stack', deep(1_000_000)],
    ['open brackets only', '['.repeat(1_000_000)],
  ])('%s is json_invalid', async (_what, body) => {
    const answer = await send(EVENTS, body);
    expect(answer.status).toBe(422);
    expect(JSON.parse(answer.body)).toEqual({
      error: 'RequestValidationError',
      detail: [
        {
          type: 'json_invalid',
          loc: expect.arrayContaining(['body']),
          msg: 'JSON decode error',
          input: {},
          ctx: { error: expect.stringMatching(/./) },
        },
      ],
    });
  });

  it('the place where the JSON breaks is told', async () => {
    const body = '{"type":"order.paid",}';
    const answer = await acme.api.post(EVENTS, body);
    expect(answer.body.detail[0].loc).toEqual(['body', body.indexOf('}')]);
  });

  it.each([
    ['broken UTF-8', Buffer.concat([Buffer.from('{"a":"'), Buffer.from([0xc3, 0x28, 0x22, 0x7d])])],
    [
      'UTF-16',
      Buffer.from(GOOD, 'utf16le'),
      { 'content-type': 'application/json; charset=utf-16' },
    ],
    ['Latin-1', Buffer.from(GOOD), { 'content-type': 'application/json; charset=latin1' }],
  ])('%s is json_invalid', async (_what, body, headers: Record<string, string> = {}) => {
    const answer = await send(EVENTS, body, headers);
    expect(answer.status).toBe(422);
    expect(JSON.parse(answer.body).detail[0].type).toBe('json_invalid');
  });

  it.each([
    ['gzip', gzipSync(GOOD)],
    ['gzip', gzipSync(Buffer.alloc(100 * MEBIBYTE, ' '))],
    ['deflate', deflateSync(GOOD)],
    ['br', brotliCompressSync(GOOD)],
    ['gzip, gzip', gzipSync(gzipSync(GOOD))],
    ['gzip', Buffer.from(GOOD)],
    ['zstd-x', Buffer.from(GOOD)],
  ])('compressed by %s is refused unread', async (encoding, body) => {
    const answer = await send(EVENTS, body, { 'content-encoding': encoding });
    expect([answer.status, JSON.parse(answer.body)]).toEqual([
      415,
      {
        error: 'UnsupportedMediaType',
        detail: 'The request body is compressed; send it as it is.',
      },
    ]);
  });

  it.each([
    ['a list', '[1]', [1]],
    ['a string', '"text"', 'text'],
    ['a number', '5', 5],
    ['null', 'null', null],
    ['true', 'true', true],
  ])('%s is no object', async (_what, body, input) => {
    for (const path of [EVENTS, `${EVENTS}/batch`, ENDPOINTS, `${ENDPOINTS}/${endpointId}/test`]) {
      const answer = await acme.api.post(path, body);
      expect([answer.status, answer.body.detail]).toEqual([
        422,
        [
          {
            type: 'model_attributes_type',
            loc: ['body'],
            msg: 'Input should be a valid dictionary or object to extract fields from',
            input,
          },
        ],
      ]);
    }
  });

  it.each([EVENTS, `${EVENTS}/batch`, ENDPOINTS])('no body at %s is missing', async (path) => {
    const answer = await acme.api.post(path);
    expect([answer.status, answer.body.detail]).toEqual([
      422,
      [{ type: 'missing', loc: ['body'], msg: 'Field required', input: null }],
    ]);
  });

  it('all mistakes of a body are told at once, each with its input', async () => {
    const body = { url: 5, format: 'xml', events: ['nope'], name: '\u0000', max_in_flight: 0 };
    const answer = await acme.api.post(ENDPOINTS, body);
    expect(answer.status).toBe(422);
    expect(answer.body.detail).toEqual([
      {
        type: 'string_type',
        loc: ['body', 'url'],
        msg: 'Input should be a valid string',
        input: 5,
      },
      expect.objectContaining({ type: 'value_error', loc: ['body', 'name'], input: '\u0000' }),
      {
        type: 'enum',
        loc: ['body', 'format'],
        msg: "Input should be 'raw', 'discord' or 'slack'",
        input: 'xml',
        ctx: { expected: "'raw', 'discord' or 'slack'" },
      },
      expect.objectContaining({ type: 'enum', loc: ['body', 'events', 0], input: 'nope' }),
      {
        type: 'greater_than_equal',
        loc: ['body', 'max_in_flight'],
        msg: 'Input should be greater than or equal to 1',
        input: 0,
        ctx: { ge: 1 },
      },
    ]);
    expect(answer.body.detail[3].msg).toContain("'order.paid'");
  });

  it('path and body are told together', async () => {
    const answer = await acme.api.patch(`${ENDPOINTS}/nonsense`, { name: 5 });
    expect(mistakes(answer)).toEqual(['uuid_parsing path.id', 'string_type body.name']);
  });

  it('five million wrong elements are one mistake', async () => {
    const events = `[${'1,'.repeat(4_999_999)}1]`;
    const path = `${ENDPOINTS}/${endpointId}`;
    const update = await acme.api.patch(path, `{"events":${events}}`);
    expect([update.status, mistakes(update)]).toEqual([422, ['too_long body.events']]);
    const batch = await acme.api.post(`${EVENTS}/batch`, `{"events":${events}}`);
    expect([batch.status, mistakes(batch)]).toEqual([422, ['too_long body.events']]);
  });

  describe('over 10,485,760 bytes', () => {
    const body = `{"type":"order.paid","data":{"a":"${'x'.repeat(11 * MEBIBYTE)}"}}`;
    const exact = (bytes: number) => {
      const empty = '{"type":"nope","data":{"a":""}}';
      return empty.replace('""', `"${'x'.repeat(bytes - empty.length)}"`);
    };

    it.each([EVENTS, `${EVENTS}/batch`, ENDPOINTS])('%s answers 413', async (path) => {
      const answer = await acme.api.post(path, body);
      expect([answer.status, answer.body]).toEqual([413, TOO_LARGE]);
    });

    it('the last byte decides', async () => {
      expect((await acme.api.post(EVENTS, exact(10_485_760))).status).toBe(422);
      expect((await acme.api.post(EVENTS, exact(10_485_761))).status).toBe(413);
    });

    it('without a length too', async () => {
      const answer = await send(EVENTS, body, { 'transfer-encoding': 'chunked' });
      expect([answer.status, JSON.parse(answer.body)]).toEqual([413, TOO_LARGE]);
    });

    it('without a token it is 401, before anything is read', async () => {
      const answer = await send(EVENTS, body, { authorization: '' });
      expect(answer.status).toBe(401);
    });
  });
});

describe('accepted:', () => {
  it.each([
    ['without a content type', Buffer.from(GOOD), { 'content-type': '' }],
    ['as text', Buffer.from(GOOD), { 'content-type': 'text/plain' }],
    ['that says it is not compressed', Buffer.from(GOOD), { 'content-encoding': 'identity' }],
    ['with a byte order mark', Buffer.from(`\uFEFF${GOOD}`), {}],
  ])('%s', async (_what, body, headers) => {
    const answer = await send(EVENTS, body, headers);
    expect(answer.status).toBe(202);
    const [{ id }] = JSON.parse(answer.body).webhook_events;
    expect((await acme.api.get(`${EVENTS}/${id}`)).body.payload).toMatch(/,"data":\{\}\}$/);
  });

  it('control characters and lone surrogates inside data, which are its own affair', async () => {
    const data = { 'k\u0000': 'a\u0000\u001b\ud800\u2028' };
    const [{ id }] = (await publish(acme.api, { data })).webhook_events;
    const { payload } = (await acme.api.get(`${EVENTS}/${id}`)).body;
    expect(JSON.parse(payload).data).toEqual(data);
  });
});
