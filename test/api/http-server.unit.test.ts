import { Agent, get, type RequestListener, type Server } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { closable, createHttpServer } from '../../src/api/http-server';
import { eventually } from '../helpers/eventually';

const ANSWER_MS = 20;
const PATIENCE_MS = 10_000;
const answerLater: RequestListener = (_request, response) => {
  setTimeout(() => response.end('ok'), ANSWER_MS);
};

async function started(
  listener: RequestListener,
  times?: Parameters<typeof createHttpServer>[1],
): Promise<{ server: Server; port: number }> {
  const server = createHttpServer(listener, times);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as AddressInfo).port };
}

it('has a bound on everything that a client may take its time with', () => {
  const server = createHttpServer(() => undefined);
  expect(server.headersTimeout).toBeGreaterThan(0);
  expect(server.headersTimeout).toBeLessThanOrEqual(30_000);
  expect(server.requestTimeout).toBeGreaterThan(server.headersTimeout);
  expect(server.requestTimeout).toBeLessThanOrEqual(120_000);
  expect(server.keepAliveTimeout).toBe(75_000);
  expect(server.timeout).toBe(60_000);
  expect(server.maxHeadersCount).toBeLessThanOrEqual(200);
  expect(server.maxConnections).toBeLessThanOrEqual(10_000);
});

const SHORT = { keepAlive: 1_000, head: 200, request: 400, silence: 600, check: 20 };
const CUT_MAX_MS = 3_000;
const BYSTANDER_MAX_MS = 1_500;
const LARGE_BYTES = 50_000_000;
const HEAD = 'POST / HTTP/1.1\r\nhost: a\r\n';

/** Sends texts, the last of them again and again, and gives what came until the connection ended. */
function converse(port: number, texts: readonly string[], everyMs?: number): Promise<string> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let trickle: NodeJS.Timeout | undefined;
    const client = connect(port, '127.0.0.1', () => {
      for (const text of texts) client.write(text);
      if (everyMs === undefined) return;
      trickle = setInterval(() => client.write(texts.at(-1) ?? ''), everyMs);
    });
    client.on('data', (chunk) => chunks.push(chunk));
    client.on('error', () => undefined);
    client.on('close', () => {
      clearInterval(trickle);
      resolve(Buffer.concat(chunks).toString());
    });
  });
}

describe('a client that takes its time', () => {
  let server: Server;
  let port: number;
  beforeAll(async () => {
    const large = Buffer.alloc(LARGE_BYTES);
    ({ server, port } = await started((request, response) => {
      request.resume().on('end', () => response.end(request.url === '/large' ? large : 'ok'));
    }, SHORT));
  });
  afterAll(() => server.close());

  it.each([
    ['sends its head byte by byte', [`${HEAD}x: `, 'x'], 408],
    ['sends its body byte by byte', [`${HEAD}content-length: 100000\r\n\r\n`, 'x'], 408],
    ['sends chunks byte by byte', [`${HEAD}transfer-encoding: chunked\r\n\r\n`, '1\r\nx\r\n'], 408],
    ['sends half a head', ['GET / HTTP/1.1\r\nx: '], 408],
    ['sends nothing at all', [], 408],
  ])('and %s is cut', async (_what, texts, status) => {
    const began = Date.now();
    const slow = converse(port, texts, texts.length > 1 ? 20 : undefined);
    const bystander = await fetch(`http://127.0.0.1:${port}/`);
    expect([bystander.status, Date.now() - began < BYSTANDER_MAX_MS]).toEqual([200, true]);
    expect(await slow).toMatch(new RegExp(`^HTTP/1.1 ${status} `));
    expect(Date.now() - began).toBeLessThan(CUT_MAX_MS);
  });

  it('and takes nothing of its answer is cut', async () => {
    const closed = new Promise((resolve) => {
      server.once('request', (_request, response) => response.once('close', resolve));
    });
    const client = connect(port, '127.0.0.1', () =>
      client.write('GET /large HTTP/1.1\r\nhost: a\r\n\r\n'),
    );
    client.on('error', () => undefined).pause();
    const gone = new Promise((resolve) => client.once('close', resolve));
    await closed;
    let bytes = 0;
    client.on('data', (chunk) => (bytes += chunk.length)).resume();
    await gone;
    expect(bytes).toBeLessThan(LARGE_BYTES);
  });

  it('and some hundred that send nothing do not hold up another', async () => {
    const idle = Array.from({ length: 300 }, () => connect(port, '127.0.0.1'));
    for (const socket of idle) socket.on('error', () => undefined);
    await Promise.all(
      idle.map((socket) => new Promise((resolve) => socket.once('connect', resolve))),
    );
    const began = Date.now();
    expect((await fetch(`http://127.0.0.1:${port}/`)).status).toBe(200);
    expect(Date.now() - began).toBeLessThan(BYSTANDER_MAX_MS);
    await Promise.all(
      idle.map((socket) => new Promise((resolve) => socket.resume().once('close', resolve))),
    );
  });
});

describe('a request that could be read in two ways', () => {
  const SMUGGLED = 'GET /smuggled HTTP/1.1\r\nhost: a\r\n\r\n';
  it.each([
    ['two kinds of length', 'content-length: 6\r\ntransfer-encoding: chunked\r\n\r\n0\r\n\r\n'],
    [
      'the same, the other way round',
      'transfer-encoding: chunked\r\ncontent-length: 6\r\n\r\n0\r\n\r\n',
    ],
    ['two lengths', 'content-length: 0\r\ncontent-length: 5\r\n\r\n'],
    ['a list of lengths', 'content-length: 0, 5\r\n\r\n'],
    ['a signed length', 'content-length: +0\r\n\r\n'],
    ['a negative length', 'content-length: -1\r\n\r\n'],
    ['a hexadecimal length', 'content-length: 0x0\r\n\r\n'],
    ['a huge length', 'content-length: 99999999999999999999999\r\n\r\n'],
    ['an unknown encoding', 'transfer-encoding: xchunked\r\n\r\n0\r\n\r\n'],
    ['chunked not last', 'transfer-encoding: chunked, identity\r\n\r\n0\r\n\r\n'],
    ['a space before the colon', 'transfer-encoding : chunked\r\n\r\n0\r\n\r\n'],
    ['bare line feeds', 'content-length: 0\n\n'],
    ['a NUL in a header', 'x: a\0b\r\n\r\n'],
    ['a broken chunk size', 'transfer-encoding: chunked\r\n\r\n0x5\r\n'],
  ])('%s: 400, and nothing after it is read', async (_what, rest) => {
    const urls: (string | undefined)[] = [];
    const { server, port } = await started((request, response) => {
      urls.push(request.url);
      request.resume().on('end', () => response.end('ok'));
    }, SHORT);
    expect(await converse(port, [HEAD + rest + SMUGGLED])).toMatch(/^HTTP\/1.1 400 [^]*close/);
    expect(urls).not.toContain('/smuggled');
    server.close();
  });
});

it('requests that come one behind the other are answered in their order', async () => {
  const { server, port } = await started((request, response) => {
    const isFirst = request.url === '/1';
    setTimeout(() => response.end(`<${request.url}>`), isFirst ? ANSWER_MS : 0);
  });
  const paths = Array.from({ length: 20 }, (_, index) => `/${index + 1}`);
  const last = 'GET /last HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n';
  const requests = paths.map((path) => `GET ${path} HTTP/1.1\r\nhost: a\r\n\r\n`).join('') + last;
  const text = await converse(port, [requests]);
  expect(text.match(/<[^>]+>/g)).toEqual([...paths, '/last'].map((path) => `<${path}>`));
  server.close();
});

it('a flood of headers is 431, and of many small ones only the first count', async () => {
  const counts: number[] = [];
  const { server, port } = await started((request, response) => {
    counts.push(request.rawHeaders.length / 2);
    response.end('ok');
  });
  const flood = (name: string, value: string, count: number) =>
    `GET / HTTP/1.1\r\nhost: a\r\nconnection: close\r\n${`${name}: ${value}\r\n`.repeat(count)}\r\n`;
  expect(await converse(port, [flood('x', 'x'.repeat(1_000), 100)])).toMatch(/^HTTP\/1.1 431 /);
  expect(await converse(port, [flood('x', 'x'.repeat(70_000), 1)])).toMatch(/^HTTP\/1.1 431 /);
  expect(await converse(port, [flood('x', 'x', 5_000)])).toMatch(/^HTTP\/1.1 200 /);
  // It drops what comes past the bound, some of the same packet later.
  expect(counts[0]).toBeLessThan(300);
  server.close();
});

describe('closing', () => {
  it('answers every request that came, also of a client that keeps its connection busy', async () => {
    const { server, port } = await started(answerLater);
    const close = closable(server);
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const answers: (string | undefined)[] = [];
    const errors: string[] = [];
    const request = () => {
      get({ port, host: '127.0.0.1', agent }, (response) => {
        answers.push(response.headers.connection);
        response.resume().on('end', request);
      }).on('error', (error: NodeJS.ErrnoException) => errors.push(error.code ?? ''));
    };
    request();
    await eventually('some are answered', () => answers.length > 3);
    const began = Date.now();
    await close(PATIENCE_MS);
    expect(Date.now() - began).toBeLessThan(1_000);
    await eventually('the next is refused', () => errors.length > 0);
    // Refused, not cut: it came after the end.
    expect(errors).toEqual(['ECONNREFUSED']);
    expect(answers.at(-1)).toBe('close');
    agent.destroy();
  });

  it('waits for no connection that is idle, or has sent nothing or half a head', async () => {
    const { server, port } = await started(answerLater);
    const close = closable(server);
    const agent = new Agent({ keepAlive: true });
    await new Promise((resolve, reject) => {
      get({ port, host: '127.0.0.1', agent }, (response) => {
        response.resume().on('end', resolve);
      }).on('error', reject);
    });
    for (const text of ['', 'GET / HTTP/1.1\r\nx: ']) {
      const silent: Socket = connect(port, '127.0.0.1');
      silent.on('error', () => undefined);
      await new Promise((resolve) => silent.once('connect', resolve));
      silent.write(text);
    }
    const began = Date.now();
    await close(PATIENCE_MS);
    expect(Date.now() - began).toBeLessThan(1_000);
    agent.destroy();
  });

  it('waits for a request under way, and not for ever', async () => {
    const { server, port } = await started(() => undefined);
    const close = closable(server);
    const client = connect(port, '127.0.0.1', () =>
      client.write('GET / HTTP/1.1\r\nhost: a\r\n\r\n'),
    );
    client.on('error', () => undefined);
    await new Promise((resolve) => server.once('request', resolve));
    const began = Date.now();
    await close(300);
    expect(Date.now() - began).toBeGreaterThan(280);
    expect(Date.now() - began).toBeLessThan(2_000);
  });
});
