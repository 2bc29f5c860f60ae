import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);
const POLL_INTERVAL_MS = 50;

/** A failure's own words, whatever was thrown. */
export function reason(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** Sends a signal; false when the process is gone or not ours. */
export function sendSignal(pid: number, signal: NodeJS.Signals): boolean {
  try {
    return process.kill(pid, signal);
  } catch {
    return false;
  }
}

/**
 * What tells a process from a later one with the same pid: its start time.
 *
 * @returns undefined when no such process runs (a zombie does not run)
 */
export async function processIdentity(pid: number): Promise<string | undefined> {
  if (process.platform === 'linux') {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
    // The command's name, in brackets, may hold blanks itself: fields are counted after it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    const [state] = fields;
    const startTicks = fields[19];
    return state === undefined || state === 'Z' || state === 'X' ? undefined : startTicks;
  }
  const started = await psColumn(pid, 'lstart');
  return started === '' ? undefined : started;
}

/** Whether a process runs. */
export async function isAlive(pid: number): Promise<boolean> {
  return (await processIdentity(pid)) !== undefined;
}

/** The command line of a process, blanks between the arguments; empty when it is gone. */
export async function commandLine(pid: number): Promise<string> {
  if (process.platform !== 'linux') return psColumn(pid, 'command');
  const raw = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
  return raw.replaceAll('\0', ' ').trim();
}

async function psColumn(pid: number, column: string): Promise<string> {
  const found = await run('ps', ['-p', String(pid), '-o', `${column}=`]).catch(() => undefined);
  return found?.stdout.trim() ?? '';
}

/**
 * Waits until a process is gone.
 *
 * @param timeoutMs milliseconds
 * @returns false when it still runs at the end of that time
 */
export async function waitUntilGone(pid: number, timeoutMs: number): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while (await isAlive(pid)) {
    if (Date.now() > deadline) return false;
    await sleep(POLL_INTERVAL_MS);
  }
  return true;
}

/**
 * Ends a process: sends each signal in turn, and the next one when the process still runs after
 * `graceMs` milliseconds.
 *
 * @throws Error when it survives all of them
 */
export async function endProcess(
  pid: number,
  signals: readonly NodeJS.Signals[],
  graceMs: number,
): Promise<void> {
  for (const signal of signals) {
    if (!sendSignal(pid, signal) || (await waitUntilGone(pid, graceMs))) return;
  }
  throw new Error(`Process ${pid} does not end (sent: ${signals.join(', ')}).`);
}
