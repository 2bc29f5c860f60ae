import type { ChildProcess } from 'node:child_process';

const live = new Set<number>();

/** Notes a process that was started in its own session, until it ends. */
export function track(child: ChildProcess): void {
  const { pid } = child;
  if (pid === undefined) return;
  live.add(pid);
  child.once('exit', () => live.delete(pid));
}

/**
 * Kills every process that this one has started and that still runs, at once and synchronously: the
 * last resort before an exit. Committed data survives, the next start recovers.
 */
export function killLiveProcesses(): void {
  for (const pid of live) {
    try {
      process.kill(-pid, 'SIGKILL');
    } catch {
      // It has just ended.
    }
  }
}
