import { createServer, type RequestListener, type Server } from 'node:http';
import type { Socket } from 'node:net';

/** How long a connection may be held, in milliseconds. */
const TIMES = {
  /** Longer than the idle time-outs of usual load balancers, so that they close first. */
  keepAlive: 75_000,
  /** A client that sends its head byte by byte holds a connection no longer than this. */
  head: 20_000,
  /** The largest body over a slow line. */
  request: 60_000,
  /** Nothing goes either way: no answer takes as long, so the client takes none of its own. */
  silence: 60_000,
  /** How often connections are held against these times; Node.js's own 30 s would add to each. */
  check: 5_000,
};
/** Each costs memory and a descriptor; a load balancer needs some hundreds. */
const CONNECTIONS_MAX = 5_000;
/** A list with each of its filters at the most takes half of that. */
const HEAD_MAX_BYTES = 65_536;
const HEADERS_MAX = 200;

/**
 * The HTTP server of the API, with bounds on what a client may send and how slowly, and how slowly it may
 * take its answers; it does not listen yet.
 */
export function createHttpServer(listener: RequestListener, times = TIMES): Server {
  const server = createServer(
    {
      keepAliveTimeout: times.keepAlive,
      headersTimeout: times.head,
      requestTimeout: times.request,
      connectionsCheckingInterval: times.check,
      maxHeaderSize: HEAD_MAX_BYTES,
    },
    listener,
  );
  server.timeout = times.silence;
  server.maxHeadersCount = HEADERS_MAX;
  server.maxConnections = CONNECTIONS_MAX;
  return server;
}

const IDLE_CHECK_MS = 50;

/**
 * Prepares an HTTP server to be closed without cutting a request. Node.js would wait for a client that
 * keeps its connection busy for as long as it comes, and for one that has sent nothing yet for ever.
 *
 * @returns closes; resolves when every request that came is answered, or cut after `patienceMs`
 */
export function closable(server: Server): (patienceMs: number) => Promise<void> {
  /** Connections with the number of their requests under way. */
  const connections = new Map<Socket, number>();
  let closing = false;
  server.on('connection', (socket) => {
    connections.set(socket, 0);
    socket.once('close', () => connections.delete(socket));
  });
  server.prependListener('request', ({ socket }, response) => {
    const count = (change: number) => {
      const before = connections.get(socket);
      if (before !== undefined) connections.set(socket, before + change);
    };
    count(1);
    response.once('close', () => count(-1));
    if (closing) response.setHeader('Connection', 'close');
  });
  return async (patienceMs) => {
    closing = true;
    const endIdle = setInterval(() => {
      for (const [socket, requests] of connections) if (requests === 0) socket.destroy();
    }, IDLE_CHECK_MS);
    const endAll = setTimeout(() => server.closeAllConnections(), patienceMs);
    await new Promise((resolve) => server.close(resolve));
    clearInterval(endIdle);
    clearTimeout(endAll);
  };
}
