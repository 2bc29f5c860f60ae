import { mkdir } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import path from 'node:path';
import { LockHeldError, takeLock, type Lock } from './lock-file';
import { findFreePort } from './ports';

/**
 * The ports of one instance. A port is claimed by a lock file before anything listens on it: two
 * instances that start side by side would else find the same one free.
 */
export class PortClaims {
  private readonly locks: Lock[] = [];
  private readonly folder = path.join(tmpdir(), `signalpost-ports-${userInfo().uid}`);

  /**
   * Claims a free port: `preferred` or the next one after it; without `preferred` any.
   *
   * @throws Error when none is to be had
   */
  async claim(preferred?: number): Promise<number> {
    let port = await findFreePort(preferred);
    while (!(await this.take(port))) {
      port = await findFreePort(preferred === undefined ? undefined : port + 1);
    }
    return port;
  }

  /** Claims the very port that the user asked for; whether it is free is asked elsewhere. */
  async claimExactly(port: number): Promise<void> {
    await this.take(port);
  }

  /** Gives all claims back. */
  async release(): Promise<void> {
    await Promise.all(this.locks.splice(0).map((lock) => lock.release()));
  }

  private async take(port: number): Promise<boolean> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    try {
      this.locks.push(await takeLock(path.join(this.folder, `${port}.lock`)));
      return true;
    } catch (error) {
      if (error instanceof LockHeldError) return false;
      throw error;
    }
  }
}
