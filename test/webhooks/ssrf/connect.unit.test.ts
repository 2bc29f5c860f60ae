import { createServer, Socket, type AddressInfo, type Server } from 'node:net';
import type { LookupAddress } from 'node:dns';
import { createSender, type Sender } from '../../../src/activities/sender';
import { parseUrl } from '../../../src/webhooks/parse-url';
import { answer, TestReceiver } from '../../helpers/receiver';
import { isIpv6, SPECIAL_ADDRESSES } from './addresses';
import { spellingsOf } from './spellings';

const BLOCKED = {
  succeeded: false,
  httpCode: null,
  stage: 'address',
  response: 'The address of this host is not allowed to receive webhooks. (ERR_BLOCKED_ADDRESS)',
};

/** A row that came in another way than by the API may hold what is no URL at all. */
const blockedAt = (url: string) =>
  parseUrl(url) !== null
    ? BLOCKED
    : { ...BLOCKED, response: BLOCKED.response.replace('ERR_BLOCKED_ADDRESS', 'ERR_INVALID_URL') };

const lookupOf = (address: string): LookupAddress => ({
  address,
  family: isIpv6(address) ? 6 : 4,
});

/** Addresses that any socket of this process began to connect to. */
const attempts: string[] = [];
let listeners: Server[];
let port: number;
let accepted = 0;

beforeAll(async () => {
  // Below every library: Node tells of each address before the system call.
  // eslint-disable-next-line @typescript-eslint/unbound-method -- called with its own `this` below
  const connect = Socket.prototype.connect;
  jest.spyOn(Socket.prototype, 'connect').mockImplementation(function (
    this: Socket,
    ...args: unknown[]
  ) {
    this.on('connectionAttempt', (address: string) => attempts.push(address));
    return (connect as (...args: unknown[]) => Socket).apply(this, args);
  });
  // Reachable at 127.0.0.0/8, ::1, 0.0.0.0, ::, and as each of these mapped.
  const [first] = (listeners = [await listen('0.0.0.0', 0)]) as [Server];
  ({ port } = first.address() as AddressInfo);
  const second = await listen('::', port).catch(() => undefined);
  if (second !== undefined) listeners.push(second);
});

afterAll(async () => {
  jest.restoreAllMocks();
  for (const server of listeners) await new Promise((resolve) => server.close(resolve));
});

function listen(host: string, at: number): Promise<Server> {
  const server = createServer((socket) => {
    accepted += 1;
    socket.on('error', () => undefined);
    // Not before the request: an answer to nothing is a failure.
    socket.once('data', () => {
      socket.end('HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 0\r\n\r\n');
    });
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host, port: at, ipv6Only: true }, () => resolve(server));
  });
}

async function withSender<T>(
  options: Partial<Parameters<typeof createSender>[0]>,
  use: (sender: Sender) => Promise<T>,
): Promise<T> {
  const sender = createSender({
    allowLoopback: false,
    timeoutMs: 2_000,
    connectionsPerOrigin: 1,
    ...options,
  });
  try {
    return await use(sender);
  } finally {
    await sender.close();
  }
}

const post = (sender: Sender, url: string) =>
  sender.send({ url, owner: 'acme', headers: {}, body: '{}' });

beforeEach(() => {
  attempts.length = 0;
  accepted = 0;
});

it('the watch sees what is allowed', async () => {
  await withSender({ allowLoopback: true }, async (sender) => {
    expect(await post(sender, `http://127.0.0.1:${port}/`)).toMatchObject({ succeeded: true });
    expect(await post(sender, `http://127.9.9.9:${port}/`)).toMatchObject({ succeeded: true });
    expect(await post(sender, `http://[::ffff:127.0.0.1]:${port}/`)).toMatchObject({
      succeeded: true,
    });
  });
  expect(attempts).toEqual(['127.0.0.1', '127.9.9.9', '::ffff:7f00:1']);
  expect(accepted).toBe(3);
});

it('a URL with the address in any spelling: no connection is begun', async () => {
  const hosts = SPECIAL_ADDRESSES.flatMap((address) => spellingsOf(address)).map(
    ({ host }) => host,
  );
  let parsed = 0;
  await withSender({}, async (sender) => {
    for (const host of hosts) {
      for (const scheme of ['http', 'https']) {
        const bare = `${scheme}://${host}/`;
        if (parseUrl(bare) !== null) parsed += 1;
        // The listener's port, so that a connection would be seen twice over.
        const url =
          host.includes('@') || /:\d+$/.test(host) ? bare : `${scheme}://${host}:${port}/`;
        const result = await post(sender, url);
        expect([url, result]).toEqual([url, expect.objectContaining(blockedAt(url))]);
      }
    }
  });
  expect(attempts).toEqual([]);
  expect(accepted).toBe(0);
  expect(parsed).toBeGreaterThan(5_000);
});

it('a name that resolves to the address: no connection is begun', async () => {
  let answers: LookupAddress[] = [];
  await withSender({ resolve: (_host, done) => done(null, answers) }, async (sender) => {
    for (const address of SPECIAL_ADDRESSES) {
      const forms = isIpv6(address)
        ? [address, address.toUpperCase(), `${address}%lo`]
        : [address, `::ffff:${address}`];
      // Each alone, and several of which none is allowed.
      for (const set of [...forms.map((form) => [form]), [...forms, '10.0.0.1', '::1']]) {
        answers = set.map(lookupOf);
        for (const scheme of ['http', 'https']) {
          const url = `${scheme}://name.example:${port}/`;
          expect([set, await post(sender, url)]).toEqual([set, expect.objectContaining(BLOCKED)]);
        }
      }
    }
  });
  expect(attempts).toEqual([]);
  expect(accepted).toBe(0);
});

it('of mixed answers only those that are allowed are connected to', async () => {
  // Loopback stands for the global address.
  const others = SPECIAL_ADDRESSES.filter((address) => !/^(127\.|::1$)/.test(address));
  const resolve = (_host: string, done: (error: null, all: LookupAddress[]) => void) =>
    done(null, [...others, '127.0.0.1'].map(lookupOf));
  await withSender({ allowLoopback: true, resolve }, async (sender) => {
    expect(await post(sender, `http://mixed.example:${port}/`)).toMatchObject({ succeeded: true });
  });
  expect(attempts).toEqual(['127.0.0.1']);
});

it('a name whose answer changes is connected to at what was checked, or not at all', async () => {
  let lookups = 0;
  const resolve = (_host: string, done: (error: null, all: LookupAddress[]) => void) => {
    lookups += 1;
    done(null, [lookupOf(lookups % 2 === 1 ? '127.0.0.1' : '169.254.169.254')]);
  };
  await withSender({ allowLoopback: true, resolve }, async (sender) => {
    for (let round = 1; round <= 3; round += 1) {
      expect(await post(sender, `http://rebind.example:${port}/`)).toMatchObject({
        succeeded: true,
      });
      expect(await post(sender, `http://rebind.example:${port}/`)).toMatchObject(BLOCKED);
    }
  });
  expect(attempts).toEqual(['127.0.0.1', '127.0.0.1', '127.0.0.1']);
  expect(lookups).toBe(6);
});

it.each([301, 302, 303, 307, 308])('a redirect (%i) to it is not followed', async (status) => {
  const receiver = await TestReceiver.start();
  try {
    await withSender({ allowLoopback: true }, async (sender) => {
      for (const address of [...SPECIAL_ADDRESSES, 'localhost', '127.0.0.1']) {
        const host = isIpv6(address) ? `[${address}]` : address;
        receiver.answerWith(answer(status, { location: `http://${host}:${port}/` }));
        expect(await post(sender, receiver.url())).toMatchObject({
          httpCode: status,
          stage: 'status',
        });
      }
    });
    expect(new Set(attempts)).toEqual(new Set(['127.0.0.1']));
    expect(accepted).toBe(0);
  } finally {
    await receiver.close();
  }
});
