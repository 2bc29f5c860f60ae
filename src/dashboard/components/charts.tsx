import { scaleLinear } from 'd3-scale';
import { line, stack } from 'd3-shape';
import { DELIVERY_OUTCOMES, type DeliveryOutcome } from '../../domain/delivery-statistics';
import type { EndpointStatistics, StatisticsBucket } from '../../service/statistics';
import { clock, dayAndClock, duration, shortCount, wholeCount } from '../format';
import { usePage } from '../page-context';
import { ChartFrame } from './chart-frame';

/** Of the drawing alone, which is stretched to its place: words around it are not. */
const WIDTH = 1_000;
const HEIGHT = 200;
const TICKS = 4;
/** Less has no ticks that differ when they are written in whole milliseconds. */
const LATENCY_SCALE_MIN_MS = 10;
/** Between bars, as a share of a bar's place. */
const BAR_GAP = 0.15;

const OUTCOME_LABELS: Readonly<Record<DeliveryOutcome, string>> = {
  '2xx': '2xx',
  '3xx': '3xx',
  '4xx': '4xx',
  '5xx': '5xx',
  none: 'No answer',
};
const PERCENTILES = ['p50', 'p95', 'p99'] as const;

/** From `top` down to `bottom`. */
const bar = (x: number, top: number, width: number, bottom: number): string =>
  `M${short(x)} ${short(top)}h${short(width)}V${short(bottom)}h${short(-width)}z`;

/** A tenth of a unit is less than can be seen. */
const short = (value: number): string => String(Math.round(value * 10) / 10);

const totalOf = ({ outcomes }: StatisticsBucket): number =>
  DELIVERY_OUTCOMES.reduce((sum, outcome) => sum + outcomes[outcome], 0);

/** Deliveries over time, stacked by what the receiver answered. */
export function OutcomeChart({ statistics }: { statistics: EndpointStatistics }) {
  const { zone } = usePage();
  const { buckets } = statistics;
  const scale = scaleLinear()
    .domain([0, Math.max(1, ...buckets.map(totalOf))])
    .nice(TICKS)
    .range([HEIGHT, 0]);
  const step = WIDTH / buckets.length;
  const series = stack<unknown, StatisticsBucket, DeliveryOutcome>()
    .keys(DELIVERY_OUTCOMES)
    .value(({ outcomes }, outcome) => outcomes[outcome])([...buckets]);
  return (
    <ChartFrame
      title="Deliveries by outcome"
      description={`${wholeCount(statistics.totals.delivered)} delivered, ${wholeCount(statistics.totals.failed)} failed.`}
      legend={DELIVERY_OUTCOMES.map((outcome) => ({
        series: outcome,
        label: OUTCOME_LABELS[outcome],
        value: shortCount(statistics.totals.outcomes[outcome]),
      }))}
      ticks={wholeTicks(scale.ticks(TICKS)).map((tick) => ({
        at: scale(tick) / HEIGHT,
        label: shortCount(tick),
      }))}
      moments={momentsOf(statistics, zone)}
      drawing={{ width: WIDTH, height: HEIGHT }}
      table={{
        head: ['From', ...DELIVERY_OUTCOMES.map((outcome) => OUTCOME_LABELS[outcome])],
        rows: buckets
          .filter((bucket) => totalOf(bucket) > 0)
          .map((bucket) => [
            startOf(bucket, zone),
            ...DELIVERY_OUTCOMES.map((outcome) => wholeCount(bucket.outcomes[outcome])),
          ]),
      }}
      tips={tipsOf(statistics, zone, (bucket) =>
        DELIVERY_OUTCOMES.filter((outcome) => bucket.outcomes[outcome] > 0)
          .map((outcome) => `${OUTCOME_LABELS[outcome]}: ${wholeCount(bucket.outcomes[outcome])}`)
          .join(', '),
      )}
    >
      {series.map((one) => (
        // One path for all bars of a series: an element for each would make half of the page.
        <path
          key={one.key}
          class={`bars series-${one.key}`}
          d={one
            .map(([from, to], index) =>
              to > from
                ? bar((index + BAR_GAP / 2) * step, scale(to), step * (1 - BAR_GAP), scale(from))
                : '',
            )
            .join('')}
        />
      ))}
    </ChartFrame>
  );
}

/** How long attempts took, over time. */
export function LatencyChart({ statistics }: { statistics: EndpointStatistics }) {
  const { zone } = usePage();
  const { buckets, totals } = statistics;
  const scale = scaleLinear()
    .domain([0, Math.max(LATENCY_SCALE_MIN_MS, ...buckets.map(({ p99 }) => p99 ?? 0))])
    .nice(TICKS)
    .range([HEIGHT, 0]);
  const step = WIDTH / buckets.length;
  return (
    <ChartFrame
      title="Latency"
      description={
        totals.p50 === null
          ? 'Nothing was sent.'
          : `Half of the attempts took up to ${duration(totals.p50)}, 95% up to ${duration(totals.p95 ?? 0)}.`
      }
      legend={PERCENTILES.map((percentile) => ({
        series: percentile,
        label: percentile,
        value: totals[percentile] === null ? '–' : duration(totals[percentile]),
      }))}
      ticks={scale
        .ticks(TICKS)
        .map((tick) => ({ at: scale(tick) / HEIGHT, label: duration(tick) }))}
      moments={momentsOf(statistics, zone)}
      drawing={{ width: WIDTH, height: HEIGHT }}
      table={{
        head: ['From', ...PERCENTILES],
        rows: buckets
          .filter(({ p50 }) => p50 !== null)
          .map((bucket) => [
            startOf(bucket, zone),
            ...PERCENTILES.map((percentile) => duration(bucket[percentile] ?? 0)),
          ]),
      }}
      tips={tipsOf(statistics, zone, (bucket) =>
        bucket.p50 === null
          ? ''
          : PERCENTILES.map((name) => `${name}: ${duration(bucket[name] ?? 0)}`).join(', '),
      )}
    >
      {PERCENTILES.map((percentile) => {
        const drawn = line<StatisticsBucket>()
          .defined((bucket) => bucket[percentile] !== null)
          .digits(1)
          .x((_bucket, index) => (index + 0.5) * step)
          .y((bucket) => scale(bucket[percentile] ?? 0));
        return (
          <g key={percentile} class={`series-${percentile}`}>
            <path class="line" d={drawn([...buckets]) ?? ''} />
            {buckets.map((bucket, index) =>
              isAlone(buckets, index) ? (
                // A line of one point is drawn as a short one: it would not be seen.
                <path
                  key={bucket.at}
                  class="line"
                  d={`M${short(index * step)} ${short(scale(bucket[percentile] ?? 0))}h${short(step)}`}
                />
              ) : null,
            )}
          </g>
        );
      })}
    </ChartFrame>
  );
}

function isAlone(buckets: readonly StatisticsBucket[], index: number): boolean {
  const has = (at: number) => (buckets[at]?.p50 ?? null) !== null;
  return has(index) && !has(index - 1) && !has(index + 1);
}

/** There is no half a delivery. */
const wholeTicks = (ticks: readonly number[]): number[] => ticks.filter(Number.isInteger);

/** The beginning, the middle and the end, in the viewer's zone. */
function momentsOf({ buckets, range }: EndpointStatistics, zone: string): string[] {
  const write = range === '7d' ? dayAndClock : clock;
  const at = (index: number) => {
    const bucket = buckets[index];
    return bucket === undefined ? '' : write(new Date(bucket.at), zone);
  };
  return [at(0), at(Math.floor(buckets.length / 2)), 'now'];
}

/** When a bucket began, in the viewer's zone. */
const startOf = ({ at }: StatisticsBucket, zone: string): string => dayAndClock(new Date(at), zone);

function tipsOf(
  { buckets }: EndpointStatistics,
  zone: string,
  say: (bucket: StatisticsBucket) => string,
): string[] {
  return buckets.map((bucket) => {
    const text = say(bucket);
    return text === '' ? '' : `${startOf(bucket, zone)}\n${text}`;
  });
}
