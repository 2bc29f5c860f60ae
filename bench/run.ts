import { parseArgs } from 'node:util';
import { ALL_CASES } from './cases';
import { runBench } from './bench';
import { positive, runCommand } from './command';

const USAGE = `npm run bench -- [--cases a,b,f] [--runs 3] [--out file] [--scale 1] [--profile folder]

Cases:
${ALL_CASES.map(({ key, name, description }) => `  ${key.padEnd(3)} ${name}: ${description}`).join('\n')}
`;

/** The command: arguments in, exit code out. */
runCommand(async ({ onProgress, signal }) => {
  const { values } = parseArgs({
    options: {
      cases: { type: 'string' },
      runs: { type: 'string' },
      out: { type: 'string' },
      scale: { type: 'string', default: '1' },
      profile: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help === true) return USAGE;
  const { text, file, finished } = await runBench({
    cases: values.cases?.split(',') ?? ALL_CASES.map(({ name }) => name),
    runs: values.runs === undefined ? undefined : positive('--runs', values.runs, Number.isInteger),
    scale: positive('--scale', values.scale),
    out: values.out,
    profileFolder: values.profile,
    onProgress,
    signal,
  });
  if (!finished) process.exitCode = 2;
  return `${text}\n\nEvery run is in ${file}\n`;
});
