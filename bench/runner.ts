import { setTimeout as delay } from 'node:timers/promises';
import type { BenchCase, CaseOutcome, Figures } from './bench-case';
import type { Environment, ProcessName } from './environment';
import { measureHistories, type HistorySize } from './history-size';
import { PeakWatch } from './peak-watch';
import { readUsage, type Usage } from './process-usage';
import { rounded, medians } from './statistics';
import { deleteEndpoints, type Tenant } from './tenants';
import { timeLimit } from './time-limit';

/** Runs of a case that says nothing else. */
export const DEFAULT_RUNS = 3;
/** Seconds that one run of a case that says nothing else has to publish and deliver everything. */
export const DEFAULT_TIMEOUT_SECONDS = 120;
const THOUSAND = 1_000;
const RUNNING = "WorkflowType = 'EndpointWorkflow' AND ExecutionStatus = 'Running'";
const ENDING_POLL_MS = 250;
const ENDING_MAX_MS = 60_000;

/** What a process used in one run. */
export interface ProcessFigures {
  /** CPU seconds from the making of the endpoints until all bookkeeping was done. */
  readonly cpu_seconds: number | null;
  /** Resident memory at the end, in MiB; see Usage. */
  readonly resident_mib: number | null;
  /** Peak during the run, in MiB; see PeakWatch. */
  readonly peak_mib: number | null;
}

export interface RunResult extends CaseOutcome {
  readonly processes: Readonly<Record<ProcessName, ProcessFigures>>;
}

export interface CaseResult {
  readonly name: string;
  readonly description: string;
  readonly timeout_seconds: number;
  /** The median of each figure over the runs. */
  readonly median: Readonly<Record<string, number | null>>;
  readonly runs: readonly RunResult[];
}

/** How cases are run. */
export interface RunnerOptions {
  /** Default: as many as the case says. */
  readonly runs: number | undefined;
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
  const { name, description, timeoutSeconds = DEFAULT_TIMEOUT_SECONDS } = benchCase;
  const count = options.runs ?? benchCase.runs ?? DEFAULT_RUNS;
  const runs: RunResult[] = [];
  for (let run = 1; run <= count && !options.signal.aborted; run += 1) {
    options.onProgress(`${name}: run ${run} of ${count}`);
    const limit = timeLimit(timeoutSeconds, options.signal);
    try {
      runs.push(await runOnce(environment, benchCase, `${name}-${run}`, limit.signal, options));
    } finally {
      limit.end();
    }
  }
  const median = medians(runs.map(({ figures }) => figures));
  return { name, description, timeout_seconds: timeoutSeconds, median, runs };
}

async function runOnce(
  environment: Environment,
  benchCase: BenchCase,
  tag: string,
  timeUp: AbortSignal,
  { scale, signal }: RunnerOptions,
): Promise<RunResult> {
  const { database } = environment;
  const tenants: Tenant[] = [];
  const startedAt = new Date();
  const commitsBefore = await database.countCommits();
  const bytesBefore = await database.storedBytes();
  const pidsBefore = environment.pids;
  const before = await readUsage(pidsBefore);
  await PeakWatch.reset(Object.values(pidsBefore));
  const peakWatch = new PeakWatch(() => environment.pids);
  const running = benchCase.run({
    environment,
    tag,
    scale,
    signal: timeUp,
    interrupted: signal,
    noteTenants: (made) => tenants.push(...made),
  });
  const sampledPeaks = running.then(
    () => peakWatch.stop(),
    () => peakWatch.stop(),
  );
  const outcome = await running;
  const peaks = await sampledPeaks;
  const { pids } = environment;
  const after = await readUsage(pids);
  const commits = await database.countCommits();
  const bytes = (await database.storedBytes()) - bytesBefore;
  const endpointIds = tenants.flatMap((tenant) => tenant.endpointIds);
  const failedAttempts = await database.failedAttempts(endpointIds);
  const history = await measureHistories(environment.temporalClient, endpointIds, startedAt);
  // What they keep in the memory of worker and Temporal is no part of the next run.
  await deleteEndpoints(environment, tenants);
  await waitUntilEnded(environment, signal);
  const { accepted, delivered } = outcome.account;
  const figures = {
    ...outcome.figures,
    failed_attempts: failedAttempts,
    events_per_publish_commit: ratio(accepted, commits.publish - commitsBefore.publish),
    events_per_delivery_commit: ratio(delivered, commits.delivery - commitsBefore.delivery),
    database_bytes_per_event: ratio(bytes, accepted),
    ...historyFigures(history, delivered),
  };
  const names = Object.keys(after) as ProcessName[];
  const processes = Object.fromEntries(
    names.map((name) => {
      // One that was started in between has used nothing before.
      const start = pids[name] === pidsBefore[name] ? before[name].cpuSeconds : 0;
      return [name, processFigures(start, after[name], peaks[name] ?? null)];
    }),
  ) as Record<ProcessName, ProcessFigures>;
  return { ...outcome, figures, processes };
}

/** A thousand workflows that end take Temporal and the worker some seconds, which are no part of the next run. */
async function waitUntilEnded(
  { temporalClient }: Environment,
  interrupted: AbortSignal,
): Promise<void> {
  const giveUpAt = performance.now() + ENDING_MAX_MS;
  while (performance.now() < giveUpAt && !interrupted.aborted) {
    const { count } = await temporalClient.workflow.count(RUNNING);
    if (count === 0) return;
    await delay(ENDING_POLL_MS);
  }
}

/** What Temporal has to keep, and to read again when a worker takes a workflow over. */
function historyFigures({ runs, events, bytes }: HistorySize, delivered: number): Figures {
  return {
    history_runs: runs,
    history_events_per_1000: ratio(events * THOUSAND, delivered),
    history_bytes_per_1000: ratio(bytes * THOUSAND, delivered),
  };
}

function ratio(amount: number, count: number): number | null {
  return count === 0 ? null : rounded(amount / count);
}

function processFigures(
  startCpuSeconds: number | null,
  { cpuSeconds, residentMib, peakMib }: Usage,
  sampledPeakMib: number | null,
): ProcessFigures {
  const isKnown = startCpuSeconds !== null && cpuSeconds !== null;
  return {
    cpu_seconds: isKnown ? rounded(cpuSeconds - startCpuSeconds) : null,
    resident_mib: residentMib,
    peak_mib: peakMib ?? sampledPeakMib,
  };
}
