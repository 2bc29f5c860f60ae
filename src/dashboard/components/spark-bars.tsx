import { scaleLinear } from 'd3-scale';
import type { EndpointSummary } from '../../service/statistics';
import { wholeCount } from '../format';

const WIDTH = 120;
const HEIGHT = 28;
const GAP = 1;

/** The last 24 hours at a glance: an hour a bar, what failed on top. */
export function SparkBars({ summary }: { summary: EndpointSummary }) {
  const { hours, delivered, failed } = summary;
  const step = WIDTH / hours.length;
  const most = Math.max(1, ...hours.map((hour) => hour.delivered + hour.failed));
  // A single failure beside a million deliveries must still be seen.
  const height = scaleLinear()
    .domain([0, most])
    .range([0, HEIGHT - 2]);
  const heightOf = (count: number) => (count === 0 ? 0 : Math.max(2, height(count)));
  return (
    <svg
      class="spark"
      viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
      role="img"
      aria-label={`Last 24 hours: ${wholeCount(delivered)} delivered, ${wholeCount(failed)} failed`}
    >
      <path class="spark-base" d={`M0 ${HEIGHT - 0.5}h${WIDTH}`} />
      <path
        class="spark-good"
        d={bars(hours.map((hour) => [HEIGHT - heightOf(hour.delivered), HEIGHT]))}
      />
      <path
        class="spark-bad"
        d={bars(
          hours.map((hour) => {
            const bottom = HEIGHT - heightOf(hour.delivered);
            return [Math.max(0, bottom - heightOf(hour.failed)), bottom];
          }),
        )}
      />
    </svg>
  );

  /** @param sides top and bottom of each */
  function bars(sides: readonly (readonly [number, number])[]): string {
    return sides
      .map(([top, bottom], index) =>
        top < bottom
          ? `M${index * step} ${top.toFixed(1)}h${step - GAP}V${bottom.toFixed(1)}h${GAP - step}z`
          : '',
      )
      .join('');
  }
}
