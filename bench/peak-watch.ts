import { writeFile } from 'node:fs/promises';
import { readUsage } from './process-usage';

const SAMPLE_INTERVAL_MS = 1_000;
/** Tells Linux to begin a process's peak of resident memory (VmHWM) anew. */
const RESET_PEAK = '5';

/**
 * The peaks of processes' memory from its making to `stop`. The kernel keeps a process's peak and
 * begins it anew when it is told to. Of a process with children (PostgreSQL), whose own peaks cannot
 * be added, the sum is looked at each second instead.
 */
export class PeakWatch<Name extends string> {
  private readonly sampled: Partial<Record<Name, number>> = {};
  private readonly timer: NodeJS.Timeout;
  private sampling: Promise<void> = Promise.resolve();

  /** @param pids asked for each time, because a process may be restarted in between */
  constructor(private readonly pids: () => Readonly<Record<Name, number>>) {
    this.timer = setInterval(() => {
      this.sampling = this.sampling.then(() => this.sample());
    }, SAMPLE_INTERVAL_MS);
  }

  /** Begins the kernel's peaks anew; where it does not take that they go on since the process began. */
  static async reset(pids: readonly number[]): Promise<void> {
    for (const pid of pids) {
      await writeFile(`/proc/${pid}/clear_refs`, RESET_PEAK).catch(() => undefined);
    }
  }

  /** @returns MiB by process, of those that the kernel keeps no peak for */
  async stop(): Promise<Partial<Record<Name, number>>> {
    clearInterval(this.timer);
    await this.sampling;
    await this.sample();
    return this.sampled;
  }

  private async sample(): Promise<void> {
    const usage = await readUsage(this.pids());
    for (const name of Object.keys(usage) as Name[]) {
      const { residentMib, peakMib } = usage[name];
      if (peakMib !== null || residentMib === null) continue;
      this.sampled[name] = Math.max(this.sampled[name] ?? 0, residentMib);
    }
  }
}
