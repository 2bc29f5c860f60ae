import { RateLimiterMemory, RateLimiterRes } from 'rate-limiter-flexible';
import type { RateLimits } from '../config';
import { tooManyRequests } from '../errors';
import type { Caller } from '../service/caller';

const WINDOW_SECONDS = 60;

/** Counts a request of a caller. @throws ApiError TooManyRequests when it is one too many */
export type CountRequest = (caller: Caller, rate: 'calls' | 'publishes') => Promise<void>;

/**
 * Limits the requests of each token in a window of a minute. Counted in memory, in each API process by
 * itself: a counter that the processes share would cost a round trip for every request.
 */
export function createRateLimit({ callsPerMinute, publishesPerMinute }: RateLimits): CountRequest {
  const limiterOf = (points: number) =>
    points === 0 ? null : new RateLimiterMemory({ points, duration: WINDOW_SECONDS });
  const limiters = {
    calls: limiterOf(callsPerMinute),
    publishes: limiterOf(publishesPerMinute),
  };
  return async ({ tokenId }, rate) => {
    try {
      await limiters[rate]?.consume(tokenId);
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      throw tooManyRequests(error.msBeforeNext / 1_000);
    }
  };
}
