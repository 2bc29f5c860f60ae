import {
  selectCounts,
  selectExistingEndpoints,
  selectSummaryCounts,
  type CountRow,
  type SummaryRow,
} from '../db/delivery-statistics';
import type { OrganizationScope } from '../db/endpoints';
import type { Pool, Timestamp } from '../db/pool';
import {
  bucketStarts,
  outcomeOf,
  RANGE_SHAPES,
  SUMMARY_SHAPE,
  type DeliveryOutcome,
  type StatisticsRange,
} from '../domain/delivery-statistics';
import { latencyPercentile } from '../domain/latency-scale';
import { ApiError } from '../errors';

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

/** Figures about attempts. Percentiles may be off by a fifth (src/domain/latency-scale.ts). */
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

/**
 * @param deps.now milliseconds since 1970
 */
export function createStatisticsService({
  pool,
  now = Date.now,
}: {
  pool: Pool;
  now?: () => number;
}): StatisticsService {
  return {
    async summaries(scope, endpointIds) {
      const starts = bucketStarts(SUMMARY_SHAPE, now());
      const ids = await selectExistingEndpoints(pool, scope, endpointIds);
      if (ids.length === 0) return new Map();
      const rows = await selectSummaryCounts(pool, scope, ids, {
        ...SUMMARY_SHAPE,
        from: timestampOf(starts[0]),
      });
      const byEndpoint = new Map<string, SummaryRow[]>(ids.map((id) => [id, []]));
      for (const row of rows) byEndpoint.get(row.endpoint_id)?.push(row);
      return new Map(ids.map((id) => [id, summaryOf(starts, byEndpoint.get(id) ?? [])]));
    },

    async endpoint(scope, endpointId, range) {
      const [id] = await selectExistingEndpoints(pool, scope, [endpointId]);
      if (id === undefined) throw new ApiError('ResourceNotFound');
      const shape = RANGE_SHAPES[range];
      const starts = bucketStarts(shape, now());
      const rows = await selectCounts(pool, scope, id, { ...shape, from: timestampOf(starts[0]) });
      return statisticsOf(range, starts, rows);
    },
  };
}

function summaryOf(starts: readonly number[], rows: readonly SummaryRow[]): EndpointSummary {
  const hours = starts.map((start) => ({ at: timestampOf(start), delivered: 0, failed: 0 }));
  const latencies = new Map<number, number>();
  const total = { delivered: 0, failed: 0 };
  for (const { bucket, latency, delivered, deliveries } of rows) {
    if (bucket === null) {
      latencies.set(latency, deliveries);
      continue;
    }
    const failed = deliveries - delivered;
    for (const counts of [total, inOrLast(hours, bucket)]) {
      if (counts === undefined) continue;
      counts.delivered += delivered;
      counts.failed += failed;
    }
  }
  return {
    hours,
    ...total,
    successRate: rateOf(total),
    p95: latencyPercentile(latencies, 0.95),
  };
}

function statisticsOf(
  range: StatisticsRange,
  starts: readonly number[],
  rows: readonly CountRow[],
): EndpointStatistics {
  const all = new Counts();
  const buckets = starts.map(() => new Counts());
  for (const row of rows) {
    all.add(row);
    inOrLast(buckets, row.bucket)?.add(row);
  }
  const { delivered, failed } = all;
  return {
    range,
    bucketSeconds: RANGE_SHAPES[range].bucketSeconds,
    buckets: buckets.map((counts, index) => ({
      at: timestampOf(starts[index]),
      ...counts.figures,
    })),
    totals: { ...all.figures, delivered, failed, successRate: rateOf(all) },
  };
}

/** Adds up attempts. */
class Counts {
  delivered = 0;
  failed = 0;
  private readonly outcomes = { '2xx': 0, '3xx': 0, '4xx': 0, '5xx': 0, none: 0 };
  private readonly latencies = new Map<number, number>();

  add({ outcome, succeeded, latency, deliveries }: CountRow): void {
    this[succeeded ? 'delivered' : 'failed'] += deliveries;
    this.outcomes[outcomeOf(outcome)] += deliveries;
    this.latencies.set(latency, (this.latencies.get(latency) ?? 0) + deliveries);
  }

  get figures(): Percentiles & { outcomes: Readonly<Record<DeliveryOutcome, number>> } {
    const percentile = (part: number) => latencyPercentile(this.latencies, part);
    const { outcomes } = this;
    return { outcomes, p50: percentile(0.5), p95: percentile(0.95), p99: percentile(0.99) };
  }
}

/** What a worker's clock has put into the future is in the last one. */
const inOrLast = <Bucket>(buckets: readonly Bucket[], place: number): Bucket | undefined =>
  buckets[Math.min(place, buckets.length - 1)];

const timestampOf = (moment = 0): Timestamp => new Date(moment).toISOString().replace('.000Z', 'Z');

const rateOf = ({ delivered, failed }: { delivered: number; failed: number }): number | null =>
  delivered + failed === 0 ? null : delivered / (delivered + failed);
