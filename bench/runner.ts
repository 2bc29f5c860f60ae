import type { BenchCase, CaseOutcome } from './bench-case';
import type { Environment, ProcessName } from './environment';
import { readUsage, type Usage } from './process-usage';
import { rounded, medians } from './statistics';

/** Seconds that one run of a case has to publish and deliver everything. */
export const RUN_TIMEOUT_SECONDS = 120;
const MS_PER_SECOND = 1_000;

/** What a process used in one run. */
export interface ProcessFigures {
  /** CPU seconds from the making of the endpoints until all bookkeeping was done. */
  readonly cpu_seconds: number | null;
  /** Resident memory at the end, in MiB; see Usage. */
  readonly resident_mib: number | null;
  /** Peak since the process began, in MiB. */
  readonly peak_mib: number | null;
}

export interface RunResult extends CaseOutcome {
  readonly processes: Readonly<Record<ProcessName, ProcessFigures>>;
}

export interface CaseResult {
  readonly name: string;
  readonly description: string;
  /** The median of each figure over the runs. */
  readonly median: Readonly<Record<string, number | null>>;
  readonly runs: readonly RunResult[];
}

/** How cases are run. */
export interface RunnerOptions {
  readonly runs: number;
  readonly scale: number;
  readonly onProgress: (text: string) => void;
  /** Ends the run under way as if its time were up, and begins no other. */
  readonly signal: AbortSignal;
}

/** Runs a case several times on fresh endpoints. */
export async function runCase(
  environment: Environment,
  benchCase: BenchCase,
  options: RunnerOptions,
): Promise<CaseResult> {
  const runs: RunResult[] = [];
  for (let run = 1; run <= options.runs && !options.signal.aborted; run += 1) {
    options.onProgress(`${benchCase.name}: run ${run} of ${options.runs}`);
    runs.push(await runOnce(environment, benchCase, `${benchCase.name}-${run}`, options));
  }
  return {
    name: benchCase.name,
    description: benchCase.description,
    median: medians(runs.map(({ figures }) => figures)),
    runs,
  };
}

async function runOnce(
  environment: Environment,
  benchCase: BenchCase,
  tag: string,
  { scale, signal }: RunnerOptions,
): Promise<RunResult> {
  const commitsBefore = await environment.countCommits();
  const before = await readUsage(environment.pids);
  const timeUp = AbortSignal.timeout(RUN_TIMEOUT_SECONDS * MS_PER_SECOND);
  const outcome = await benchCase.run({
    environment,
    tag,
    scale,
    signal: AbortSignal.any([timeUp, signal]),
    interrupted: signal,
  });
  const after = await readUsage(environment.pids);
  const commits = await environment.countCommits();
  const { accepted, delivered } = outcome.account;
  const figures = {
    ...outcome.figures,
    events_per_publish_commit: perCommit(accepted, commits.publish - commitsBefore.publish),
    events_per_delivery_commit: perCommit(delivered, commits.delivery - commitsBefore.delivery),
  };
  const names = Object.keys(after) as ProcessName[];
  const processes = Object.fromEntries(
    names.map((name) => [name, difference(before[name], after[name])]),
  ) as Record<ProcessName, ProcessFigures>;
  return { ...outcome, figures, processes };
}

/** How well work is gathered: the size of group commits and of groups of deliveries. */
function perCommit(events: number, commits: number): number | null {
  return commits === 0 ? null : rounded(events / commits);
}

function difference(before: Usage, after: Usage): ProcessFigures {
  const { cpuSeconds: start } = before;
  const { cpuSeconds: end } = after;
  return {
    cpu_seconds: start === null || end === null ? null : rounded(end - start),
    resident_mib: after.residentMib,
    peak_mib: after.peakMib,
  };
}
