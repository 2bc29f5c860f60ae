import { setTimeout as delay } from 'node:timers/promises';

const POLL_MS = 20;

/**
 * Asks again until `look` gives a value other than undefined, null or false. That it throws is one more
 * "not yet", as of a workflow that Temporal has not heard of so far.
 *
 * @throws Error with `what` when that takes longer than `timeoutMs`; its cause is what `look` threw last
 */
export async function eventually<T>(
  what: string,
  look: () => T | Promise<T>,
  timeoutMs = 15_000,
): Promise<NonNullable<Exclude<T, false>>> {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    let thrown: { readonly cause?: unknown } = {};
    try {
      const found = await look();
      if (found !== undefined && found !== null && found !== false) {
        return found as NonNullable<Exclude<T, false>>;
      }
    } catch (cause) {
      thrown = { cause };
    }
    if (Date.now() > deadline)
      throw new Error(`Did not happen in ${timeoutMs} ms: ${what}`, thrown);
    await delay(POLL_MS);
  }
}
