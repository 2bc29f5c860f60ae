import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { runChild, startChild, type Child } from '../dev/child-process';
import { programsIn } from '../dev/programs';
import { Restartable } from './restartable';

/** How Signalpost's own processes are run. */
export interface SignalpostOptions {
  /** The whole environment of each. */
  readonly env: NodeJS.ProcessEnv;
  /** API processes; default 1. */
  readonly apis?: number | undefined;
  /** Worker processes; default 1. */
  readonly workers?: number | undefined;
  /** Gets every line that one of them writes, with its name before it. */
  readonly onLine: (line: string) => void;
  /** Folder that gets CPU profiles of APIs and workers when they end. */
  readonly profileFolder?: string | undefined;
  /** Gives the start up when aborted. */
  readonly signal: AbortSignal;
}

/** APIs and workers on one database that was migrated; by default one of each. */
export class SignalpostProcesses {
  readonly apis: readonly Restartable<Child>[];
  readonly workers: readonly Restartable<Child>[];

  constructor(private readonly options: SignalpostOptions) {
    this.apis = this.places('api', options.apis ?? 1);
    this.workers = this.places('worker', options.workers ?? 1);
  }

  /** @throws Error when one does not start */
  async start(): Promise<void> {
    const { env, signal } = this.options;
    const onLine = this.lineHandler('migrate');
    await runChild({ name: 'migrate', script: programsIn().migrate, env, onLine }, signal);
    for (const place of [...this.workers, ...this.apis]) await place.start();
  }

  /** URL of the first API. */
  get apiUrl(): string {
    return this.apiUrls[0] ?? '';
  }

  /** URL of each API; an API that is started again has the one that it had. */
  get apiUrls(): readonly string[] {
    return this.apis.map(({ latest }) => `http://127.0.0.1:${latest?.port ?? 0}`);
  }

  /** Of the first of each kind; zero for one that does not run. */
  get pids(): { api: number; worker: number } {
    return {
      api: this.apis[0]?.current?.pid ?? 0,
      worker: this.workers[0]?.current?.pid ?? 0,
    };
  }

  /** Nothing is delivered until startWorkers. */
  async stopWorkers(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.stop()));
  }

  /** Starts the workers that do not run. */
  async startWorkers(): Promise<void> {
    await Promise.all(this.workers.map((worker) => worker.start()));
  }

  async stop(): Promise<void> {
    await Promise.all(this.apis.map((api) => api.stop()));
    await this.stopWorkers();
  }

  private places(kind: 'api' | 'worker', count: number): readonly Restartable<Child>[] {
    return Array.from({ length: count }, (_, index) => {
      const name = count === 1 ? kind : `${kind}-${index + 1}`;
      return new Restartable<Child>(name, (former) => this.startProcess(kind, name, former?.port));
    });
  }

  private async startProcess(
    kind: 'api' | 'worker',
    name: string,
    port: number | undefined,
  ): Promise<Child> {
    const { env, signal } = this.options;
    const childEnv = {
      ...env,
      ...(port === undefined ? {} : { PORT: String(port) }),
      ...(await this.profileOptions(name)),
    };
    const script = programsIn()[kind];
    return startChild({ name, script, env: childEnv, onLine: this.lineHandler(name) }, signal);
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
