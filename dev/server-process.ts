import { spawn } from 'node:child_process';
import { closeSync, openSync, statSync } from 'node:fs';
import { tailOf } from './files';
import { track } from './live-processes';
import { sendSignal, waitUntilGone } from './processes';

const LOG_SIZE_LIMIT_BYTES = 10_000_000;
const LOG_TAIL_BYTES = 2_000;

/** How a server program (PostgreSQL, Temporal) is started. */
export interface ServerProcessOptions {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** File that gets its standard output and error; begun anew once it is over 10 MB. */
  readonly logFile: string;
  /** User and group to run as, when we are root and it must not be. */
  readonly uid?: number | undefined;
  readonly gid?: number | undefined;
}

/** A running server program. */
export interface ServerProcess {
  readonly pid: number;
  /** Settles when it has ended, with a few words on how. */
  readonly exited: Promise<string>;
  readonly hasExited: () => boolean;
  /** Sends a signal; nothing happens when it has ended. */
  signal(signal: NodeJS.Signals): void;
  /** Sends each signal in turn, the next after `graceMs` milliseconds, until it has ended. */
  end(signals: readonly NodeJS.Signals[], graceMs: number): Promise<void>;
  /** The last lines of its log, for messages. */
  logTail(): Promise<string>;
}

/**
 * Starts a server program in its own session: Ctrl-C in the terminal reaches only the supervisor,
 * which ends the servers in their order. Its output goes to a file rather than a pipe, so that it
 * neither blocks nor breaks when the supervisor is gone.
 *
 * @throws Error when it cannot be started at all
 */
export async function startServerProcess(options: ServerProcessOptions): Promise<ServerProcess> {
  const log = openSync(options.logFile, isLarge(options.logFile) ? 'w' : 'a', 0o600);
  const child = spawn(options.command, options.args, {
    cwd: options.cwd,
    env: options.env,
    uid: options.uid,
    gid: options.gid,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  track(child);
  await new Promise<void>((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (error) =>
      reject(new Error(`${options.command} cannot be started: ${error.message}`)),
    );
  });
  const pid = child.pid ?? 0;
  const hasExited = () => child.exitCode !== null || child.signalCode !== null;
  const exited = new Promise<string>((resolve) => {
    const settle = () => resolve(child.signalCode ?? `exit code ${child.exitCode ?? 'unknown'}`);
    if (hasExited()) settle();
    else child.once('exit', settle);
  });
  return {
    pid,
    exited,
    hasExited,
    signal: (signal) => {
      if (!hasExited()) sendSignal(pid, signal);
    },
    end: async (signals, graceMs) => {
      for (const signal of signals) {
        if (hasExited()) break;
        sendSignal(pid, signal);
        if (await waitUntilGone(pid, graceMs)) break;
      }
      await exited;
    },
    logTail: () => tailOf(options.logFile, LOG_TAIL_BYTES),
  };
}

function isLarge(file: string): boolean {
  return (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > LOG_SIZE_LIMIT_BYTES;
}
