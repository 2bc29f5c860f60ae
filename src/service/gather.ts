import { isOutage } from '../db/outage';
import { busy } from '../errors';

/** What gathers at most: more means that the database hangs, and would only fill the memory. */
const MAX_WAITING = 10_000;

interface Waiting<Value> {
  readonly resolve: (value: Value | undefined) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Looks keys up together: while one look-up is under way, further keys gather and go with the next.
 * No timer and no added wait, and nothing is kept: every answer was read after it was asked for.
 */
export class Gather<Key, Value> {
  private waiting = new Map<string, { key: Key; asked: Waiting<Value>[] }>();
  private asked = 0;
  private busy = false;

  /**
   * @param lookUp finds many at once, by the name of their key
   * @param nameOf tells keys apart
   */
  constructor(
    private readonly lookUp: (keys: readonly Key[]) => Promise<ReadonlyMap<string, Value>>,
    private readonly nameOf: (key: Key) => string,
  ) {}

  /**
   * @returns undefined when there is none. Rejects with what the look-up throws.
   * @throws ApiError ServiceUnavailable when too much waits
   */
  find(key: Key): Promise<Value | undefined> {
    return new Promise((resolve, reject) => {
      if (this.asked >= MAX_WAITING) {
        reject(busy());
        return;
      }
      this.asked += 1;
      const name = this.nameOf(key);
      const entry = this.waiting.get(name) ?? { key, asked: [] };
      entry.asked.push({ resolve, reject });
      this.waiting.set(name, entry);
      if (!this.busy) void this.pump();
    });
  }

  private async pump(): Promise<void> {
    this.busy = true;
    while (this.waiting.size > 0) {
      const batch = this.waiting;
      this.waiting = new Map();
      this.asked = 0;
      try {
        const found = await this.lookUp([...batch.values()].map(({ key }) => key));
        for (const [name, { asked }] of batch) {
          for (const { resolve } of asked) resolve(found.get(name));
        }
      } catch (error) {
        rejectAll(batch.values(), error);
        if (!isOutage(error)) continue;
        // What has gathered meanwhile would only wait for the same.
        rejectAll(this.waiting.values(), error);
        this.waiting = new Map();
        this.asked = 0;
      }
    }
    this.busy = false;
  }
}

function rejectAll<Value>(
  entries: Iterable<{ readonly asked: readonly Waiting<Value>[] }>,
  error: unknown,
): void {
  for (const { asked } of entries) for (const { reject } of asked) reject(error);
}
