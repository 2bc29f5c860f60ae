import type { BenchCase } from './bench-case';
import { chooseCases } from './cases';
import { measureCeiling, type Ceiling } from './ceiling';
import { describeCircumstances } from './circumstances';
import { Environment } from './environment';
import { EVENT_DATA_BYTES } from './event';
import { runLoad } from './load';
import { sourceCommit } from './machine';
import { writeReport, type BenchReport, type ReportedCase } from './report';
import { formatReport } from './report-text';
import { DEFAULT_RUNS, runCase } from './runner';
import { rounded } from './statistics';

/** Compiles what is hot before anything is measured; its own figures are not reported. */
const WARM_UP: BenchCase = {
  key: 'warm-up',
  name: 'warm-up',
  description: '',
  run: (context) => runLoad(context, { organizations: 10, events: 3_000, eventsPerRequest: 1 }),
};
/** The targets are stated against the bare loop with this many requests under way. */
const TARGET_LANES = 50;
const SHOWN_LINES = 20;

export interface BenchOptions {
  readonly cases: readonly string[];
  /** Runs of each case; default: as many as the case says. */
  readonly runs?: number | undefined;
  readonly scale: number;
  readonly out?: string | undefined;
  readonly profileFolder?: string | undefined;
  readonly onProgress: (text: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Starts the system, runs the cases, stops the system and writes the report.
 *
 * @returns the report for people, its file, and whether every run has finished and nothing was lost
 * @throws Error when the system does not start, or the signal is aborted
 */
export async function runBench(
  options: BenchOptions,
): Promise<{ text: string; file: string; finished: boolean }> {
  const cases = chooseCases(options.cases);
  // Asked first: the sources may move on while the benchmark runs.
  const commit = await sourceCommit();
  let warnings = 0;
  const environment = await Environment.start({
    ...options,
    onLine: (line) => {
      warnings += 1;
      if (warnings <= SHOWN_LINES) process.stderr.write(`${line}\n`);
    },
  });
  let report: BenchReport | undefined;
  let file = '';
  try {
    const circumstances = {
      ...(await describeCircumstances(environment, commit)),
      load: {
        scale: options.scale,
        event_data_bytes: EVENT_DATA_BYTES,
        target_lanes: TARGET_LANES,
      },
    };
    // Written anew after each case: half an hour's figures must not go with the last case's failure.
    for await (const measured of measure(environment, cases, options)) {
      report = { ...circumstances, warnings_logged: warnings, ...measured };
      file = await writeReport(report, options.out);
    }
  } finally {
    options.onProgress('Stopping');
    await environment.stop();
  }
  if (report === undefined) throw new Error('No case was asked for.');
  const runs = report.cases.flatMap((result) => result.runs);
  return {
    text: formatReport(report),
    file,
    finished: runs.every(({ finished, account }) => finished && account.lost === 0),
  };
}

/** Everything measured so far, after each case. */
async function* measure(
  environment: Environment,
  cases: readonly BenchCase[],
  options: BenchOptions,
): AsyncGenerator<Pick<BenchReport, 'ceilings' | 'cases'>> {
  const { runs = DEFAULT_RUNS, scale, signal, onProgress } = options;
  const ceilings: Ceiling[] = [];
  const results: ReportedCase[] = [];
  for (const lanes of new Set([...cases.flatMap((one) => one.lanes ?? []), TARGET_LANES])) {
    onProgress(`Bare loop of signed POSTs, ${lanes} under way`);
    ceilings.push(await measureCeiling(environment.receiver, lanes, runs, scale));
  }
  await runCase(environment, WARM_UP, { ...options, runs: 1 });
  for (const benchCase of cases) {
    const result = await runCase(environment, benchCase, { ...options, runs: options.runs });
    signal.throwIfAborted();
    const share = (lanes: number | undefined) => {
      const rate = result.median.delivered_per_second ?? null;
      const ceiling = ceilings.find((one) => one.lanes === lanes)?.per_second;
      return rate === null || ceiling === undefined ? null : rounded(rate / ceiling);
    };
    results.push({
      ...result,
      share_of_ceiling: share(benchCase.lanes),
      share_of_target_ceiling: share(TARGET_LANES),
    });
    yield { ceilings, cases: results };
  }
}
