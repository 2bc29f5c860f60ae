import { spawn, type ChildProcess } from 'node:child_process';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import { track } from './live-processes';
import { removePidFile, writePidFile } from './pid-file';
import { waitUntilGone } from './processes';
import { supervise, type Endable, type Supervised } from './supervise';

const READY_TIMEOUT_MS = 60_000;
const STOP_GRACE_MS = 6_000;
const OUTPUT_LINES_KEPT = 30;

const readySchema = z.object({ type: z.literal('ready'), port: z.number().optional() });

/** How one of our own processes (API, worker) is run. */
export interface ChildOptions {
  /** Short name for messages: `api`. */
  readonly name: string;
  /** The compiled program. */
  readonly script: string;
  /** Its whole environment. */
  readonly env: NodeJS.ProcessEnv;
  /** Gets every line that it writes. */
  readonly onLine: (line: string) => void;
  /** File that notes its pid, so that a later start finds it should it stay behind. */
  readonly pidFile?: string;
}

/** A process of ours that is ready. */
export interface Child extends Endable {
  readonly pid: number;
  /** The port that it said it listens on, when it did. */
  readonly port: number | undefined;
}

/**
 * Starts a program of ours (see startChild) and restarts it whenever it ends unasked.
 *
 * @param signal gives the start up when aborted
 */
export function superviseChild(
  options: ChildOptions,
  signal?: AbortSignal,
): Promise<Supervised<Child>> {
  const given = signal === undefined ? [] : [signal];
  const start = (wanted: AbortSignal) => startChild(options, AbortSignal.any([wanted, ...given]));
  return supervise(options.name, start, options.onLine);
}

/**
 * Starts a program of ours in its own session (Ctrl-C reaches the supervisor alone) with an IPC
 * channel: when the supervisor is gone, the channel closes and the child ends by itself. Waits for
 * its `{type: 'ready'}`.
 *
 * @throws Error when it ends before it is ready, is not ready within a minute, or the signal is
 *   aborted; the message holds its last lines
 */
export async function startChild(options: ChildOptions, signal?: AbortSignal): Promise<Child> {
  signal?.throwIfAborted();
  const { pidFile } = options;
  const process = spawnProgram(options, true);
  const lines = readLines(process, options.onLine);
  const pid = process.pid ?? 0;
  const noted = pidFile === undefined ? undefined : writePidFile(pidFile, pid);
  const exited = exitOf(process).then(async (how) => {
    await noted?.catch(() => undefined);
    if (pidFile !== undefined) await removePidFile(pidFile);
    return how;
  });
  const stop = async (): Promise<void> => {
    process.kill('SIGTERM');
    if (!(await waitUntilGone(pid, STOP_GRACE_MS))) process.kill('SIGKILL');
    await exited;
  };
  try {
    await noted;
    const port = await untilReady(process, exited, signal);
    return { pid, port, exited, stop, kill: () => void process.kill('SIGKILL') };
  } catch (error) {
    process.kill('SIGKILL');
    await exited;
    const said = lines.length === 0 ? '(it wrote nothing)' : lines.join('\n');
    throw new Error(`${options.name} ${(error as Error).message}:\n${said}`, { cause: error });
  }
}

/**
 * Runs a program of ours to its end.
 *
 * @param signal kills it when aborted
 * @throws Error when it exits with anything but 0; the message holds its last lines
 */
export async function runChild(
  options: Omit<ChildOptions, 'pidFile'>,
  signal?: AbortSignal,
): Promise<void> {
  signal?.throwIfAborted();
  const process = spawnProgram(options, false);
  signal?.addEventListener('abort', () => void process.kill('SIGKILL'), { once: true });
  const lines = readLines(process, options.onLine);
  const how = await exitOf(process);
  if (process.exitCode !== 0) {
    throw new Error(`${options.name} failed (${how}):\n${lines.join('\n')}`);
  }
}

/** @returns the port that the child named */
function untilReady(
  child: ChildProcess,
  exited: Promise<string>,
  signal: AbortSignal | undefined,
): Promise<number | undefined> {
  return new Promise((resolve, reject) => {
    const onAbort = () => giveUp('was stopped while starting');
    const timer = setTimeout(
      () => giveUp(`was not ready within ${READY_TIMEOUT_MS / 1_000} s`),
      READY_TIMEOUT_MS,
    );
    const cleanUp = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    };
    const giveUp = (why: string) => {
      cleanUp();
      reject(new Error(why));
    };
    signal?.addEventListener('abort', onAbort);
    child.on('message', (message) => {
      const parsed = readySchema.safeParse(message);
      if (!parsed.success) return;
      cleanUp();
      resolve(parsed.data.port);
    });
    void exited.then((how) => giveUp(`ended before it was ready (${how})`));
  });
}

function spawnProgram(options: Pick<ChildOptions, 'script' | 'env'>, ipc: boolean): ChildProcess {
  const child = spawn(process.execPath, ['--enable-source-maps', options.script], {
    detached: true,
    env: options.env,
    stdio: ['ignore', 'pipe', 'pipe', ...(ipc ? (['ipc'] as const) : [])],
  });
  track(child);
  return child;
}

function exitOf(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => resolve(error.message));
    // `close` comes after the last of its output.
    child.once('close', (code, signal) => resolve(signal ?? `exit code ${code ?? 'unknown'}`));
  });
}

/** Passes the output on line by line; the array always holds the last lines. */
function readLines(child: ChildProcess, onLine: (line: string) => void): string[] {
  const kept: string[] = [];
  for (const input of [child.stdout, child.stderr]) {
    if (input === null) continue;
    createInterface({ input, crlfDelay: Infinity }).on('line', (line) => {
      kept.push(line);
      if (kept.length > OUTPUT_LINES_KEPT) kept.shift();
      onLine(line);
    });
  }
  return kept;
}
