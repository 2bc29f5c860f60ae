import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { LookupAddress } from 'node:dns';
import type { Socket } from 'node:net';
import { createSender, type SenderOptions } from '../../src/activities/sender';
import { TcpReceiver } from '../helpers/tcp-receiver';

const address = (text: string): LookupAddress => ({
  address: text,
  family: text.includes(':') ? 6 : 4,
});

const OK = 'HTTP/1.1 200 OK\r\nconnection: close\r\ncontent-length: 2\r\n\r\nok';

describe('the guarded connector', () => {
  let receiver: TcpReceiver;

  beforeAll(async () => {
    receiver = await TcpReceiver.start(({ socket }) => socket.end(OK));
  });

  afterAll(() => receiver.close());

  beforeEach(() => {
    receiver.requests.length = 0;
  });

  async function post(url: string, options: Partial<SenderOptions>) {
    const sender = createSender({
      allowLoopback: false,
      timeoutMs: 2_000,
      connectionsPerOrigin: 1,
      ...options,
    });
    try {
      return await sender.send({ url, owner: 'acme', headers: {}, body: '{}' });
    } finally {
      await sender.close();
    }
  }

  const BLOCKED = {
    succeeded: false,
    httpCode: null,
    stage: 'address',
    response: 'The address of this host is not allowed to receive webhooks. (ERR_BLOCKED_ADDRESS)',
  };

  it.each([
    '127.0.0.1',
    '[::1]',
    '127.1.2.3',
    '[::ffff:127.0.0.1]',
    '0.0.0.0',
    '[::]',
    '10.0.0.1',
    '172.16.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '[fe80::1]',
    '[fd00:ec2::254]',
    // The URL parser reads all of these as 127.0.0.1.
    '127.1',
    '2130706433',
    '0x7f.0.0.1',
    'localhost',
    'LOCALHOST',
  ])('connects to no private address: %s', async (host) => {
    const before = receiver.connections;
    for (const protocol of ['http', 'https']) {
      const result = await post(`${protocol}://${host}:${receiver.port}/`, {});
      expect(result).toMatchObject(BLOCKED);
      expect(result.durationMs).toBeLessThan(1_000);
    }
    expect(receiver.connections).toBe(before);
  });

  it.each([
    ['a private address', ['10.0.0.1']],
    ['the metadata service', ['169.254.169.254']],
    ['several private addresses', ['127.0.0.1', '::1', '192.168.0.1', 'fe80::1']],
    ['a mapped one', ['::ffff:127.0.0.1']],
    ['no address at all', []],
  ])('connects to no name that resolves to %s', async (_name, addresses) => {
    const before = receiver.connections;
    const result = await post(`http://receiver.example:${receiver.port}/`, {
      resolve: (_host, done) => done(null, addresses.map(address)),
    });
    expect(result).toMatchObject(BLOCKED);
    expect(receiver.connections).toBe(before);
  });

  it('of mixed addresses it tries the allowed ones alone', async () => {
    const attempts = new Set<string>();
    const onSocket = (message: unknown) => {
      const { socket } = message as { socket: Socket };
      socket.on('connectionAttempt', (ip: string) => attempts.add(ip));
    };
    subscribe('net.client.socket', onSocket);
    try {
      // Loopback stands for the public addresses here; nobody listens on the second one.
      const result = await post(`http://receiver.example:${receiver.port}/`, {
        allowLoopback: true,
        resolve: (_host, done) =>
          done(
            null,
            ['10.255.255.1', '127.0.0.9', '169.254.169.254', 'fe80::1', '127.0.0.1'].map(address),
          ),
      });
      expect(result).toMatchObject({ succeeded: true, response: 'ok' });
    } finally {
      unsubscribe('net.client.socket', onSocket);
    }
    expect([...attempts]).toEqual(['127.0.0.9', '127.0.0.1']);
  });

  it('goes on to the next address where one refuses', async () => {
    const result = await post(`http://receiver.example:${receiver.port}/`, {
      allowLoopback: true,
      resolve: (_host, done) => done(null, ['::1', '127.0.0.9', '127.0.0.1'].map(address)),
    });
    expect(result).toMatchObject({ succeeded: true });
  });

  it('a name whose answer changes: what was checked is what is connected to', async () => {
    const answers = ['127.0.0.1', '10.0.0.1', '10.0.0.1'];
    let lookups = 0;
    const sender = createSender({
      allowLoopback: true,
      timeoutMs: 2_000,
      connectionsPerOrigin: 1,
      resolve: (_host, done) => done(null, [address(answers[lookups++] ?? '10.0.0.1')]),
    });
    const url = `http://rebind.example:${receiver.port}/`;
    const request = { url, owner: 'acme', headers: {}, body: '{}' };
    try {
      expect(await sender.send(request)).toMatchObject({ succeeded: true });
      expect(lookups).toBe(1);
      // The connection was closed: the next one is looked up, and checked, anew.
      expect(await sender.send(request)).toMatchObject(BLOCKED);
      expect(lookups).toBe(2);
    } finally {
      await sender.close();
    }
    expect(receiver.requests).toHaveLength(1);
  });

  it('sends the name and not the address as Host', async () => {
    await post(`http://receiver.example:${receiver.port}/`, {
      allowLoopback: true,
      resolve: (_host, done) => done(null, [address('127.0.0.1')]),
    });
    expect(receiver.requests[0]?.text).toContain(`host: receiver.example:${receiver.port}\r\n`);
  });

  it('a look-up that never answers ends with the time-out', async () => {
    const result = await post('http://slow.example/', { timeoutMs: 200, resolve: () => undefined });
    expect(result).toMatchObject({ stage: 'timeout', httpCode: null });
    expect(result.durationMs).toBeLessThan(1_200);
  });
});
