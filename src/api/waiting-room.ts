import { busy } from '../errors';

/** Requests whose bodies one process holds at once. */
const MAX_REQUESTS = 10_000;
/** Characters of those bodies: parsed, each takes several times its size. */
const MAX_CHARACTERS = 67_108_864;

/**
 * Bounds the requests that are being answered: where the database hangs, those that wait for it would
 * otherwise fill the memory. In normal times it is nearly empty.
 */
export class WaitingRoom {
  private requests = 0;
  private characters = 0;

  constructor(
    private readonly maxRequests = MAX_REQUESTS,
    private readonly maxCharacters = MAX_CHARACTERS,
  ) {}

  /**
   * @param characters size of the request's body
   * @returns what to call at its end
   * @throws ApiError ServiceUnavailable when there is no room
   */
  enter(characters: number): () => void {
    if (this.requests >= this.maxRequests || this.characters + characters > this.maxCharacters) {
      throw busy();
    }
    this.requests += 1;
    this.characters += characters;
    return () => {
      this.requests -= 1;
      this.characters -= characters;
    };
  }
}
