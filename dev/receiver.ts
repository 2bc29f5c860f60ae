import { createServer, type RequestListener, type Server } from 'node:http';
import { buffer } from 'node:stream/consumers';

const SHOWN_TYPE_CHARACTERS = 100;

/** What the receiver shows of a webhook. */
export interface ReceivedWebhook {
  readonly id: string;
  /** Type of the event; `unknown` when the body does not say. */
  readonly type: string;
  readonly bytes: number;
}

/** A running receiver. */
export interface Receiver {
  readonly url: string;
  stop(): Promise<void>;
}

/**
 * Starts a small server that answers every request with 204 and tells of it: something to deliver to
 * while trying Signalpost out.
 *
 * @param port port on the loopback addresses
 * @throws Error when the port is taken
 */
export async function startReceiver(
  port: number,
  onWebhook: (webhook: ReceivedWebhook) => void,
): Promise<Receiver> {
  const handle: RequestListener = (request, response) => {
    void buffer(request)
      .then((body) => {
        const id = request.headers['webhook-id'];
        onWebhook({
          id: typeof id === 'string' ? id : '(no webhook-id)',
          type: typeOf(body),
          bytes: body.length,
        });
        response.writeHead(204).end();
      })
      .catch(() => response.destroy());
  };
  const servers = [await listen(handle, port, '127.0.0.1')];
  // `localhost` may mean ::1 first; a machine without IPv6 does without.
  const six = await listen(handle, port, '::1').catch(() => undefined);
  if (six !== undefined) servers.push(six);
  return {
    url: `http://localhost:${port}/`,
    stop: async () => {
      await Promise.all(servers.map(close));
    },
  };
}

function listen(handle: RequestListener, port: number, host: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer(handle);
    server.once('error', reject);
    server.listen(port, host, () => resolve(server));
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

function typeOf(body: Buffer): string {
  try {
    const parsed = JSON.parse(body.toString('utf8')) as unknown;
    if (typeof parsed === 'object' && parsed !== null && 'type' in parsed) {
      return String(parsed.type).slice(0, SHOWN_TYPE_CHARACTERS);
    }
  } catch {
    // Not JSON: told as unknown.
  }
  return 'unknown';
}
