/** What a receiver answered, by the class of its code; `none` when no answer came. */
export const DELIVERY_OUTCOMES = ['2xx', '3xx', '4xx', '5xx', 'none'] as const;
export type DeliveryOutcome = (typeof DELIVERY_OUTCOMES)[number];

/** Stretches of time, ending now, for which an endpoint's statistics are told. */
export const STATISTICS_RANGES = ['1h', '24h', '7d'] as const;
export type StatisticsRange = (typeof STATISTICS_RANGES)[number];
