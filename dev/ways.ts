import { reason } from './processes';

/** One way to get hold of something. */
export interface Way {
  /** What it is, for people: `a "temporal" on PATH`. */
  readonly name: string;
  /** The path; undefined or an exception when this way does not lead there. */
  readonly attempt: () => Promise<string | undefined>;
}

/** Thrown when no way worked; the message lists all of them, with the reasons. */
export class NoWayError extends Error {
  override readonly name = 'NoWayError';
}

/**
 * Tries the ways in their order and returns what the first one that works gives.
 *
 * @param what what is looked for, for the message
 * @param advice last line of the message: what the user can do
 * @throws NoWayError when none works; the signal's reason when it was aborted
 */
export async function firstWay(
  what: string,
  ways: readonly Way[],
  advice: string,
  signal?: AbortSignal,
): Promise<string> {
  const failures: string[] = [];
  for (const { name, attempt } of ways) {
    signal?.throwIfAborted();
    try {
      const found = await attempt();
      if (found !== undefined) return found;
      failures.push(`  - ${name}: not there`);
    } catch (error) {
      signal?.throwIfAborted();
      failures.push(`  - ${name}: ${reason(error)}`);
    }
  }
  throw new NoWayError(`${what} cannot be had. Tried:\n${failures.join('\n')}\n${advice}`);
}
