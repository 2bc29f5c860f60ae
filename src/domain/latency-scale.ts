/** A step of the scale is at most this factor, which bounds how far a percentile may be off. */
export const LATENCY_RATIO = 1.2;
/** Beyond this all durations are in one step; an attempt's time-out is far below. */
const LATENCY_MAX_MS = 600_000;

/**
 * Milliseconds at which the steps 1, 2, … of the latency scale begin; step 0 is below the first. The
 * longest duration of a step is at most LATENCY_RATIO times its shortest. Counts are stored by step, so
 * this must never change; SQL is given it as an argument (width_bucket), so that there is one rule.
 */
export const LATENCY_STEPS_MS: readonly number[] = steps();

function steps(): number[] {
  const begins: number[] = [];
  let begin = 1;
  while (begin < LATENCY_MAX_MS) {
    begins.push(begin);
    begin = Math.max(begin + 1, Math.floor(begin * LATENCY_RATIO) + 1);
  }
  return [...begins, LATENCY_MAX_MS];
}

/** The step of a duration in whole milliseconds. */
export function latencyStep(durationMs: number): number {
  let [low, high] = [0, LATENCY_STEPS_MS.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((LATENCY_STEPS_MS[middle] ?? Infinity) <= durationMs) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** How many durations are in each step. */
export type LatencyCounts = ReadonlyMap<number, number>;

/**
 * The duration in milliseconds that a part of all durations does not exceed: in the step that holds the
 * exact one (by the nearest-rank method), between its bounds by proportion. Null when there are none.
 *
 * @param part from 0 to 1
 */
export function latencyPercentile(counts: LatencyCounts, part: number): number | null {
  const sorted = [...counts].filter(([, count]) => count > 0).sort(([a], [b]) => a - b);
  const total = sorted.reduce((sum, [, count]) => sum + count, 0);
  const rank = part * total;
  let before = 0;
  for (const [step, count] of sorted) {
    if (before + count >= rank) {
      const shortest = step === 0 ? 0 : (LATENCY_STEPS_MS[step - 1] ?? 0);
      const longest = (LATENCY_STEPS_MS[step] ?? shortest + 1) - 1;
      return shortest + ((longest - shortest) * (rank - before)) / count;
    }
    before += count;
  }
  return null;
}
