import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A webhook as it arrived. */
export interface Received {
  readonly id: string;
  readonly path: string;
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly at: number;
}

export type Respond = (
  received: Received,
  response: ServerResponse,
  request: IncomingMessage,
) => void;

/** A real HTTP receiver on a loopback port that keeps what it gets and answers as it is told. */
export class TestReceiver {
  readonly received: Received[] = [];
  private readonly server: Server;

  private constructor(private respond: Respond) {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const received: Received = {
          id: String(request.headers['webhook-id']),
          path: request.url ?? '',
          headers: request.headers as Record<string, string>,
          body: Buffer.concat(chunks).toString('utf8'),
          at: Date.now(),
        };
        this.received.push(received);
        this.respond(received, response, request);
      });
    });
  }

  static async start(respond: Respond = answer(204), port = 0): Promise<TestReceiver> {
    const receiver = new TestReceiver(respond);
    await new Promise<void>((resolve) => receiver.server.listen(port, '127.0.0.1', resolve));
    return receiver;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  url(path = '/'): string {
    return `http://127.0.0.1:${this.port}${path}`;
  }

  /** From now on answers in this way. */
  answerWith(respond: Respond): void {
    this.respond = respond;
  }

  /** Ids in the order of their first arrival. */
  firstArrivals(): string[] {
    return [...new Set(this.received.map(({ id }) => id))];
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** Answers with a status, and headers and a body if wanted. */
export function answer(status: number, headers: Record<string, string> = {}, body = ''): Respond {
  return (_received, response) => {
    response.writeHead(status, headers).end(body);
  };
}
