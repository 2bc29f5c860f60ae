import { TestReceiver, type Received } from '../helpers/receiver';

/** What a receiver does with one attempt. */
export const ANSWERS = ['ok', 'error', 'busy', 'hang', 'gone', 'garbage'] as const;
export type Answer = (typeof ANSWERS)[number];

const STATUS_OF = { ok: 204, error: 500, busy: 503, gone: 410 } as const;

/** A request and what became of it; moments are of the process's clock, in milliseconds. */
export interface Request {
  readonly id: string;
  readonly path: string;
  readonly body: string;
  readonly answer: Answer;
  readonly begunAt: number;
  endedAt: number;
}

/** A receiver that answers the attempts of each event by a script: `path/index` and its answers in turn. */
export class ScriptedReceiver {
  readonly requests: Request[] = [];
  private scripts: ReadonlyMap<string, readonly Answer[]> = new Map();

  private constructor(private readonly receiver: TestReceiver) {}

  static async start(): Promise<ScriptedReceiver> {
    const receiver = await TestReceiver.start();
    const scripted = new ScriptedReceiver(receiver);
    receiver.answerWith((received, response) => {
      const answer = scripted.nextAnswer(received);
      const { id, path, body } = received;
      const request: Request = {
        ...{ id, path, body, answer },
        begunAt: performance.now(),
        endedAt: Infinity,
      };
      scripted.requests.push(request);
      response.on('close', () => (request.endedAt = performance.now()));
      if (answer === 'hang') return;
      // No HTTP. A connection that was merely closed would be tried once more within the attempt.
      if (answer === 'garbage') return void response.socket?.end('nonsense\r\n\r\n');
      request.endedAt = performance.now();
      response.writeHead(STATUS_OF[answer], answer === 'busy' ? { 'retry-after': '60' } : {}).end();
    });
    return scripted;
  }

  /** Forgets what has come and takes new scripts; an attempt past its event's script is answered 204. */
  begin(scripts: ReadonlyMap<string, readonly Answer[]>): void {
    this.requests.length = 0;
    this.scripts = scripts;
  }

  url(path: string): string {
    return this.receiver.url(path);
  }

  close(): Promise<void> {
    return this.receiver.close();
  }

  private nextAnswer({ id, path, body }: Received): Answer {
    const { data } = JSON.parse(body) as { data: { index: number } };
    const before = this.requests.filter((one) => one.id === id).length;
    return this.scripts.get(`${path}/${data.index}`)?.[before] ?? 'ok';
  }
}
