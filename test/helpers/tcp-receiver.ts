import { createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A whole HTTP request as it came over a plain socket. */
export interface RawRequest {
  readonly socket: Socket;
  readonly text: string;
  /** Number of the connection, from 1. */
  readonly connection: number;
  /** Number of the request on its connection, from 1. */
  readonly request: number;
}

export type Misbehave = (request: RawRequest) => void;

/** A receiver that writes its bytes by hand, for what Node's HTTP server would never do. */
export class TcpReceiver {
  readonly requests: RawRequest[] = [];
  connections = 0;
  private readonly server: Server;
  private readonly sockets = new Set<Socket>();

  private constructor(private misbehave: Misbehave) {
    this.server = createServer((socket) => {
      this.connections += 1;
      const connection = this.connections;
      this.sockets.add(socket);
      socket.on('close', () => this.sockets.delete(socket));
      // The sender may break the connection at any moment; that is what the tests are about.
      socket.on('error', () => undefined);
      let pending = '';
      let request = 0;
      socket.on('data', (chunk: Buffer) => {
        pending += chunk.toString('latin1');
        for (let end = endOfRequest(pending); end !== null; end = endOfRequest(pending)) {
          request += 1;
          const raw = { socket, text: pending.slice(0, end), connection, request };
          pending = pending.slice(end);
          this.requests.push(raw);
          this.misbehave(raw);
        }
      });
    });
  }

  static async start(misbehave: Misbehave): Promise<TcpReceiver> {
    const receiver = new TcpReceiver(misbehave);
    await new Promise<void>((resolve) => receiver.server.listen(0, '127.0.0.1', resolve));
    return receiver;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  url(path = '/', protocol = 'http'): string {
    return `${protocol}://127.0.0.1:${this.port}${path}`;
  }

  misbehaveWith(misbehave: Misbehave): void {
    this.misbehave = misbehave;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** Where the first request of a text ends; null while it is not whole. */
function endOfRequest(text: string): number | null {
  const headersEnd = text.indexOf('\r\n\r\n');
  if (headersEnd === -1) return null;
  const length = Number(/\r\ncontent-length: *(\d+)/i.exec(text.slice(0, headersEnd))?.[1] ?? 0);
  const end = headersEnd + 4 + length;
  return text.length >= end ? end : null;
}

export const OK = 'HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\nok';

/** Writes something again and again until the connection is gone. */
export function writeForever(socket: Socket, chunk: string | Buffer, everyMs: number): void {
  const timer = setInterval(() => {
    // A sender that no longer reads lets the buffer grow: more need not be written then.
    if (socket.writableLength < 1_048_576) socket.write(chunk);
  }, everyMs);
  socket.on('close', () => clearInterval(timer));
}
