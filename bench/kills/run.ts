import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { positive, runCommand } from '../command';
import { writeReport } from '../report';
import { FULL_PLAN, runKills } from './kills';
import { formatKills } from './report-text';

const USAGE = `npm run bench:kills -- [--seconds 300] [--rate 50] [--seed n] [--out file] [--verbose]

Two APIs and three workers under traffic while any of them, Temporal and PostgreSQL are killed at random.
Exit code 2: something was lost, out of order or not finished.

  --seconds  how long there is traffic
  --rate     events published per second, of all organizations together
  --seed     the one that a former run has printed: the same kills in the same order
  --verbose  prints what the processes log (warnings and errors)
`;
const LARGEST_SEED = 1_000_000;

/** The command: arguments in, exit code out. */
runCommand(async ({ onProgress, signal }) => {
  const { values } = parseArgs({
    options: {
      seconds: { type: 'string', default: String(FULL_PLAN.seconds) },
      rate: { type: 'string', default: String(FULL_PLAN.events_per_second) },
      seed: { type: 'string', default: String(randomInt(1, LARGEST_SEED)) },
      out: { type: 'string' },
      verbose: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help === true) return USAGE;
  const seed = positive('--seed', values.seed, Number.isInteger);
  process.stderr.write(`Seed ${seed}\n`);
  const report = await runKills({
    plan: {
      ...FULL_PLAN,
      seed,
      seconds: positive('--seconds', values.seconds),
      events_per_second: positive('--rate', values.rate),
    },
    onLine: (line) => {
      if (values.verbose) process.stderr.write(`${line}\n`);
    },
    onProgress,
    signal,
  });
  const file = await writeReport(report, values.out, 'kills-');
  if (report.problems.length > 0) process.exitCode = 2;
  return `${formatKills(report)}\n\nEvery kill is in ${file}\n`;
});
