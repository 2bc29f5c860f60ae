/** The lanes of a group: each makes one attempt after the other. */
export class Lanes {
  private readonly open = new Set<Promise<void>>();
  /** In the order in which they began. */
  private readonly attempts = new Set<{ readonly since: number }>();

  /** @param lane sends until it finds that it is to send no more */
  constructor(private readonly lane: () => Promise<void>) {}

  /** Opens lanes until there are that many. */
  fill(count: number): void {
    while (this.open.size < count) {
      const lane: Promise<void> = this.lane().finally(() => this.open.delete(lane));
      this.open.add(lane);
    }
  }

  get areOpen(): boolean {
    return this.open.size > 0;
  }

  /** Resolves when all that are open now have ended. */
  async ended(): Promise<void> {
    await Promise.all(this.open);
  }

  /** Makes an attempt of a lane, and knows of it meanwhile. */
  async during<T>(attempt: () => Promise<T>): Promise<T> {
    const entry = { since: performance.now() };
    this.attempts.add(entry);
    try {
      return await attempt();
    } finally {
      this.attempts.delete(entry);
    }
  }

  /** Attempts under way. */
  get underWay(): number {
    return this.attempts.size;
  }

  /** For how long the oldest attempt has been under way; 0 when there is none. */
  get oldestMs(): number {
    const [oldest] = this.attempts;
    return oldest === undefined ? 0 : performance.now() - oldest.since;
  }
}
