import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 20;

/**
 * Asks again until `look` gives a value other than undefined, null or false.
 *
 * @throws Error with `what` when that takes longer than `timeoutMs`
 */
export async function eventually<T>(
  what: string,
  look: () => T | Promise<T>,
  timeoutMs = 15_000,
): Promise<NonNullable<Exclude<T, false>>> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== null && found !== false) {
      return found as NonNullable<Exclude<T, false>>;
    }
    if (Date.now() > deadline) throw new Error(`Did not happen in ${timeoutMs} ms: ${what}`);
    await delay(POLL_MS);
  }
}
