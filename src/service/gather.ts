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
  private busy = false;

  /**
   * @param lookUp finds many at once, by the name of their key
   * @param nameOf tells keys apart
   */
  constructor(
    private readonly lookUp: (keys: readonly Key[]) => Promise<ReadonlyMap<string, Value>>,
    private readonly nameOf: (key: Key) => string,
  ) {}

  /** @returns undefined when there is none. Rejects with what the look-up throws. */
  find(key: Key): Promise<Value | undefined> {
    return new Promise((resolve, reject) => {
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
      try {
        const found = await this.lookUp([...batch.values()].map(({ key }) => key));
        for (const [name, { asked }] of batch) {
          for (const { resolve } of asked) resolve(found.get(name));
        }
      } catch (error) {
        for (const { asked } of batch.values()) for (const { reject } of asked) reject(error);
      }
    }
    this.busy = false;
  }
}
