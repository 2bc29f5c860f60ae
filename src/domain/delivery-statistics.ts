/** What a receiver answered, by the class of its code; `none` when no answer came. */
export const DELIVERY_OUTCOMES = ['2xx', '3xx', '4xx', '5xx', 'none'] as const;
export type DeliveryOutcome = (typeof DELIVERY_OUTCOMES)[number];

/**
 * The outcome of a row of the statistics.
 *
 * @param digit first one of the code, 0 without an answer
 */
export function outcomeOf(digit: number): DeliveryOutcome {
  switch (digit) {
    case 0:
      return 'none';
    case 2:
      return '2xx';
    case 3:
      return '3xx';
    case 4:
      return '4xx';
    default:
      // A code that is in no class counts as the server's mistake (RFC 9110, section 15).
      return '5xx';
  }
}

/** Stretches of time, ending now, for which an endpoint's statistics are told. */
export const STATISTICS_RANGES = ['1h', '24h', '7d'] as const;
export type StatisticsRange = (typeof STATISTICS_RANGES)[number];

/** How a stretch of time is told. */
export interface RangeShape {
  readonly buckets: number;
  readonly bucketSeconds: number;
  /** The counts that it is made of. */
  readonly span: CountSpan;
}

export const RANGE_SHAPES: Readonly<Record<StatisticsRange, RangeShape>> = {
  '1h': { buckets: 60, bucketSeconds: 60, span: 'minutes' },
  '24h': { buckets: 96, bucketSeconds: 900, span: 'quarters' },
  '7d': { buckets: 84, bucketSeconds: 7_200, span: 'hours' },
};

/** Hours of an endpoint's summary. */
export const SUMMARY_SHAPE: RangeShape = { buckets: 24, bucketSeconds: 3_600, span: 'hours' };

/**
 * When the buckets begin, in milliseconds since 1970: at whole multiples of their length, the last one
 * with the present in it.
 */
export function bucketStarts({ buckets, bucketSeconds }: RangeShape, now: number): number[] {
  const length = bucketSeconds * 1_000;
  const last = Math.floor(now / length) * length;
  return Array.from({ length: buckets }, (_, index) => last - (buckets - 1 - index) * length);
}

/**
 * Deliveries of the last seconds are not counted yet, because their rows may still be to come: a worker
 * holds outcomes for a minute when the database is away, and then for as long as one statement may take.
 */
export const COUNT_LAG_SECONDS = 120;

/** Stretches of time by which attempts are counted, and how long these counts are kept. */
export const COUNT_SPANS = {
  minutes: { seconds: 60, keptDays: 2 },
  quarters: { seconds: 900, keptDays: 2 },
  hours: { seconds: 3_600, keptDays: 90 },
} as const;
export type CountSpan = keyof typeof COUNT_SPANS;
