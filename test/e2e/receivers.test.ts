import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { eventually } from '../helpers/eventually';
import { answer, TestReceiver, type Respond } from '../helpers/receiver';
import { selfSigned } from '../helpers/self-signed';
import { startTestStack, type TestOrganization, type TestStack } from '../helpers/stack';
import { OK, TcpReceiver, writeForever, type Misbehave } from '../helpers/tcp-receiver';

const TIMEOUT_MS = 500;
const TYPE = 'order.created';
const SECRET = 'a-secret-that-no-row-may-ever-hold-in-plain';

interface DeliveryItem {
  succeeded: boolean;
  http_code: number | null;
  response: string | null;
  stage: string | null;
  attempt: number;
  duration_ms: number;
  webhook_event: { id: string };
}

describe('deliveries to receivers of all kinds', () => {
  let stack: TestStack;
  let acme: TestOrganization;
  const closing: (() => Promise<unknown>)[] = [];

  beforeAll(async () => {
    stack = await startTestStack({
      worker: true,
      environment: { DELIVERY_TIMEOUT_MS: String(TIMEOUT_MS) },
    });
  });

  beforeEach(async () => {
    // An organization of its own for each test: what is published reaches its endpoints alone.
    acme = await stack.createOrganization();
  });

  afterEach(async () => {
    // Without the endpoint no retry outlives its receiver.
    await stack.admin.call('DELETE', `/v1/organizations/${acme.id}`);
    for (const close of closing.splice(0)) await close();
  });

  afterAll(() => stack.close());

  async function endpointTo(url: string, more: Record<string, unknown> = {}): Promise<string> {
    const body = { url, format: 'raw', events: [TYPE], secret: SECRET, ...more };
    const created = await acme.api.post('/v1/webhooks/endpoints', body);
    expect(created.status).toBe(201);
    return created.body.id as string;
  }

  /** @returns the ids of the events, in the order of publishing */
  async function publish(count = 1): Promise<string[]> {
    const events = Array.from({ length: count }, (_, index) => ({ type: TYPE, data: { index } }));
    const answered = await acme.api.post('/v1/webhooks/events/batch', { events });
    expect(answered.status).toBe(202);
    return (answered.body.events as { webhook_events: { id: string }[] }[]).map(
      ({ webhook_events }) => webhook_events[0]!.id,
    );
  }

  /** Deliveries of an endpoint, the oldest first, once there are enough. */
  const deliveriesTo = (endpointId: string, count = 1): Promise<DeliveryItem[]> =>
    eventually(`${count} deliveries`, async () => {
      const { body } = await acme.api.get(
        `/v1/webhooks/deliveries?endpoint_id=${endpointId}&limit=100`,
      );
      const items = body.items as DeliveryItem[];
      return items.length >= count ? items.reverse() : undefined;
    });

  const event = async (id: string) => (await acme.api.get(`/v1/webhooks/events/${id}`)).body;

  /** Publishes one event to one receiver and returns what the log says of its first attempt. */
  async function deliverTo(url: string) {
    const endpointId = await endpointTo(url);
    const [id] = await publish();
    const [delivery] = await deliveriesTo(endpointId);
    return { endpointId, id: id!, delivery: delivery!, event: await event(id!) };
  }

  async function http(respond: Respond): Promise<TestReceiver> {
    const receiver = await TestReceiver.start(respond);
    closing.push(() => receiver.close());
    return receiver;
  }

  async function tcp(misbehave: Misbehave): Promise<TcpReceiver> {
    const receiver = await TcpReceiver.start(misbehave);
    closing.push(() => receiver.close());
    return receiver;
  }

  const PENDING = { status: 'pending', succeeded: null, skipped: false, attempts: 1 };

  it.each([200, 201, 204, 299])('%i: delivered', async (status) => {
    const receiver = await http(answer(status, {}, status === 204 ? '' : 'fine'));
    const { id, delivery, event } = await deliverTo(receiver.url());
    expect(delivery).toMatchObject({
      succeeded: true,
      http_code: status,
      response: status === 204 ? '' : 'fine',
      stage: null,
      attempt: 1,
      webhook_event: { id, succeeded: true, last_http_code: status },
    });
    expect(event).toMatchObject({
      status: 'succeeded',
      attempts: 1,
      last_http_code: status,
      next_attempt_at: null,
    });
    expect(receiver.received).toHaveLength(1);
  });

  it.each([301, 302, 303, 307, 308])('%i: a failure; the target gets nothing', async (status) => {
    const target = await http(answer(200));
    const receiver = await http(answer(status, { location: target.url('/other') }));
    const { delivery, event } = await deliverTo(receiver.url());
    expect(delivery).toMatchObject({ succeeded: false, http_code: status, stage: 'status' });
    expect(event).toMatchObject({ ...PENDING, last_http_code: status });
    expect(target.received).toEqual([]);
  });

  it.each([400, 404, 500])('%i: to be tried again in about 5 s', async (status) => {
    const receiver = await http(answer(status, {}, 'sorry'));
    const { delivery, event } = await deliverTo(receiver.url());
    expect(delivery).toMatchObject({
      succeeded: false,
      http_code: status,
      response: 'sorry',
      stage: 'status',
    });
    expect(event).toMatchObject({ ...PENDING, last_http_code: status });
    const wait = Date.parse(event.next_attempt_at as string) - Date.now();
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThan(5_600);
  });

  it('410: the endpoint is disabled at once, the event failed and what waits is skipped', async () => {
    const receiver = await http(answer(410));
    const endpointId = await endpointTo(receiver.url());
    const ids = await publish(3);
    await eventually('disabled', async () => {
      const { body } = await acme.api.get(`/v1/webhooks/endpoints/${endpointId}`);
      return body.enabled === false && body.disabled_reason === 'gone';
    });
    const [first, ...later] = await Promise.all(ids.map(event));
    expect(first).toMatchObject({ status: 'failed', succeeded: false, last_http_code: 410 });
    for (const one of later) {
      expect(one).toMatchObject({ status: 'skipped', skipped: true, attempts: 0 });
    }
    expect(receiver.received).toHaveLength(1);
    expect(await deliveriesTo(endpointId)).toHaveLength(1);
  });

  it.each<[string, number | null, Misbehave]>([
    ['hangs before its answer', null, () => undefined],
    [
      'hangs in the body',
      200,
      ({ socket }) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nab'),
    ],
    [
      'drips its body',
      200,
      ({ socket }) => {
        socket.write('HTTP/1.1 200 OK\r\ncontent-length: 9999\r\n\r\n');
        writeForever(socket, 'a', 20);
      },
    ],
    [
      'drips its headers',
      null,
      ({ socket }) => {
        socket.write('HTTP/1.1 200 OK\r\n');
        writeForever(socket, 'x-a: b\r\n', 20);
      },
    ],
  ])('a receiver that %s: timeout', async (_name, httpCode, misbehave) => {
    const receiver = await tcp(misbehave);
    const { delivery, event } = await deliverTo(receiver.url());
    expect(delivery).toMatchObject({
      succeeded: false,
      http_code: httpCode,
      stage: 'timeout',
      response: 'No complete answer came in time.',
    });
    expect(delivery.duration_ms).toBeGreaterThanOrEqual(TIMEOUT_MS - 20);
    // Not for as long as it drips or hangs, that is for ever.
    expect(delivery.duration_ms).toBeLessThan(TIMEOUT_MS + 5_000);
    expect(event).toMatchObject({ ...PENDING, last_http_code: httpCode });
  });

  it.each<[string, string, number | null, Misbehave]>([
    ['resets the connection', 'request', null, ({ socket }) => socket.resetAndDestroy()],
    ['closes without an answer', 'request', null, ({ socket }) => socket.end()],
    [
      'closes in the middle of the body',
      'response',
      201,
      ({ socket }) => socket.end('HTTP/1.1 201 Created\r\ncontent-length: 9\r\n\r\nab'),
    ],
    ['speaks no HTTP', 'response', null, ({ socket }) => socket.end('220 mail.example ESMTP\r\n')],
    [
      'sends a bomb of headers',
      'response',
      null,
      ({ socket }) => socket.end(`HTTP/1.1 200 OK\r\nx: ${'a'.repeat(1_000_000)}\r\n\r\n`),
    ],
  ])('a receiver that %s: %s', async (_name, stage, httpCode, misbehave) => {
    const receiver = await tcp(misbehave);
    const { delivery, event } = await deliverTo(receiver.url());
    expect(delivery).toMatchObject({ succeeded: false, http_code: httpCode, stage });
    expect(event).toMatchObject(PENDING);
  });

  it('a closed port: connect', async () => {
    const receiver = await TcpReceiver.start(() => undefined);
    const url = receiver.url();
    await receiver.close();
    expect((await deliverTo(url)).delivery).toMatchObject({
      http_code: null,
      stage: 'connect',
      response: 'No connection could be made. (ECONNREFUSED)',
    });
  });

  it('a certificate that is not trusted: tls', async () => {
    const received: unknown[] = [];
    const server = createHttpsServer(selfSigned(), (request, response) => {
      received.push(request);
      response.end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    closing.push(() => new Promise((resolve) => server.close(resolve)));
    const url = `https://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    const { delivery } = await deliverTo(url);
    expect(delivery).toMatchObject({ succeeded: false, http_code: null, stage: 'tls' });
    expect(received).toEqual([]);
  });

  it('plain HTTP behind an https URL: tls', async () => {
    const receiver = await http(answer(200));
    const { delivery } = await deliverTo(receiver.url().replace('http:', 'https:'));
    expect(delivery).toMatchObject({ succeeded: false, http_code: null, stage: 'tls' });
    expect(receiver.received).toEqual([]);
  });

  it.each<[string, string | Buffer, string]>([
    ['5 MB', 'é'.repeat(2_500_000), 'é'.repeat(2_048)],
    ['NULs', 'a\0\0b', 'ab'],
    [
      'invalid UTF-8',
      Buffer.from([0x61, 0xc3, 0x28, 0xed, 0xa0, 0x80, 0x62]),
      'a\ufffd(\ufffd\ufffd\ufffdb',
    ],
    ['emoji across the cut', `x${'😀'.repeat(2_000)}`, `x${'😀'.repeat(1_023)}\ufffd`],
    ['control characters and quotes', '\u0001\u001b[31m"\'\\\r\n', '\u0001\u001b[31m"\'\\\r\n'],
  ])('an answer of %s is kept as text of at most 2,048 characters', async (_name, body, kept) => {
    const receiver = await http((_received, response) => response.writeHead(200).end(body));
    const { delivery, endpointId } = await deliverTo(receiver.url());
    expect(delivery).toMatchObject({ succeeded: true, http_code: 200, response: kept });
    await publish();
    expect((await deliveriesTo(endpointId, 2))[1]).toMatchObject({ succeeded: true });
  });

  it('an endless answer: its start is kept and the next delivery works', async () => {
    const receiver = await tcp(({ socket }) => {
      socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n');
      writeForever(socket, `10000\r\n${'a'.repeat(65_536)}\r\n`, 1);
    });
    const before = process.memoryUsage().rss;
    const { delivery, endpointId } = await deliverTo(receiver.url());
    expect(delivery).toMatchObject({ succeeded: true, response: 'a'.repeat(2_048) });
    expect(delivery.duration_ms).toBeLessThan(TIMEOUT_MS);
    await eventually('it is read no further', () => receiver.requests[0]?.socket.destroyed);
    expect(process.memoryUsage().rss - before).toBeLessThan(100_000_000);
    receiver.misbehaveWith(({ socket }) => socket.write(OK));
    await publish();
    expect((await deliveriesTo(endpointId, 2))[1]).toMatchObject({ response: 'ok' });
  });

  it('a compressed answer is never unpacked', async () => {
    const bomb = gzipSync(Buffer.alloc(20_000_000, 'a'));
    const receiver = await http((_received, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
    );
    const { delivery } = await deliverTo(receiver.url());
    expect(delivery.succeeded).toBe(true);
    expect(delivery.response).not.toContain('aaaa');
    expect(delivery.response!.length).toBeLessThanOrEqual(2_048);
  });

  it('a kept connection that the receiver closes between deliveries costs no attempt', async () => {
    const receiver = await tcp(({ socket, request }) => {
      if (request === 1) socket.write(OK);
      else socket.resetAndDestroy();
    });
    const endpointId = await endpointTo(receiver.url(), { max_in_flight: 4 });
    for (let round = 1; round <= 5; round += 1) {
      await publish(8);
      await deliveriesTo(endpointId, 8 * round);
    }
    const deliveries = await deliveriesTo(endpointId, 40);
    expect(deliveries.filter(({ succeeded }) => !succeeded)).toEqual([]);
    expect(deliveries).toHaveLength(40);
    expect(receiver.requests.length).toBeGreaterThan(40);
  });

  it('first attempts leave in the order of publishing, past failures too', async () => {
    const receiver = await http((received, response, request) =>
      answer(received.body.includes('"index":4') ? 500 : 200)(received, response, request),
    );
    const endpointId = await endpointTo(receiver.url());
    const ids = await publish(10);
    const deliveries = await deliveriesTo(endpointId, 10);
    expect(receiver.firstArrivals()).toEqual(ids);
    expect(deliveries.filter(({ attempt }) => attempt === 1)).toHaveLength(10);
    expect(await event(ids[4]!)).toMatchObject(PENDING);
    expect(await event(ids[9]!)).toMatchObject({ status: 'succeeded' });
  });

  it('payloads of every size arrive whole and in order, and again where they failed', async () => {
    const sizes = [10, 65_536, 10, 200_000, 2_000_000, 10, 65_300, 10];
    let failures = 1;
    const receiver = await http((received, response, request) => {
      const fails = received.body.length > 1_000_000 && failures-- > 0;
      answer(fails ? 500 : 200)(received, response, request);
    });
    const endpointId = await endpointTo(receiver.url());
    const events = sizes.map((size, index) => ({
      type: TYPE,
      data: { index, text: 'ü'.repeat(size / 2) },
    }));
    const { body } = await acme.api.post('/v1/webhooks/events/batch', { events });
    const ids = (body.events as { webhook_events: [{ id: string }] }[]).map(
      ({ webhook_events: [{ id }] }) => id,
    );
    // The large one comes again after 5 s.
    const deliveries = await deliveriesTo(endpointId, sizes.length + 1);
    expect(deliveries.filter(({ succeeded }) => succeeded)).toHaveLength(sizes.length);
    expect(receiver.received.map(({ id }) => id)).toEqual([...ids, ids[4]]);
    for (const { id, body: sent } of receiver.received) {
      const { data } = JSON.parse(sent) as { data: unknown };
      expect(data).toEqual(events[ids.indexOf(id)]!.data);
    }
  });

  it('max_in_flight overlaps, to its bound and no further, and starts in order', async () => {
    const waiting: (() => void)[] = [];
    let most = 0;
    let underWay = 0;
    const receiver = await http((received, response, request) => {
      underWay += 1;
      most = Math.max(most, underWay);
      waiting.push(() => {
        underWay -= 1;
        answer(200)(received, response, request);
      });
      // None is answered before as many have come as may be under way.
      if (waiting.length === 4) waiting.splice(0).forEach((respond) => respond());
    });
    await endpointTo(receiver.url(), { max_in_flight: 4 });
    const ids = await publish(20);
    await eventually('all have arrived', () => receiver.received.length === 20);
    expect(most).toBe(4);
    const arrivals = receiver.firstArrivals();
    expect(new Set(arrivals)).toEqual(new Set(ids));
    // Over several connections arrival may differ by those that are under way together.
    arrivals.forEach((id, index) => {
      expect(Math.abs(ids.indexOf(id) - index)).toBeLessThan(4);
    });
  });

  it('one endpoint that hangs slows no other', async () => {
    const hanging = await tcp(() => undefined);
    const quick = await http(answer(200));
    await endpointTo(hanging.url());
    const quickId = await endpointTo(quick.url());
    const latencies: number[] = [];
    for (let index = 0; index < 20; index += 1) {
      const published = Date.now();
      await publish();
      await eventually('arrived', () => quick.received.length === index + 1);
      latencies.push(quick.received[index]!.at - published);
    }
    expect(hanging.requests.length).toBeGreaterThan(0);
    const p95 = latencies.sort((a, b) => a - b)[18]!;
    expect(p95).toBeLessThan(TIMEOUT_MS);
    const deliveries = await deliveriesTo(quickId, 20);
    expect(deliveries.every(({ succeeded }) => succeeded)).toBe(true);
  });

  it('custom headers arrive beside ours, and stay sealed in the database', async () => {
    const receiver = await http(answer(200));
    const endpointId = await endpointTo(receiver.url('/path?query=1'), {
      headers: { Authorization: 'Bearer of-the-receiver', 'x-tenant': '7' },
    });
    const [id] = await publish();
    await deliveriesTo(endpointId);
    const [{ path, headers, body }] = receiver.received as [TestReceiver['received'][0]];
    expect(path).toBe('/path?query=1');
    expect(headers).toEqual({
      host: `127.0.0.1:${receiver.port}`,
      connection: 'keep-alive',
      'user-agent': 'signalpost',
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
      authorization: 'Bearer of-the-receiver',
      'x-tenant': '7',
      'webhook-id': id,
      'webhook-timestamp': expect.stringMatching(/^\d{10}$/) as string,
      'webhook-signature': expect.stringMatching(/^v1,\S{44}( v1,\S{44})*$/) as string,
    });
  });

  it('no row and no history holds a secret or a header in plain', async () => {
    const receiver = await http(answer(500));
    const endpointId = await endpointTo(receiver.url(), {
      headers: { 'x-key': 'of-the-receiver' },
    });
    const [id] = await publish();
    await deliveriesTo(endpointId);
    const { rows } = await stack.pool.query<{ text: string }>(
      `select p::text as text from webhook_endpoints p
       union all select d::text from webhook_deliveries d
       union all select e::text from webhook_events e`,
    );
    const handle = stack.temporal.workflow.getHandle(`endpoint/${endpointId}`);
    const historyText = await eventually('the event is in the history', async () => {
      // Temporal's payloads are bytes, which JSON has as base64.
      const text = JSON.stringify(await handle.fetchHistory(), (key, value: unknown) =>
        key === 'data' && typeof value === 'string'
          ? Buffer.from(value, 'base64').toString()
          : value,
      );
      return text.includes(id ?? '') && text;
    });
    const texts = [...rows.map(({ text }) => text), historyText];
    for (const text of texts) {
      expect(text).not.toContain(SECRET);
      expect(text).not.toContain('of-the-receiver');
    }
  });
});
