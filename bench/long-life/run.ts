import { parseArgs } from 'node:util';
import { positive, runCommand } from '../command';
import { writeReport } from '../report';
import { FULL_PLAN, runLongLife } from './long-life';
import { formatLongLife } from './report-text';

const USAGE = `npm run bench:long-life -- [--events 100000] [--history 8] [--out file]

One endpoint through many events and many runs of its workflow.
Exit code 2: something was lost, sent twice, out of order, miscounted, or the worker has grown.

  --events   how many are published, in batches of 1,000
  --history  events of history after which Temporal suggests a new run
`;

/** The command: arguments in, exit code out. */
runCommand(async ({ onProgress, signal }) => {
  const { values } = parseArgs({
    options: {
      events: { type: 'string', default: String(FULL_PLAN.events) },
      history: { type: 'string', default: String(FULL_PLAN.history_events) },
      out: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help === true) return USAGE;
  const report = await runLongLife({
    plan: {
      ...FULL_PLAN,
      events: positive('--events', values.events, Number.isInteger),
      history_events: positive('--history', values.history, Number.isInteger),
    },
    onProgress,
    signal,
  });
  const file = await writeReport(report, values.out, 'long-life-');
  if (report.problems.length > 0) process.exitCode = 2;
  return `${formatLongLife(report)}\n\nThe result is in ${file}\n`;
});
