import type { Reckoning } from './accounting';
import type { Figures } from './bench-case';
import { percentile, rounded } from './statistics';

const MS_PER_SECOND = 1_000;
/** Before the name of a figure that was measured without the disturbance that the case is about. */
const UNDISTURBED = 'undisturbed_';
/** Before the name of a figure as a multiple of its undisturbed one. */
const RATIO = 'ratio_';

/** Things per second; null of none. */
export function perSecond(count: number, fromMs: number, untilMs: number): number | null {
  return count === 0 ? null : rounded((count / (untilMs - fromMs)) * MS_PER_SECOND);
}

/** Percentiles of latencies in milliseconds. */
export function latencyFigures(latencies: readonly number[]): Figures {
  return {
    p50_ms: rounded(percentile(latencies, 50)),
    p95_ms: rounded(percentile(latencies, 95)),
    p99_ms: rounded(percentile(latencies, 99)),
    max_ms: rounded(percentile(latencies, 100)),
  };
}

/** Events accepted and delivered per second, each from the first request on. */
export function rateFigures(reckoning: Reckoning): Figures {
  const { account, firstRequestAt, lastAnswerAt, lastArrivalAt } = reckoning;
  return {
    accepted_per_second: perSecond(account.accepted, firstRequestAt, lastAnswerAt),
    delivered_per_second: perSecond(account.delivered, firstRequestAt, lastArrivalAt),
  };
}

/** The figures of a case that is about a disturbance, those without it, and how they compare. */
export function besideUndisturbed(disturbed: Figures, undisturbed: Figures): Figures {
  const entries = Object.entries(undisturbed).flatMap(([name, without]) => {
    const disturbedValue = disturbed[name] ?? null;
    const ratio =
      disturbedValue === null || without === null ? null : rounded(disturbedValue / without);
    return [[UNDISTURBED + name, without] as const, [RATIO + name, ratio] as const];
  });
  return { ...disturbed, ...Object.fromEntries(entries) };
}

/** What besideUndisturbed has put beside a figure; undefined where it has not. */
export function undisturbedOf(
  figures: Figures,
  name: string,
): { without: number | null; ratio: number | null } | undefined {
  const without = figures[UNDISTURBED + name];
  if (without === undefined) return undefined;
  return { without, ratio: figures[RATIO + name] ?? null };
}
