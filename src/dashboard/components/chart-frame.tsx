import type { ComponentChildren } from 'preact';

interface ChartFrameProps {
  readonly title: string;
  /** The chart in a sentence. */
  readonly description: string;
  readonly legend: readonly { series: string; label: string; value: string }[];
  /** `at` is from 0, the top, to 1. */
  readonly ticks: readonly { at: number; label: string }[];
  /** Words below the drawing, spread from left to right. */
  readonly moments: readonly string[];
  readonly drawing: { width: number; height: number };
  /** What shows over each stretch of time; empty shows nothing. */
  readonly tips: readonly string[];
  /** The same as a table, for those who cannot see the drawing. */
  readonly table: { head: readonly string[]; rows: readonly (readonly string[])[] };
  readonly children: ComponentChildren;
}

/** The drawing is stretched to its place, so that it is right before any script runs; words are not. */
export function ChartFrame(props: ChartFrameProps) {
  const { title, description, legend, ticks, moments, drawing, tips, table } = props;
  const step = drawing.width / Math.max(1, tips.length);
  return (
    <figure class="chart">
      <figcaption>
        <h3>{title}</h3>
        <ul class="legend">
          {legend.map(({ series, label, value }) => (
            <li key={series}>
              <span class={`key series-${series}`} aria-hidden="true" /> {label}{' '}
              <strong>{value}</strong>
            </li>
          ))}
        </ul>
      </figcaption>
      <div class="plot">
        <svg
          class="plot-ticks"
          viewBox={`0 0 60 ${drawing.height}`}
          width="60"
          height={drawing.height}
          aria-hidden="true"
        >
          {ticks.map(({ at, label }) => (
            <text
              key={label}
              x="54"
              y={Math.min(drawing.height - 2, at * drawing.height + 4)}
              text-anchor="end"
            >
              {label}
            </text>
          ))}
        </svg>
        <svg
          class="plot-area"
          viewBox={`0 0 ${drawing.width} ${drawing.height}`}
          height={drawing.height}
          preserveAspectRatio="none"
          role="img"
          aria-label={`${title}. ${description}`}
        >
          {ticks.map(({ at, label }) => (
            <line
              key={label}
              class="grid-line"
              x1="0"
              x2={drawing.width}
              y1={at * drawing.height}
              y2={at * drawing.height}
            />
          ))}
          {props.children}
          {tips.map((tip, index) =>
            tip === '' ? null : (
              <rect
                key={tip}
                class="tip"
                x={Math.round(index * step * 10) / 10}
                y="0"
                width={Math.round(step * 10) / 10}
                height={drawing.height}
                data-tip={tip}
              />
            ),
          )}
        </svg>
        <p class="plot-moments" aria-hidden="true">
          {moments.map((moment, index) => (
            <span key={`${index} ${moment}`}>{moment}</span>
          ))}
        </p>
      </div>
      {table.rows.length > 0 && (
        <details class="chart-table">
          <summary>As a table</summary>
          <div class="table-box" role="region" aria-label={`${title} as a table`} tabIndex={0}>
            <table>
              <thead>
                <tr>
                  {table.head.map((cell) => (
                    <th key={cell} scope="col">
                      {cell}
                    </th>
                  ))}
                </tr>
              </thead>
              <tbody>
                {table.rows.map((cells, row) => (
                  <tr key={row}>
                    {cells.map((cell, column) => (
                      <td key={column}>{cell}</td>
                    ))}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
        </details>
      )}
    </figure>
  );
}
