import { parseArgs } from 'node:util';
import { killLiveProcesses } from '../dev/live-processes';
import { showProgress } from '../dev/progress';
import { ALL_CASES } from './cases';
import { runBench } from './bench';

const USAGE = `npm run bench -- [--cases a,b,f] [--runs 3] [--out file] [--scale 1] [--profile folder]

Cases:
${ALL_CASES.map(({ key, name, description }) => `  ${key.padEnd(3)} ${name}: ${description}`).join('\n')}
`;

/** The command: arguments in, exit code out. */
async function main(): Promise<void> {
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
  if (values.help === true) {
    process.stdout.write(USAGE);
    return;
  }
  const interrupted = new AbortController();
  process.on('exit', killLiveProcesses);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => interrupted.abort(new Error(`Stopped by ${signal}.`)));
  }
  const progress = showProgress();
  try {
    const { text, file, finished } = await runBench({
      cases: values.cases?.split(',') ?? ALL_CASES.map(({ name }) => name),
      runs:
        values.runs === undefined ? undefined : positive('--runs', values.runs, Number.isInteger),
      scale: positive('--scale', values.scale),
      out: values.out,
      profileFolder: values.profile,
      onProgress: progress.report,
      signal: interrupted.signal,
    });
    progress.end();
    process.stdout.write(`${text}\n\nEvery run is in ${file}\n`);
    if (!finished) process.exitCode = 2;
  } finally {
    progress.end();
  }
}

/** @throws Error when the text is no number above 0, or not one that `isFit` */
function positive(name: string, text: string, isFit = Number.isFinite): number {
  const value = Number(text);
  if (!(value > 0) || !isFit(value)) throw new Error(`${name} cannot be ${text}.`);
  return value;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
