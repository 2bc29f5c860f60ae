import { createServer, request, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What becomes of a request instead of its answer. */
export type Fault =
  /** It is answered at once and never gets to the API. */
  | {
      readonly status: number;
      readonly headers?: Record<string, string>;
      readonly body?: string;
    }
  /** The API deals with it, and its answer is lost. */
  | 'lost answer'
  /** It is never answered. */
  | 'silence';

/** A request as it came. */
export interface Passed {
  readonly method: string;
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  readonly at: number;
}

/** Where clients in other processes give their faults (POST) and get what passed (GET), as JSON. */
const FAULTS_PATH = '/faults';

/** Stands before the real API, and has the next requests fail as it is told. */
export class FaultyProxy {
  readonly passed: Passed[] = [];
  private faults: Fault[] = [];
  private readonly server: Server;

  private constructor(private readonly target: string) {
    this.server = createServer((asked, answer) => {
      const chunks: Buffer[] = [];
      asked.on('data', (chunk: Buffer) => chunks.push(chunk));
      asked.on('end', () => {
        const body = Buffer.concat(chunks);
        const { method = '', url = '', headers } = asked;
        if (url === FAULTS_PATH) {
          if (method === 'POST') this.failNext(...(JSON.parse(body.toString()) as Fault[]));
          answer.end(JSON.stringify(this.passed));
          return;
        }
        this.passed.push({ method, url, headers, at: performance.now() });
        const fault = this.faults.shift();
        if (fault === 'silence') return;
        if (typeof fault === 'object') {
          answer.writeHead(fault.status, fault.headers).end(fault.body);
          return;
        }
        const forwarded = request(this.target + url, { method, headers }, (response) => {
          if (fault === 'lost answer') {
            response.resume().on('end', () => asked.socket.destroy());
            return;
          }
          answer.writeHead(response.statusCode ?? 0, response.rawHeaders);
          response.pipe(answer);
        });
        forwarded.end(body);
      });
    });
  }

  /** @param target URL of the API */
  static async start(target: string): Promise<FaultyProxy> {
    const proxy = new FaultyProxy(target);
    await new Promise<void>((resolve) => proxy.server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** One for each of the next requests; those after them pass. */
  failNext(...faults: Fault[]): void {
    this.faults = faults;
    this.passed.length = 0;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
