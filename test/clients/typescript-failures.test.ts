import {
  ConflictError,
  ConnectionFailedError,
  InsufficientScopeError,
  NotFoundError,
  RateLimitError,
  ServiceUnavailableError,
  Signalpost,
  SignalpostError,
  UnauthorizedError,
  ValidationError,
} from 'signalpost';
import { UNKNOWN_ID } from '../api/support';
import { findFreePort } from '../../dev/ports';
import { startTestStack, type TestOrganization, type TestStack } from '../helpers/stack';
import { FaultyProxy } from './faulty-proxy';

/** Calls that one token may make in a minute: enough for the admin's, which creates an organization for each test. */
const CALLS_PER_MINUTE = 80;
const ENDPOINT = { url: 'https://example.com/', format: 'raw', events: ['order.paid'] } as const;
const EVENT = { type: 'order.paid', data: { id: '1' } } as const;
const BUSY = { status: 429, headers: { 'retry-after': '1' } };
const AWAY = {
  status: 503,
  headers: { 'content-type': 'application/json' },
  body: '{"error":"ServiceUnavailable","detail":"Nothing was stored."}',
};

/** After these nobody knows whether the call was made. */
const UNKNOWN_OUTCOMES = [
  ['503', AWAY],
  ['a lost answer', 'lost answer'],
] as const;

let stack: TestStack;
let proxy: FaultyProxy;
let acme: TestOrganization;

beforeAll(async () => {
  stack = await startTestStack({
    environment: { RATE_LIMIT_CALLS_PER_MINUTE: String(CALLS_PER_MINUTE) },
  });
  proxy = await FaultyProxy.start(stack.apiUrl);
});
afterAll(async () => {
  await stack.close();
  await proxy.close();
});
beforeEach(async () => {
  acme = await stack.createOrganization();
  proxy.failNext();
});

const connect = (options: Partial<ConstructorParameters<typeof Signalpost>[0]> = {}) =>
  new Signalpost({ accessToken: acme.token, serverUrl: proxy.url, ...options });

/** What a call is rejected with. */
async function failureOf(call: Promise<unknown>): Promise<SignalpostError> {
  const error: unknown = await call.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof SignalpostError) return error;
  throw new Error(`no SignalpostError, but ${String(error)}`);
}

const rows = async () => {
  const { rows } = await stack.pool.query(
    'select id from webhook_messages where organization_id = $1',
    [acme.id],
  );
  return rows.length;
};

describe('errors of the API', () => {
  it('401', async () => {
    const error = await failureOf(connect({ accessToken: 'sp_oat_unknown' }).webhooks.list());
    expect(error).toBeInstanceOf(UnauthorizedError);
    expect(error).toMatchObject({
      name: 'UnauthorizedError',
      status: 401,
      code: 'invalid_token',
      message: expect.stringContaining('expired, revoked'),
      body: { error: 'invalid_token' },
    });
  });

  it('403', async () => {
    const { token } = await new Signalpost({
      accessToken: stack.config.adminToken,
      serverUrl: proxy.url,
    }).organizations.tokens.create(acme.id, { name: 'reader', scopes: ['webhooks:read'] });
    const error = await failureOf(connect({ accessToken: token }).webhooks.create(ENDPOINT));
    expect(error).toBeInstanceOf(InsufficientScopeError);
    expect(error).toMatchObject({ status: 403, code: 'insufficient_scope' });
  });

  it('404', async () => {
    const error = await failureOf(connect().events.get(UNKNOWN_ID));
    expect(error).toBeInstanceOf(NotFoundError);
    expect(error).toMatchObject({ status: 404, code: 'ResourceNotFound', message: 'Not found' });
  });

  it('409', async () => {
    const client = connect();
    const { id } = await client.webhooks.create(ENDPOINT);
    await client.webhooks.update(id, { enabled: false });
    const error = await failureOf(client.webhooks.test(id));
    expect(error).toBeInstanceOf(ConflictError);
    expect(error).toMatchObject({ status: 409, code: 'Conflict' });
  });

  it('422, with every mistake', async () => {
    const bad = { ...ENDPOINT, url: 'ftp://example.com/', maxInFlight: 0 };
    const error = await failureOf(connect().webhooks.create(bad));
    expect(error).toBeInstanceOf(ValidationError);
    expect(error).toMatchObject({
      status: 422,
      code: 'RequestValidationError',
      mistakes: [
        { type: 'value_error', loc: ['body', 'url'], input: 'ftp://example.com/' },
        { type: 'greater_than_equal', loc: ['body', 'max_in_flight'], input: 0, ctx: { ge: 1 } },
      ],
    });
    expect(error.message).toMatch(/^body\.url: .*; body\.max_in_flight: .*1$/);
  });

  it('429, when the limit of the token is reached', async () => {
    const client = connect({ retries: 0 });
    for (let call = 0; call < CALLS_PER_MINUTE; call += 1) await client.webhooks.list();
    const error = await failureOf(client.webhooks.list());
    expect(error).toBeInstanceOf(RateLimitError);
    expect(error).toMatchObject({ status: 429, code: 'TooManyRequests', body: undefined });
    const seconds = error instanceof RateLimitError ? error.retryAfterSeconds : undefined;
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
  });

  it('503', async () => {
    proxy.failNext({ ...AWAY, headers: { ...AWAY.headers, 'retry-after': '7' } });
    const error = await failureOf(connect({ retries: 0 }).webhooks.list());
    expect(error).toBeInstanceOf(ServiceUnavailableError);
    expect(error).toMatchObject({
      status: 503,
      code: 'ServiceUnavailable',
      message: 'Nothing was stored.',
      retryAfterSeconds: 7,
    });
  });
});

describe('retries', () => {
  it('wait as long as Retry-After says, and give the answer', async () => {
    proxy.failNext(BUSY, BUSY);
    expect((await connect().webhooks.list()).items).toEqual([]);
    const [first, second, third, ...more] = proxy.passed.map(({ at }) => at);
    expect(second! - first!).toBeGreaterThanOrEqual(990);
    expect(third! - second!).toBeGreaterThanOrEqual(990);
    expect(more).toEqual([]);
  });

  it('wait until a date that Retry-After names', async () => {
    const date = new Date(Date.now() + 2_000).toUTCString();
    proxy.failNext({ status: 503, headers: { 'retry-after': date } });
    await connect().webhooks.list();
    // Whole seconds, so at least one of the two.
    expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(date));
  });

  it('come after 429 for every call: nothing was done', async () => {
    proxy.failNext(BUSY);
    const client = connect();
    const { id } = await client.webhooks.create(ENDPOINT);
    expect(proxy.passed).toHaveLength(2);
    expect((await client.webhooks.list()).items).toMatchObject([{ id }]);
    proxy.failNext(BUSY);
    await client.events.publish({ ...EVENT, idempotencyKey: null });
    expect(proxy.passed).toHaveLength(2);
    expect(await rows()).toBe(1);
  });

  it.each(UNKNOWN_OUTCOMES)('come after %s for what does nothing further', async (_, fault) => {
    const client = connect();
    const { id } = await client.webhooks.create(ENDPOINT);
    proxy.failNext(fault);
    expect(await client.webhooks.update(id, { name: 'shop' })).toMatchObject({ name: 'shop' });
    expect(proxy.passed.map(({ method }) => method)).toEqual(['PATCH', 'PATCH']);
    // After a lost answer there is nothing left: that is success too.
    proxy.failNext(fault);
    await client.webhooks.delete(id);
    expect(proxy.passed.map(({ method }) => method)).toEqual(['DELETE', 'DELETE']);
    expect(await failureOf(client.webhooks.delete(id))).toBeInstanceOf(NotFoundError);
  });

  it.each(UNKNOWN_OUTCOMES)('do not come after %s for what may be done twice', async (_, fault) => {
    const client = connect();
    const endpoint = await client.webhooks.create(ENDPOINT);
    const { webhookEvents } = await client.events.publish(EVENT);
    const calls = [
      () => client.webhooks.create(ENDPOINT),
      () => client.webhooks.resetSecret(endpoint.id),
      () => client.webhooks.redeliver(webhookEvents[0]!.id),
      () => client.webhooks.test(endpoint.id),
      () => client.webhooks.recover(endpoint.id, new Date()),
      () => client.eventTypes.create({ name: 'own.type', description: 'Own.' }),
      () => client.events.publish({ ...EVENT, idempotencyKey: null }),
      () => client.events.publishBatch([EVENT], { idempotencyKey: null }),
    ];
    for (const call of calls) {
      proxy.failNext(fault);
      expect(await failureOf(call())).toBeInstanceOf(
        fault === AWAY ? ServiceUnavailableError : ConnectionFailedError,
      );
      expect(proxy.passed).toHaveLength(1);
    }
    expect((await client.webhooks.list()).items).toHaveLength(fault === AWAY ? 1 : 2);
  });

  it('end after as many as are asked for', async () => {
    proxy.failNext(AWAY, AWAY);
    const error = await failureOf(connect({ retries: 1 }).webhooks.list());
    expect(error).toBeInstanceOf(ServiceUnavailableError);
    expect(proxy.passed).toHaveLength(2);
  });

  it('do not come when the wait is longer than a minute, or the error does not pass', async () => {
    proxy.failNext({ status: 429, headers: { 'retry-after': '61' } });
    const error = await failureOf(connect().webhooks.list());
    expect(error).toMatchObject({ status: 429, retryAfterSeconds: 61 });
    proxy.failNext({ status: 500 });
    expect(await failureOf(connect().webhooks.list())).toMatchObject({
      status: 500,
      code: 'InternalServerError',
    });
    expect(proxy.passed).toHaveLength(1);
  });

  it('of a publishing carry one key, so that a lost answer does not publish twice', async () => {
    proxy.failNext('lost answer', AWAY, BUSY);
    const client = connect({ retries: 3 });
    const message = await client.events.publish(EVENT);
    const keys = proxy.passed.map(({ headers }) => headers['idempotency-key']);
    expect(keys).toHaveLength(4);
    expect(new Set(keys).size).toBe(1);
    expect(await rows()).toBe(1);
    const { id } = await client.events.publish(EVENT);
    expect(id).not.toBe(message.id);

    proxy.failNext('lost answer');
    const messages = await client.events.publishBatch([EVENT, EVENT]);
    expect(messages).toHaveLength(2);
    expect(await rows()).toBe(4);
  });
});

describe('no answer', () => {
  it('within the time is an error with the code timeout', async () => {
    proxy.failNext('silence', 'silence');
    const error = await failureOf(connect({ timeoutMs: 500, retries: 1 }).webhooks.list());
    expect(error).toBeInstanceOf(ConnectionFailedError);
    expect(error).toMatchObject({ status: 0, code: 'timeout', body: undefined });
    expect(error.message).toBe(`${proxy.url} did not answer in time.`);
    expect(proxy.passed).toHaveLength(2);
  });

  it('because nobody listens is an error with the cause', async () => {
    const serverUrl = `http://127.0.0.1:${await findFreePort()}`;
    const error = await failureOf(connect({ serverUrl, retries: 0 }).webhooks.list());
    expect(error).toMatchObject({ status: 0, code: 'connection_failed' });
    expect(error.cause).toMatchObject({ cause: { code: 'ECONNREFUSED' } });
  });

  it('of the API but of something else is an error', async () => {
    const page = { status: 200, headers: { 'content-type': 'text/html' }, body: '<h1>Hello</h1>' };
    proxy.failNext(page);
    expect(await failureOf(connect().webhooks.list())).toMatchObject({
      status: 200,
      code: 'unexpected_answer',
      body: '<h1>Hello</h1>',
    });
    proxy.failNext({ ...page, status: 418 });
    expect(await failureOf(connect().webhooks.list())).toMatchObject({
      name: 'SignalpostError',
      status: 418,
      code: 'http_418',
      body: '<h1>Hello</h1>',
    });
  });
});

describe('options', () => {
  afterEach(() => {
    delete process.env.SIGNALPOST_ACCESS_TOKEN;
    delete process.env.SIGNALPOST_SERVER_URL;
  });

  it('come from the environment where they are left out', async () => {
    process.env.SIGNALPOST_ACCESS_TOKEN = acme.token;
    process.env.SIGNALPOST_SERVER_URL = proxy.url;
    expect((await new Signalpost().webhooks.list()).items).toEqual([]);
    expect(proxy.passed[0]!.headers).toMatchObject({
      authorization: `Bearer ${acme.token}`,
      'user-agent': expect.stringMatching(/^signalpost-typescript\/\d+\.\d+\.\d+$/),
    });
  });

  it('are required', () => {
    expect(() => new Signalpost()).toThrow('accessToken is missing, and so is SIGNALPOST_');
    process.env.SIGNALPOST_ACCESS_TOKEN = 'token';
    expect(() => new Signalpost()).toThrow('serverUrl is missing, and so is SIGNALPOST_');
    expect(() => new Signalpost({ serverUrl: 'signalpost' })).toThrow('serverUrl is no URL');
  });

  it('take a fetch of the caller’s', async () => {
    const urls: unknown[] = [];
    const client = connect({
      fetch: (url, init) => {
        urls.push(url);
        return fetch(url, init);
      },
    });
    await client.eventTypes.get('order.paid');
    expect(urls).toEqual([`${proxy.url}/v1/webhooks/event-types/order.paid`]);
  });
});
