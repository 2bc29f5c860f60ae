import { busy } from '../errors';
import { isOutage } from './outage';

/** What gathers at most: more means that the database hangs, and would only fill the memory. */
const MAX_WAITING = 10_000;

interface Waiting<Value> {
  readonly resolve: (value: Value | undefined) => void;
  readonly reject: (error: unknown) => void;
}

interface Entry<Key, Value> {
  readonly key: Key;
  readonly asked: Waiting<Value>[];
}

/** How much one statement takes. */
export interface GatherOptions {
  /** Keys of one look-up at most; without it as many as wait. */
  readonly maxKeys?: number;
  /** Look-ups under way at once, default 1. */
  readonly atOnce?: number;
}

/**
 * Does one thing for many keys together: while one statement is under way, further keys gather and go
 * with the next. No timer and no added wait, and nothing is kept: every answer was read after it was
 * asked for.
 */
export class Gather<Key, Value> {
  private readonly waiting = new Map<string, Entry<Key, Value>>();
  private asked = 0;
  private underWay = 0;
  private readonly maxKeys: number;
  private readonly atOnce: number;

  /**
   * @param lookUp does it for many at once, by the name of their key
   * @param nameOf tells keys apart
   */
  constructor(
    private readonly lookUp: (keys: readonly Key[]) => Promise<ReadonlyMap<string, Value>>,
    private readonly nameOf: (key: Key) => string,
    { maxKeys = MAX_WAITING, atOnce = 1 }: GatherOptions = {},
  ) {
    this.maxKeys = maxKeys;
    this.atOnce = atOnce;
  }

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
      if (this.underWay < this.atOnce) void this.pump();
    });
  }

  private async pump(): Promise<void> {
    this.underWay += 1;
    while (this.waiting.size > 0) {
      const batch = this.take();
      try {
        const found = await this.lookUp([...batch.values()].map(({ key }) => key));
        for (const [name, { asked }] of batch) {
          for (const { resolve } of asked) resolve(found.get(name));
        }
      } catch (error) {
        rejectAll(batch, error);
        // What has gathered meanwhile would only wait for the same.
        if (isOutage(error)) rejectAll(this.take(MAX_WAITING), error);
      }
    }
    this.underWay -= 1;
  }

  private take(most = this.maxKeys): Map<string, Entry<Key, Value>> {
    const batch = new Map<string, Entry<Key, Value>>();
    for (const [name, entry] of this.waiting) {
      if (batch.size >= most) break;
      batch.set(name, entry);
      this.waiting.delete(name);
      this.asked -= entry.asked.length;
    }
    return batch;
  }
}

function rejectAll<Key, Value>(
  entries: ReadonlyMap<string, Entry<Key, Value>>,
  error: unknown,
): void {
  for (const { asked } of entries.values()) for (const { reject } of asked) reject(error);
}
