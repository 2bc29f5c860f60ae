import { spawn } from 'node:child_process';
import { track } from './live-processes';

const OUTPUT_KEPT_BYTES = 20_000;

/** How a program is run. */
export interface RunOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  /** Milliseconds after which it is killed; none: no limit. */
  readonly timeoutMs?: number;
  /** Kills it when aborted. */
  readonly signal?: AbortSignal | undefined;
  readonly uid?: number | undefined;
  readonly gid?: number | undefined;
}

/**
 * Runs a program to its end, in its own process group, so that nothing of it stays after a kill.
 *
 * @returns what it wrote on standard output and error, the last 20,000 characters
 * @throws Error when it cannot be started, exits with anything but 0, is aborted or takes too long;
 *   the message ends with the last lines that it wrote
 */
export function run(
  command: string,
  args: readonly string[],
  options: RunOptions = {},
): Promise<string> {
  return new Promise((resolve, reject) => {
    options.signal?.throwIfAborted();
    const { cwd, env, uid, gid } = options;
    const child = spawn(command, args, {
      cwd,
      env,
      uid,
      gid,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    track(child);
    let output = '';
    let killedBecause = '';
    const keep = (chunk: Buffer) =>
      (output = (output + chunk.toString()).slice(-OUTPUT_KEPT_BYTES));
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const kill = (why: string) => {
      killedBecause = why;
      killGroup(child.pid);
    };
    const onAbort = () => kill('was interrupted');
    const { timeoutMs } = options;
    const timer =
      timeoutMs === undefined
        ? undefined
        : setTimeout(() => kill(`took longer than ${timeoutMs / 1_000} s`), timeoutMs);
    options.signal?.addEventListener('abort', onAbort);
    const settle = (problem: string | undefined) => {
      clearTimeout(timer);
      options.signal?.removeEventListener('abort', onAbort);
      if (problem === undefined) {
        resolve(output);
        return;
      }
      const last = output.trim().split('\n').slice(-3).join(' | ');
      reject(new Error(last === '' ? problem : `${problem}: ${last}`));
    };
    child.once('error', (error) => settle(`${command} cannot be run (${error.message})`));
    child.once('close', (code, signal) => {
      if (killedBecause !== '') settle(`${command} ${killedBecause}`);
      else if (code === 0) settle(undefined);
      else settle(`${command} ended with ${signal ?? `exit code ${code ?? 'unknown'}`}`);
    });
  });
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return;
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // It has just ended by itself.
  }
}
