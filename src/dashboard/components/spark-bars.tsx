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
      {hours.map((hour, index) => {
        const good = heightOf(hour.delivered);
        const bad = heightOf(hour.failed);
        return (
          <g key={hour.at}>
            <rect
              class="spark-base"
              x={index * step}
              y={HEIGHT - 1}
              width={step - GAP}
              height={1}
            />
            <rect
              class="spark-good"
              x={index * step}
              y={HEIGHT - good}
              width={step - GAP}
              height={good}
            />
            <rect
              class="spark-bad"
              x={index * step}
              y={Math.max(0, HEIGHT - good - bad)}
              width={step - GAP}
              height={bad}
            />
          </g>
        );
      })}
    </svg>
  );
}
