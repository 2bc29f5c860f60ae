import { createServer as createHttpsServer } from 'node:https';
import { createServer as createTcpServer, type AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { OwnFailure } from '../../src/activities/own-failure';
import { parseRetryAfter } from '../../src/activities/exchange';
import { createSender, type Sender } from '../../src/activities/sender';
import { eventually } from '../helpers/eventually';
import { answer, TestReceiver } from '../helpers/receiver';
import { selfSigned } from '../helpers/self-signed';
import { OK, TcpReceiver, writeForever, type Misbehave } from '../helpers/tcp-receiver';

const TIMEOUT_MS = 400;
/** What a time-out may take beyond its time on a machine that is busy with other tests. */
const LATENESS_MS = 1_000;

describe('the sender', () => {
  let sender: Sender;
  const closing: (() => Promise<unknown>)[] = [];

  beforeEach(() => {
    sender = createSender({ allowLoopback: true, timeoutMs: TIMEOUT_MS, connectionsPerOrigin: 20 });
  });

  afterEach(async () => {
    await sender.close();
    for (const close of closing.splice(0)) await close();
  });

  const post = (url: string, body = '{}') =>
    sender.send({ url, owner: 'acme', headers: { 'x-own': '1' }, body });

  async function tcp(misbehave: Misbehave): Promise<TcpReceiver> {
    const receiver = await TcpReceiver.start(misbehave);
    closing.push(() => receiver.close());
    return receiver;
  }

  const writing = (text: string | Buffer) =>
    tcp(({ socket }) => {
      socket.end(text);
    });

  it.each([200, 201, 202, 204, 299])('%i is a success', async (status) => {
    const receiver = await TestReceiver.start(answer(status));
    closing.push(() => receiver.close());
    expect(await post(receiver.url('/a?b=%20c'))).toMatchObject({
      succeeded: true,
      httpCode: status,
      stage: null,
      response: '',
      retryAfterSeconds: null,
    });
    expect(receiver.received[0]).toMatchObject({
      path: '/a?b=%20c',
      body: '{}',
      headers: { 'user-agent': 'signalpost', 'x-own': '1', 'content-length': '2' },
    });
  });

  it.each([300, 301, 302, 303, 304, 307, 308, 400, 401, 404, 410, 429, 500, 503, 599])(
    '%i is a failure at stage status, and not followed',
    async (status) => {
      const target = await TestReceiver.start();
      const receiver = await TestReceiver.start(answer(status, { location: target.url() }, 'no'));
      closing.push(
        () => receiver.close(),
        () => target.close(),
      );
      expect(await post(receiver.url())).toMatchObject({
        succeeded: false,
        httpCode: status,
        stage: 'status',
        response: status === 304 ? '' : 'no',
      });
      expect(target.received).toEqual([]);
      expect(receiver.received).toHaveLength(1);
    },
  );

  it('goes on over provisional answers', async () => {
    const receiver = await writing(
      'HTTP/1.1 102 Processing\r\n\r\nHTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n' + OK,
    );
    expect(await post(receiver.url())).toMatchObject({ httpCode: 200, response: 'ok' });
  });

  it('sends the very bytes, whatever is in them', async () => {
    const body = '{"a":"ü \\u0000 😀 \u2028","b":12345678901234567890}';
    const receiver = await TestReceiver.start();
    closing.push(() => receiver.close());
    await post(receiver.url(), body);
    expect(receiver.received[0]?.body).toBe(body);
    expect(receiver.received[0]?.headers['content-length']).toBe(String(Buffer.byteLength(body)));
  });

  describe('names the stage of a failure', () => {
    it('connect: the port is closed', async () => {
      const receiver = await writing(OK);
      const url = receiver.url();
      await receiver.close();
      closing.splice(0);
      expect(await post(url)).toMatchObject({
        succeeded: false,
        httpCode: null,
        stage: 'connect',
        response: 'No connection could be made. (ECONNREFUSED)',
      });
    });

    it('tls: the certificate is not trusted', async () => {
      const server = createHttpsServer(selfSigned(), (_request, response) => response.end('ok'));
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      closing.push(() => new Promise((resolve) => server.close(resolve)));
      const { port } = server.address() as AddressInfo;
      expect(await post(`https://127.0.0.1:${port}/`)).toMatchObject({
        httpCode: null,
        stage: 'tls',
        response: 'The TLS connection could not be made. (DEPTH_ZERO_SELF_SIGNED_CERT)',
      });
    });

    it('tls: the receiver speaks plain HTTP on an https URL', async () => {
      const receiver = await TestReceiver.start();
      closing.push(() => receiver.close());
      const url = receiver.url().replace('http:', 'https:');
      expect(await post(url)).toMatchObject({ httpCode: null, stage: 'tls' });
      expect(receiver.received).toEqual([]);
    });

    it('tls: the connection is closed in the middle of the handshake', async () => {
      const server = createTcpServer((socket) => {
        socket.on('error', () => undefined);
        socket.once('data', () => socket.destroy());
      });
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      closing.push(() => new Promise((resolve) => server.close(resolve)));
      const { port } = server.address() as AddressInfo;
      expect(await post(`https://127.0.0.1:${port}/`)).toMatchObject({
        httpCode: null,
        stage: 'tls',
      });
    });

    it('request: the connection is closed without an answer', async () => {
      const receiver = await writing('');
      expect(await post(receiver.url())).toMatchObject({ httpCode: null, stage: 'request' });
      expect(receiver.requests).toHaveLength(1);
    });

    it('request: the connection is reset before an answer', async () => {
      const receiver = await tcp(({ socket }) => socket.resetAndDestroy());
      expect(await post(receiver.url())).toMatchObject({ httpCode: null, stage: 'request' });
      expect(receiver.requests).toHaveLength(1);
    });

    it.each<[string, Misbehave]>([
      ['closed', ({ socket }) => socket.end('HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\nhal')],
      [
        'reset',
        ({ socket }) =>
          socket.write('HTTP/1.1 200 OK\r\ncontent-length: 50\r\n\r\nhal', () =>
            // Behind the answer's start and not before it: a reset overtakes what is not read yet.
            setTimeout(() => socket.resetAndDestroy(), 50),
          ),
      ],
    ])('response: the connection is %s in the middle of the body', async (_name, misbehave) => {
      const receiver = await tcp(misbehave);
      expect(await post(receiver.url())).toMatchObject({
        succeeded: false,
        httpCode: 200,
        stage: 'response',
      });
    });

    it.each([
      ['no HTTP at all', 'SSH-2.0-OpenSSH_9.2\r\n'],
      ['a status line that is none', 'HTTP/1.1 abc OK\r\n\r\n'],
      [
        'two different lengths',
        'HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab',
      ],
      ['headers past 16 KB', `HTTP/1.1 200 OK\r\nx-bomb: ${'a'.repeat(40_000)}\r\n\r\n`],
      [
        'an upgrade',
        'HTTP/1.1 101 Switching Protocols\r\nupgrade: x\r\nconnection: upgrade\r\n\r\n',
      ],
      ['100 Continue, which was not asked for', 'HTTP/1.1 100 Continue\r\n\r\n'],
      ['many headers past 16 KB', `HTTP/1.1 200 OK\r\n${'x-b: aaaaaaaaaaa\r\n'.repeat(2_000)}\r\n`],
    ])('response: %s', async (_name, text) => {
      const receiver = await writing(text);
      expect(await post(receiver.url())).toMatchObject({ succeeded: false, stage: 'response' });
    });

    it.each<[string, number | null, string, string]>([
      ['provisional answers', null, '', 'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'],
      ['empty lines', null, '', '\r\n'],
      ['a reason', null, 'HTTP/1.1 200 ', 'a'],
      ['chunk extensions', 200, 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1', ';a=b'],
    ])(
      'response: %s without end, long before the time is up',
      async (...[, httpCode, start, more]) => {
        const receiver = await tcp(({ socket }) => {
          socket.write(start);
          writeForever(socket, more.repeat(4_096), 1);
        });
        const result = await post(receiver.url());
        expect(result).toMatchObject({
          succeeded: false,
          httpCode,
          stage: 'response',
          response: 'The answer broke off or could not be read. (ERR_ANSWER_TOO_LONG)',
        });
        expect(result.durationMs).toBeLessThan(TIMEOUT_MS);
        expect(receiver.requests).toHaveLength(1);
        await eventually('the connection is closed', () => receiver.requests[0]?.socket.destroyed);
      },
    );

    it.each<[string, number | null, Misbehave]>([
      ['nothing comes', null, () => undefined],
      ['the status line drips', null, ({ socket }) => drip(socket, 'HTTP/1.1 200 OK\r\n')],
      [
        'headers drip',
        null,
        ({ socket }) => {
          socket.write('HTTP/1.1 200 OK\r\n');
          writeForever(socket, 'x-a: b\r\n', 30);
        },
      ],
      [
        'the body hangs',
        200,
        ({ socket }) => socket.write('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\na'),
      ],
      [
        'the body drips',
        200,
        ({ socket }) => {
          socket.write('HTTP/1.1 200 OK\r\ncontent-length: 9999\r\n\r\n');
          writeForever(socket, 'a', 30);
        },
      ],
    ])('timeout, of the whole attempt: %s', async (_name, httpCode, misbehave) => {
      const receiver = await tcp(misbehave);
      const started = performance.now();
      const result = await post(receiver.url());
      const took = performance.now() - started;
      expect(result).toMatchObject({
        succeeded: false,
        httpCode,
        stage: 'timeout',
        response: 'No complete answer came in time.',
      });
      expect(took).toBeGreaterThan(TIMEOUT_MS - 20);
      expect(took).toBeLessThan(TIMEOUT_MS + LATENESS_MS);
      expect(result.durationMs).toBeGreaterThan(TIMEOUT_MS - 20);
      await eventually('the connection is closed', () => receiver.requests[0]?.socket.destroyed);
      // And none is made in its place: the next one is the next attempt's.
      receiver.misbehaveWith(({ socket }) => socket.write(OK));
      expect(await post(receiver.url())).toMatchObject({ succeeded: true });
      expect(receiver.connections).toBe(2);
    });

    it('timeout: the TLS handshake hangs', async () => {
      const receiver = await tcp(() => undefined);
      expect(await post(receiver.url('/', 'https'))).toMatchObject({ stage: 'timeout' });
    });
  });

  describe('keeps the start of an answer and no more', () => {
    it.each([
      ['a body of 5 MB', 'a'.repeat(5_000_000), 'a'.repeat(2_048)],
      ['NULs', 'a\0b\0', 'ab'],
      ['invalid UTF-8', Buffer.from([0x61, 0xff, 0xfe, 0x62]), 'a\ufffd\ufffdb'],
      ['text beyond the basic plane', '😀'.repeat(3_000), '😀'.repeat(1_024)],
      [
        'a pair of surrogates that the cut parts',
        `a${'😀'.repeat(3_000)}`,
        `a${'😀'.repeat(1_023)}\ufffd`,
      ],
      ['nothing but NULs', '\0'.repeat(100_000), ''],
    ])('%s', async (_name, body, kept) => {
      const length = Buffer.byteLength(body);
      const receiver = await tcp(({ socket }) => {
        socket.write(`HTTP/1.1 200 OK\r\ncontent-length: ${length}\r\n\r\n`);
        socket.end(body);
      });
      expect(await post(receiver.url())).toMatchObject({ succeeded: true, response: kept });
    });

    it('an endless body: read no further, and its connection closed', async () => {
      const receiver = await tcp(({ socket }) => {
        socket.write('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n');
        writeForever(socket, `1000\r\n${'a'.repeat(4_096)}\r\n`, 1);
      });
      const result = await post(receiver.url());
      expect(result).toMatchObject({ succeeded: true, httpCode: 200, response: 'a'.repeat(2_048) });
      expect(result.durationMs).toBeLessThan(TIMEOUT_MS);
      await eventually('the connection is closed', () => receiver.requests[0]?.socket.destroyed);
      receiver.misbehaveWith(({ socket }) => socket.write(OK));
      expect(await post(receiver.url())).toMatchObject({ succeeded: true, response: 'ok' });
    });

    it('a compressed body: never unpacked', async () => {
      const bomb = gzipSync(Buffer.alloc(20_000_000, 'a'));
      const receiver = await tcp(({ socket }) => {
        socket.write(
          `HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\ncontent-length: ${bomb.length}\r\n\r\n`,
        );
        socket.end(bomb);
      });
      const { succeeded, response } = await post(receiver.url());
      expect(succeeded).toBe(true);
      expect(response).not.toContain('aaaa');
      expect(response?.length).toBeLessThanOrEqual(2_048);
      expect(receiver.requests[0]?.text).not.toMatch(/accept-encoding/i);
    });
  });

  describe('connections', () => {
    it('are kept and used again', async () => {
      const receiver = await tcp(({ socket }) => socket.write(OK));
      for (let index = 0; index < 10; index += 1) await post(receiver.url());
      // A second one, because undici frees the first a moment after its answer was read.
      expect(receiver.connections).toBeLessThanOrEqual(2);
    });

    it('are not bounded as a whole, only each answer is', async () => {
      const long = `HTTP/1.1 200 OK\r\ncontent-length: 4000\r\n\r\n${'a'.repeat(4_000)}`;
      const receiver = await tcp(({ socket }) => socket.write(long));
      for (let index = 0; index < 40; index += 1) {
        expect(await post(receiver.url())).toMatchObject({ succeeded: true });
      }
      expect(receiver.connections).toBeLessThanOrEqual(2);
    });

    it('a kept one that the receiver closes under a request costs no attempt', async () => {
      const receiver = await tcp(({ socket, request }) => {
        if (request === 1) socket.write(OK);
        else socket.resetAndDestroy();
      });
      for (let index = 0; index < 4; index += 1) {
        expect(await post(receiver.url())).toMatchObject({ succeeded: true });
      }
    });

    it('several kept ones that the receiver closes at once cost none either', async () => {
      const first: (() => void)[] = [];
      const receiver = await tcp(({ socket, connection, request }) => {
        if (connection > LANES) socket.write(OK);
        else if (request > 1) socket.resetAndDestroy();
        else {
          // Answered together, so that each needs a connection of its own.
          first.push(() => socket.write(OK));
          if (first.length === LANES) first.forEach((respond) => respond());
        }
      });
      const round = (count: number) =>
        Promise.all(Array.from({ length: count }, () => post(receiver.url())));
      await round(LANES);
      expect(receiver.connections).toBe(LANES);
      // undici frees a connection a moment after its answer was read.
      await new Promise(setImmediate);
      const results = await round(2 * LANES);
      expect(receiver.requests.filter(({ request }) => request === 2)).toHaveLength(LANES);
      expect(results.map(({ stage }) => stage)).toEqual(results.map(() => null));
    });

    it('a receiver that closes every time gets a request once or twice, not for ever', async () => {
      const receiver = await tcp(({ socket }) => socket.resetAndDestroy());
      const results = await Promise.all(Array.from({ length: LANES }, () => post(receiver.url())));
      expect(results.every(({ stage }) => stage === 'request')).toBe(true);
      expect(receiver.requests.length).toBeLessThanOrEqual(2 * LANES);
    });
  });

  describe('requests of one owner to one origin', () => {
    const MOST = 3;
    const post = (own: Sender, url: string, owner: string) =>
      own.send({ url, owner, headers: {}, body: '{}' });

    async function own(misbehave: Misbehave) {
      const receiver = await tcp(misbehave);
      const sender = createSender({
        allowLoopback: true,
        timeoutMs: TIMEOUT_MS,
        connectionsPerOrigin: MOST,
      });
      closing.push(() => sender.close());
      return { receiver, sender };
    }

    it('are at most so many at once, and the wait for the others is not part of their time', async () => {
      let underWay = 0;
      let most = 0;
      // Five rounds, each longer than a quarter of the time-out.
      const { receiver, sender } = await own(({ socket }) => {
        underWay += 1;
        most = Math.max(most, underWay);
        setTimeout(() => {
          underWay -= 1;
          socket.write(OK);
        }, TIMEOUT_MS / 3);
      });
      const results = await Promise.all(
        Array.from({ length: 5 * MOST }, () => post(sender, receiver.url(), 'acme')),
      );
      expect(results.map(({ stage }) => stage)).toEqual(results.map(() => null));
      expect(most).toBe(MOST);
      for (const { durationMs } of results) expect(durationMs).toBeLessThan(TIMEOUT_MS);
    });

    it('that hang do not hold up those of others to the same origin', async () => {
      const { receiver, sender } = await own(({ socket, text }) => {
        if (!text.startsWith('POST /hang')) socket.write(OK);
      });
      const hanging = Array.from({ length: 2 * MOST }, () =>
        post(sender, receiver.url('/hang'), 'mallory'),
      );
      await eventually('they hang', () => receiver.requests.length === MOST);
      const started = performance.now();
      expect(await post(sender, receiver.url('/quick'), 'acme')).toMatchObject({ succeeded: true });
      expect(performance.now() - started).toBeLessThan(TIMEOUT_MS / 2);
      expect((await Promise.all(hanging)).map(({ stage }) => stage)).toEqual(
        hanging.map(() => 'timeout'),
      );
    });
  });

  describe('failures of our own', () => {
    const failing = (code: string, dnsAnswers: boolean) => {
      const own = createSender({
        allowLoopback: true,
        timeoutMs: TIMEOUT_MS,
        connectionsPerOrigin: 1,
        resolve: (_host, done) => done(Object.assign(new Error(code), { code }), []),
        dnsAnswers: () => Promise.resolve(dnsAnswers),
      });
      closing.push(() => own.close());
      return own.send({
        url: 'http://receiver.example/',
        owner: 'acme',
        headers: {},
        body: '{}',
      });
    };

    it.each(['http:', 'https:'])('EAI_AGAIN over %s', async (protocol) => {
      const own = createSender({
        allowLoopback: true,
        timeoutMs: TIMEOUT_MS,
        connectionsPerOrigin: 1,
        resolve: (_host, done) => done(Object.assign(new Error('x'), { code: 'EAI_AGAIN' }), []),
        dnsAnswers: () => Promise.resolve(false),
      });
      closing.push(() => own.close());
      const url = `${protocol}//receiver.example/`;
      const request = { url, owner: 'acme', headers: {}, body: '{}' };
      await expect(own.send(request)).rejects.toThrow(OwnFailure);
    });

    it('EAI_AGAIN while our DNS server answers is the receiver’s', async () => {
      expect(await failing('EAI_AGAIN', true)).toMatchObject({ stage: 'dns' });
    });

    it.each(['ENOTFOUND', 'ENODATA', 'EAI_FAIL'])('%s is the receiver’s', async (code) => {
      expect(await failing(code, false)).toMatchObject({ stage: 'dns', httpCode: null });
    });

    it.each(['EMFILE', 'ENFILE', 'ENOMEM', 'ENOBUFS'])('%s is ours', async (code) => {
      await expect(failing(code, true)).rejects.toThrow(OwnFailure);
    });
  });
});

const LANES = 5;

function drip(socket: Parameters<Misbehave>[0]['socket'], text: string): void {
  let index = 0;
  const timer = setInterval(() => socket.write(text[index++ % (text.length - 2)] ?? ' '), 60);
  socket.on('close', () => clearInterval(timer));
}

describe('parseRetryAfter', () => {
  const NOW = Date.parse('2026-01-01T00:00:00Z');

  it.each<[string | string[] | undefined, number | null]>([
    ['120', 120],
    [' 120 ', 120],
    ['0', 0],
    ['999999999', 999_999_999],
    ['Thu, 01 Jan 2026 00:01:30 GMT', 90],
    ['Thu, 01 Jan 2026 00:00:00 GMT', null],
    ['Wed, 31 Dec 2025 23:59:59 GMT', null],
    ['Thursday, 01-Jan-26 00:02:00 GMT', 120],
    ['-5', null],
    ['1.5', null],
    ['99999999999999999999', null],
    ['soon', null],
    ['', null],
    [['1', '2'], null],
    [undefined, null],
  ])('%j is %p', (value, seconds) => {
    expect(parseRetryAfter({ 'retry-after': value as string }, NOW)).toBe(seconds);
  });
});
