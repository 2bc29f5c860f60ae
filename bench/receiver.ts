import { fork, type ChildProcess } from 'node:child_process';
import path from 'node:path';
import { track } from '../dev/live-processes';
import { packageRoot } from '../src/package-root';
import type {
  AnsweredArrivals,
  CallAnswer,
  ReceiverAnswer,
  ReceiverRequest,
} from './receiver-messages';
import { AT_ONCE, receiverPath, type Treatment } from './receiver-paths';

type WithoutCall<T> = T extends unknown ? Omit<T, 'call'> : never;

interface OpenCall {
  readonly resolve: (answer: CallAnswer) => void;
  readonly reject: (error: Error) => void;
}

/** The receiver's process, as the driver sees it. */
export class Receiver {
  private calls = 0;
  private readonly open = new Map<number, OpenCall>();

  private constructor(
    private readonly child: ChildProcess,
    private readonly port: number,
  ) {
    child.on('message', (answer: ReceiverAnswer) => {
      if (answer.kind !== 'answer') return;
      const call = this.open.get(answer.call);
      this.open.delete(answer.call);
      call?.resolve(answer);
    });
    child.on('exit', (code, signal) => {
      const error = new Error(
        `The receiver has ended: ${signal ?? `exit code ${code ?? 'unknown'}`}.`,
      );
      for (const { reject } of this.open.values()) reject(error);
      this.open.clear();
    });
  }

  /**
   * Starts the process and waits until it listens.
   *
   * @throws Error when it ends before that
   */
  static async start(): Promise<Receiver> {
    const child = fork(path.join(packageRoot(), 'dist', 'bench', 'receiver-process.js'), {
      detached: true, // Ctrl-C reaches the driver alone, which stops everything in order.
      execArgv: [],
      serialization: 'advanced',
    });
    track(child);
    const port = await new Promise<number>((resolve, reject) => {
      child.once('message', (answer: ReceiverAnswer) => {
        if (answer.kind === 'ready') resolve(answer.port);
      });
      child.once('error', reject);
      child.once('exit', () => reject(new Error('The receiver ended before it was ready.')));
    });
    return new Receiver(child, port);
  }

  get pid(): number {
    return this.child.pid ?? 0;
  }

  /**
   * A URL whose requests are kept under the tag.
   *
   * @param port one of `furtherPorts`; default: the main one
   */
  url(tag: string, name: string, treatment: Treatment = AT_ONCE, port = this.port): string {
    return `http://127.0.0.1:${port}${receiverPath(tag, name, treatment)}`;
  }

  /** Ports beside the main one: what is sent to them goes to as many origins. The same ones each time. */
  async furtherPorts(count: number): Promise<readonly number[]> {
    return (await this.ask({ kind: 'listen', count })).ports ?? [];
  }

  /** Waits until that many different ids have come; false when the signal is aborted first. */
  async waitFor(tag: string, count: number, signal: AbortSignal): Promise<boolean> {
    if (signal.aborted) return false;
    let onAbort: () => void = () => undefined;
    const aborted = new Promise<false>((resolve) => {
      onAbort = () => resolve(false);
      signal.addEventListener('abort', onAbort, { once: true });
    });
    const reached = this.ask({ kind: 'wait', tag, count }).then(() => true);
    // After an abort nobody waits for it any more, and it may fail yet.
    reached.catch(() => undefined);
    try {
      return await Promise.race([reached, aborted]);
    } finally {
      signal.removeEventListener('abort', onAbort);
    }
  }

  /** Everything that has come for the tag. */
  async report(tag: string): Promise<AnsweredArrivals> {
    const { arrivals } = await this.ask({ kind: 'report', tag });
    return arrivals ?? { ids: [], at: [], statuses: [], answeredAt: [] };
  }

  /** Frees what is kept for the tag. */
  async forget(tag: string): Promise<void> {
    await this.ask({ kind: 'forget', tag });
  }

  stop(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return Promise.resolve();
    return new Promise((resolve) => {
      this.child.once('exit', () => resolve());
      this.child.kill('SIGKILL');
    });
  }

  private ask(request: WithoutCall<ReceiverRequest>): Promise<CallAnswer> {
    this.calls += 1;
    const call = this.calls;
    return new Promise((resolve, reject) => {
      this.open.set(call, { resolve, reject });
      this.child.send({ ...request, call }, (error) => {
        if (error !== null) reject(error);
      });
    });
  }
}
