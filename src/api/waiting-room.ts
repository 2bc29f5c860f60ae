import { busy } from '../errors';

/** Requests that one process has at once. */
const MAX_REQUESTS = 10_000;
/** Bytes of their bodies: parsed, each takes several times its size. */
const MAX_BYTES = 67_108_864;
/** What one organization may have of them, so that none fills all with bodies that it sends slowly. */
const SHARE = 1 / 2;

/** The place of one request. */
export interface Place {
  /**
   * Makes room for bytes of its body.
   *
   * @throws ApiError ServiceUnavailable when there is none
   */
  add(bytes: number): void;
  /** To be called once. */
  leave(): void;
}

/**
 * Bounds the requests that come and are being answered: bodies that are sent slowly, and where the
 * database hangs those that wait for it, would otherwise fill the memory. In normal times it is nearly
 * empty.
 */
export class WaitingRoom {
  private requests = 0;
  private bytes = 0;
  private readonly ofOwner = new Map<string, number>();

  constructor(
    private readonly maxRequests = MAX_REQUESTS,
    private readonly maxBytes = MAX_BYTES,
  ) {}

  /**
   * @param owner whose share it counts towards; null may have everything
   * @throws ApiError ServiceUnavailable when there is no room
   */
  enter(owner: string | null): Place {
    if (this.requests >= this.maxRequests) throw busy();
    this.requests += 1;
    let own = 0;
    return {
      add: (bytes) => {
        this.count(owner, bytes);
        own += bytes;
      },
      leave: () => {
        this.requests -= 1;
        this.count(owner, -own);
      },
    };
  }

  private count(owner: string | null, bytes: number): void {
    const ofOwner = owner === null ? 0 : (this.ofOwner.get(owner) ?? 0) + bytes;
    const isFull = this.bytes + bytes > this.maxBytes || ofOwner > this.maxBytes * SHARE;
    if (bytes > 0 && isFull) throw busy();
    this.bytes += bytes;
    if (owner === null) return;
    if (ofOwner === 0) this.ofOwner.delete(owner);
    else this.ofOwner.set(owner, ofOwner);
  }
}
