/** Remembers for a while which endpoints had something to send. Bounded by what comes within that while. */
export class Lately {
  /** The latest at the end. */
  private readonly seen = new Map<string, number>();

  /** @param memoryMs for how long an endpoint is remembered */
  constructor(private readonly memoryMs: number) {}

  /** Notes that an endpoint has something to send. @returns whether it had before, within that while */
  note(endpointId: string): boolean {
    const now = performance.now();
    for (const [id, at] of this.seen) {
      if (now - at < this.memoryMs) break;
      this.seen.delete(id);
    }
    // Deleted and set anew: the latest are at the end.
    const before = this.seen.delete(endpointId);
    this.seen.set(endpointId, now);
    return before;
  }
}
