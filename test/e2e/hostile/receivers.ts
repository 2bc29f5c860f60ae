import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { brotliCompressSync, constants, deflateSync, gzipSync } from 'node:zlib';
import { selfSigned } from '../../helpers/self-signed';

/** What a hostile receiver's deliveries must come to. */
export interface HostileOutcome {
  readonly succeeded: boolean;
  readonly stage: string | null;
  readonly httpCode: number | null;
}

export interface HostileReceiver {
  readonly name: string;
  readonly protocol: 'http' | 'https';
  /** Called with every connection once the request's first bytes came, or at once if there are none. */
  readonly behave: (socket: Socket) => void;
  readonly outcome: HostileOutcome;
  /** Bytes of a payload so large that one event goes to several endpoints. */
  readonly payloadBytes?: number;
  /** Whether what it is sent is left in the socket. */
  readonly readsNothing?: boolean;
}

const MIB = 1_048_576;
const TIMED_OUT = (httpCode: number | null = null): HostileOutcome => ({
  succeeded: false,
  stage: 'timeout',
  httpCode,
});
const UNREADABLE = (httpCode: number | null = null): HostileOutcome => ({
  succeeded: false,
  stage: 'response',
  httpCode,
});
const DELIVERED: HostileOutcome = { succeeded: true, stage: null, httpCode: 200 };
const HEAD = 'HTTP/1.1 200 OK\r\n';

/** Writes as fast as the other side reads, until the connection is gone. */
function flood(socket: Socket, chunk: string | Buffer): void {
  const more = () => {
    while (!socket.destroyed && socket.write(chunk));
  };
  socket.on('drain', more);
  more();
}

/** One piece at a time, for ever. */
function drip(socket: Socket, piece: string, everyMs = 100): void {
  const timer = setInterval(() => socket.write(piece), everyMs);
  socket.on('close', () => clearInterval(timer));
}

/** As much of one letter, packed to a thousandth. */
const UNPACKED = Buffer.alloc(64 * MIB, 'a');
const GZIP = gzipSync(UNPACKED);
const DEFLATE = deflateSync(UNPACKED);
const BROTLI = brotliCompressSync(UNPACKED, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } });
const packed = (encoding: string, data: Buffer) => (socket: Socket) => {
  socket.write(`${HEAD}content-encoding: ${encoding}\r\ncontent-length: ${data.length}\r\n\r\n`);
  socket.write(data);
};

export const HOSTILE_RECEIVERS: readonly HostileReceiver[] = [
  {
    name: 'accepts and never answers',
    protocol: 'http',
    behave: () => undefined,
    outcome: TIMED_OUT(),
  },
  {
    name: 'drips its status line',
    protocol: 'http',
    behave: (socket) => {
      socket.write('HTTP/1.1 200 O');
      drip(socket, 'K');
    },
    outcome: TIMED_OUT(),
  },
  {
    name: 'drips its headers',
    protocol: 'http',
    behave: (socket) => {
      socket.write(`${HEAD}x: `);
      drip(socket, 'a');
    },
    outcome: TIMED_OUT(),
  },
  {
    name: 'drips its body',
    protocol: 'http',
    behave: (socket) => {
      socket.write(`${HEAD}content-length: 1000000\r\n\r\n`);
      drip(socket, 'a');
    },
    outcome: TIMED_OUT(200),
  },
  {
    name: 'sends a body without end',
    protocol: 'http',
    behave: (socket) => {
      socket.write(`${HEAD}\r\n`);
      flood(socket, Buffer.alloc(65_536, 'a'));
    },
    outcome: DELIVERED,
  },
  {
    name: 'sends NULs without end',
    protocol: 'http',
    behave: (socket) => {
      socket.write(`${HEAD}transfer-encoding: chunked\r\n\r\n`);
      flood(
        socket,
        Buffer.concat([Buffer.from('10000\r\n'), Buffer.alloc(65_536), Buffer.from('\r\n')]),
      );
    },
    outcome: DELIVERED,
  },
  {
    name: 'sends headers without end',
    protocol: 'http',
    behave: (socket) => {
      socket.write(HEAD);
      flood(socket, 'x-a: b\r\n'.repeat(8_192));
    },
    outcome: UNREADABLE(),
  },
  {
    name: 'sends headers without names or values',
    protocol: 'http',
    behave: (socket) => {
      socket.write(HEAD);
      flood(socket, 'a:\r\n'.repeat(16_384));
    },
    outcome: UNREADABLE(),
  },
  {
    name: 'sends one header without end',
    protocol: 'http',
    behave: (socket) => {
      socket.write(`${HEAD}x: `);
      flood(socket, Buffer.alloc(65_536, 'a'));
    },
    outcome: UNREADABLE(),
  },
  {
    name: 'sends a reason without end',
    protocol: 'http',
    behave: (socket) => {
      socket.write('HTTP/1.1 200 ');
      flood(socket, Buffer.alloc(65_536, 'a'));
    },
    outcome: UNREADABLE(),
  },
  {
    name: 'sends provisional answers without end',
    protocol: 'http',
    behave: (socket) =>
      flood(socket, 'HTTP/1.1 103 Early Hints\r\nlink: </a>\r\n\r\n'.repeat(1_024)),
    outcome: UNREADABLE(),
  },
  {
    name: 'sends 100 Continue without end',
    protocol: 'http',
    behave: (socket) => flood(socket, 'HTTP/1.1 100 Continue\r\n\r\n'.repeat(1_024)),
    outcome: UNREADABLE(),
  },
  {
    name: 'sends chunk extensions without end',
    protocol: 'http',
    behave: (socket) => {
      socket.write(`${HEAD}transfer-encoding: chunked\r\n\r\n1`);
      flood(socket, ';name="value"'.repeat(4_096));
    },
    outcome: UNREADABLE(200),
  },
  {
    name: 'sends chunks of one byte with long extensions',
    protocol: 'http',
    behave: (socket) => {
      socket.write(`${HEAD}transfer-encoding: chunked\r\n\r\n`);
      flood(socket, `1;${'x'.repeat(16_000)}\r\na\r\n`.repeat(8));
    },
    outcome: UNREADABLE(200),
  },
  {
    name: 'sends trailers without end',
    protocol: 'http',
    behave: (socket) => {
      socket.write(`${HEAD}transfer-encoding: chunked\r\n\r\n1\r\na\r\n0\r\n`);
      flood(socket, 'x-a: b\r\n'.repeat(8_192));
    },
    outcome: UNREADABLE(200),
  },
  {
    name: 'sends empty lines without end',
    protocol: 'http',
    behave: (socket) => flood(socket, '\r\n'.repeat(32_768)),
    outcome: UNREADABLE(),
  },
  {
    name: 'sends a gzip bomb',
    protocol: 'http',
    behave: packed('gzip', GZIP),
    outcome: DELIVERED,
  },
  {
    name: 'sends a deflate bomb',
    protocol: 'http',
    behave: packed('deflate', DEFLATE),
    outcome: DELIVERED,
  },
  {
    name: 'sends a brotli bomb',
    protocol: 'http',
    behave: packed('br', BROTLI),
    outcome: DELIVERED,
  },
  {
    name: 'announces more than there can be',
    protocol: 'http',
    behave: (socket) => socket.write(`${HEAD}content-length: 99999999999999999999\r\n\r\na`),
    outcome: UNREADABLE(),
  },
  {
    name: 'answers as HTTP/0.9',
    protocol: 'http',
    behave: (socket) => flood(socket, '<html>hello</html>\n'.repeat(1_024)),
    outcome: UNREADABLE(),
  },
  {
    name: 'answers with noise',
    protocol: 'http',
    behave: (socket) => flood(socket, Buffer.alloc(65_536, 0x80)),
    outcome: UNREADABLE(),
  },
  {
    name: 'answers twice',
    protocol: 'http',
    behave: (socket) =>
      socket.write(
        `${HEAD}content-length: 2\r\n\r\nokHTTP/1.1 500 No\r\ncontent-length: 0\r\n\r\n`.repeat(2),
      ),
    outcome: DELIVERED,
  },
  {
    name: 'splits its answer with bare line feeds',
    protocol: 'http',
    behave: (socket) =>
      socket.write('HTTP/1.1 500 No\ncontent-length: 0\n\nHTTP/1.1 200 OK\ncontent-length: 0\n\n'),
    outcome: UNREADABLE(),
  },
  {
    name: 'switches protocols',
    protocol: 'http',
    behave: (socket) => {
      socket.write('HTTP/1.1 101 Switching\r\nupgrade: websocket\r\nconnection: upgrade\r\n\r\n');
      flood(socket, Buffer.alloc(65_536, 0x81));
    },
    outcome: UNREADABLE(),
  },
  {
    name: 'reads nothing of 10 MB',
    protocol: 'http',
    behave: () => undefined,
    readsNothing: true,
    payloadBytes: 10_000_000,
    outcome: TIMED_OUT(),
  },
  {
    name: 'never shakes hands',
    protocol: 'https',
    behave: () => undefined,
    outcome: TIMED_OUT(),
  },
  {
    name: 'shakes hands byte by byte',
    protocol: 'https',
    // A record of a handshake: type, version, length 16,384.
    behave: (socket) => {
      socket.write(Buffer.from([0x16, 3, 3, 0x40, 0]));
      drip(socket, '\x02');
    },
    outcome: TIMED_OUT(),
  },
  {
    name: 'floods the handshake',
    protocol: 'https',
    behave: (socket) => flood(socket, Buffer.alloc(65_536, 0x16)),
    outcome: { succeeded: false, stage: 'tls', httpCode: null },
  },
];

export interface StartedReceiver {
  readonly url: string;
  /** How many connections stand, once the deliveries are over. */
  readonly open: () => number;
  readonly close: () => Promise<void>;
}

/** Listens as one of the receivers; the caller closes. */
export async function startHostile(receiver: HostileReceiver): Promise<StartedReceiver> {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
    if (receiver.readsNothing === true) {
      socket.pause();
      return;
    }
    socket.once('data', () => {
      socket.on('data', () => undefined);
      receiver.behave(socket);
    });
  });
  return started(server, receiver.protocol, sockets);
}

/** A TLS server whose chain is far longer than any real one. */
export async function startHugeChain(): Promise<StartedReceiver> {
  const { key, cert } = selfSigned();
  const sockets = new Set<Socket>();
  const server = createTlsServer({ key, cert: cert + cert.repeat(400) });
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
  });
  server.on('tlsClientError', () => undefined);
  return started(server, 'https', sockets);
}

async function started(
  server: Server,
  protocol: string,
  sockets: ReadonlySet<Socket>,
): Promise<StartedReceiver> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `${protocol}://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    open: () => {
      // One that reads nothing does not see the end either.
      for (const socket of sockets) socket.resume();
      return sockets.size;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
