import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { runChild, startChild, type Child } from '../dev/child-process';
import { programsIn } from '../dev/programs';

/** How Signalpost's own processes are run. */
export interface SignalpostOptions {
  /** The whole environment of each. */
  readonly env: NodeJS.ProcessEnv;
  /** Gets every line that one of them writes, with its name before it. */
  readonly onLine: (line: string) => void;
  /** Folder that gets CPU profiles of API and worker when they end. */
  readonly profileFolder?: string | undefined;
  /** Gives the start up when aborted. */
  readonly signal: AbortSignal;
}

/** One API and one worker, on a database that was migrated. */
export class SignalpostProcesses {
  private readonly running: { api?: Child; worker?: Child } = {};

  constructor(private readonly options: SignalpostOptions) {}

  /** @throws Error when one does not start */
  async start(): Promise<void> {
    const { env, signal } = this.options;
    const onLine = this.lineHandler('migrate');
    await runChild({ name: 'migrate', script: programsIn().migrate, env, onLine }, signal);
    await this.startProcess('worker');
    await this.startProcess('api');
  }

  get apiUrl(): string {
    return `http://127.0.0.1:${this.running.api?.port ?? 0}`;
  }

  /** Zero for one that does not run. */
  get pids(): { api: number; worker: number } {
    return { api: this.running.api?.pid ?? 0, worker: this.running.worker?.pid ?? 0 };
  }

  /** Nothing is delivered until startWorker. */
  async stopWorker(): Promise<void> {
    const { worker } = this.running;
    delete this.running.worker;
    await worker?.stop();
  }

  /** Starts the worker unless it runs. */
  async startWorker(): Promise<void> {
    if (this.running.worker === undefined) await this.startProcess('worker');
  }

  async stop(): Promise<void> {
    await this.running.api?.stop();
    await this.running.worker?.stop();
  }

  private async startProcess(name: 'api' | 'worker'): Promise<void> {
    const { env, signal } = this.options;
    const childEnv = { ...env, ...(await this.profileOptions(name)) };
    const script = programsIn()[name];
    const options = { name, script, env: childEnv, onLine: this.lineHandler(name) };
    this.running[name] = await startChild(options, signal);
  }

  private async profileOptions(name: string): Promise<NodeJS.ProcessEnv> {
    const { profileFolder } = this.options;
    if (profileFolder === undefined) return {};
    const folder = path.resolve(profileFolder, name);
    await mkdir(folder, { recursive: true });
    const hook = path.join(__dirname, 'cpu-profile.js');
    return {
      NODE_OPTIONS: `--require ${JSON.stringify(hook)}`,
      BENCH_PROFILE_FOLDER: folder,
    };
  }

  private lineHandler(name: string): (line: string) => void {
    return (line) => this.options.onLine(`[${name}] ${line}`);
  }
}
