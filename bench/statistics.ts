/**
 * A percentile by the nearest-rank method: a value that was measured, never one in between.
 *
 * @param percent above 0, at most 100
 * @returns null when there is nothing
 */
export function percentile(values: readonly number[], percent: number): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil((percent / 100) * sorted.length) - 1] ?? null;
}

/** The middle value; of an even number the mean of the two in the middle; null of none. */
export function median(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.ceil(sorted.length / 2) - 1];
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2;
}

/** The median of each figure over several runs; runs where it is null do not count. */
export function medians(
  runs: readonly Readonly<Record<string, number | null>>[],
): Record<string, number | null> {
  const names = [...new Set(runs.flatMap((run) => Object.keys(run)))];
  return Object.fromEntries(
    names.map((name) => {
      const values = runs.map((run) => run[name] ?? null).filter((value) => value !== null);
      return [name, rounded(median(values))];
    }),
  );
}

const DECIMALS = 1_000;

/** At most three decimals: results are read by people. */
export function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * DECIMALS) / DECIMALS;
}
