import type { OrganizationScope } from '../db/endpoints';
import type { Timestamp } from '../db/pool';
import type { DeliveryOutcome, StatisticsRange } from '../domain/delivery-statistics';

/** How long attempts took, in milliseconds, whatever came of them; null when there were none. */
export interface Percentiles {
  readonly p50: number | null;
  readonly p95: number | null;
  readonly p99: number | null;
}

/** Attempts of one hour. */
export interface HourCounts {
  /** When the hour began. */
  readonly at: Timestamp;
  readonly delivered: number;
  readonly failed: number;
}

/** The last 24 hours of one endpoint: 23 whole ones and the running one. */
export interface EndpointSummary {
  /** 24, the oldest first; hours without attempts are there with zeros. */
  readonly hours: readonly HourCounts[];
  readonly delivered: number;
  readonly failed: number;
  /** From 0 to 1; null when nothing was attempted. */
  readonly successRate: number | null;
  /** Milliseconds; null when nothing was attempted. */
  readonly p95: number | null;
}

/** Attempts of one stretch of time. */
export interface StatisticsBucket extends Percentiles {
  /** When it began. */
  readonly at: Timestamp;
  readonly outcomes: Readonly<Record<DeliveryOutcome, number>>;
}

export interface StatisticsTotals extends Percentiles {
  readonly outcomes: Readonly<Record<DeliveryOutcome, number>>;
  /** Attempts that succeeded, and those that did not. */
  readonly delivered: number;
  readonly failed: number;
  /** From 0 to 1; null when nothing was attempted. */
  readonly successRate: number | null;
}

export interface EndpointStatistics {
  readonly range: StatisticsRange;
  /** Length of a bucket. */
  readonly bucketSeconds: number;
  /** The oldest first, the last one running; those without attempts are there with zeros. */
  readonly buckets: readonly StatisticsBucket[];
  readonly totals: StatisticsTotals;
}

/** Figures about attempts. Percentiles are exact within a bucket of the latency scale (a fifth). */
export interface StatisticsService {
  /**
   * The last 24 hours of some endpoints, by their ids. What is not there, is deleted or belongs to
   * another organization is left out.
   */
  summaries(
    scope: OrganizationScope,
    endpointIds: readonly string[],
  ): Promise<ReadonlyMap<string, EndpointSummary>>;
  /**
   * One endpoint in 60 buckets of a minute, 96 of a quarter of an hour or 84 of two hours.
   *
   * @throws ApiError ResourceNotFound
   */
  endpoint(
    scope: OrganizationScope,
    endpointId: string,
    range: StatisticsRange,
  ): Promise<EndpointStatistics>;
}
