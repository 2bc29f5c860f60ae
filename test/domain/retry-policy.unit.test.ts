import fc from 'fast-check';
import { isLastAttempt, MAX_ATTEMPTS, retryDelaySeconds } from '../../src/domain/retry-policy';

describe('retryDelaySeconds', () => {
  it.each([
    [1, 5],
    [2, 15],
    [3, 45],
    [4, 135],
    [5, 405],
    [6, 1_200],
    [9, 1_200],
  ])('after attempt %i waits %i s', (attempt, seconds) => {
    expect(retryDelaySeconds(attempt, null, 0.5)).toBe(seconds);
  });

  it('moves each wait by at most a tenth, never past the longest, never before the receiver wishes', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: MAX_ATTEMPTS }),
        fc.option(fc.integer({ min: 1, max: 10_000_000 })),
        fc.double({ min: 0, max: 0.999_999, noNaN: true }),
        (attempt, retryAfter, random) => {
          const plain = Math.min(5 * 3 ** (attempt - 1), 1_200);
          const delay = retryDelaySeconds(attempt, retryAfter, random);
          expect(delay).toBeGreaterThanOrEqual(plain * 0.9 - 1e-9);
          expect(delay).toBeLessThanOrEqual(
            Math.max(Math.min(plain * 1.1, 1_200), Math.min(retryAfter ?? 0, 3_600)) + 1e-9,
          );
          expect(delay).toBeGreaterThanOrEqual(Math.min(retryAfter ?? 0, 3_600));
        },
      ),
    );
  });
});

describe('isLastAttempt', () => {
  it.each([
    [9, 500, false],
    [10, 500, true],
    [10, null, true],
    [1, 410, true],
    [1, 404, false],
  ])('attempt %i with status %p: %p', (attempt, status, last) => {
    expect(isLastAttempt(attempt, status)).toBe(last);
  });
});
