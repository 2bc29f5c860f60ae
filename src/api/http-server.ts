import { createServer, type RequestListener, type Server } from 'node:http';

/** Longer than the idle time-outs of usual load balancers, so that they close first. */
const KEEP_ALIVE_MS = 75_000;
/** A client that sends its head byte by byte holds a connection no longer than this. */
const HEAD_TIMEOUT_MS = 20_000;
/** The largest body over a slow line. */
const REQUEST_TIMEOUT_MS = 60_000;
/** A list with each of its filters at the most takes half of that. */
const HEAD_MAX_BYTES = 65_536;
const HEADERS_MAX = 200;

/** The HTTP server of the API, with bounds on what a client may send and how slowly; it does not listen yet. */
export function createHttpServer(listener: RequestListener): Server {
  const server = createServer(
    {
      keepAliveTimeout: KEEP_ALIVE_MS,
      headersTimeout: HEAD_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      maxHeaderSize: HEAD_MAX_BYTES,
    },
    listener,
  );
  server.maxHeadersCount = HEADERS_MAX;
  return server;
}
