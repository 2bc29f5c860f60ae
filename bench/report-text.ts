import type { Account } from './accounting';
import type { ProcessName } from './environment';
import { undisturbedOf } from './figures';
import type { BenchReport, ReportedCase } from './report';
import type { CaseResult, ProcessFigures } from './runner';
import { median } from './statistics';
import { percent, table, tenths, whole } from './text-table';

/** The case that the drain of a backlog is held against, and the drain itself. */
const STEADY_CASE = 'fifty-endpoints';
const DRAIN_CASE = 'backlog-drain';
const MS_PER_SECOND = 1_000;

/** The report for people. */
export function formatReport(report: BenchReport): string {
  const { machine, versions, load, ceilings, cases } = report;
  const loops = ceilings.map(
    ({ lanes, per_second }) => `${whole(per_second)}/s with ${lanes} under way`,
  );
  return [
    `Signalpost ${versions.signalpost ?? ''} at ${report.commit ?? 'no commit'}, Node.js ${versions.node ?? ''}, ` +
      `PostgreSQL ${versions.postgres ?? ''}`,
    versions.temporal ?? '',
    `${machine.cpu}, ${machine.cores} cores, ${machine.memory_gib} GiB, ${machine.system}`,
    `Medians over the runs of each case${load.scale === 1 ? '' : `, scale ${load.scale}: not comparable`}`,
    `Bare loop of signed POSTs to the same receiver: ${loops.join(', ')}`,
    `Lines logged by API and worker (warnings and errors): ${report.warnings_logged}`,
    '',
    table(caseRows(cases, load.target_lanes)),
    ...section('With and without the disturbance (x times):', disturbanceRows(cases)),
    ...section('CPU seconds of a run:', processRows(cases, 'cpu_seconds', tenths)),
    ...section('Peak of resident MiB in a run:', processRows(cases, 'peak_mib', whole)),
    ...section('What is kept:', keptRows(cases)),
    ...drainLine(cases),
    ...cases.flatMap(unfinished),
  ].join('\n');
}

function section(title: string, rows: readonly (readonly string[])[]): string[] {
  return rows.length < 2 ? [] : ['', title, table(rows)];
}

function caseRows(cases: readonly ReportedCase[], targetLanes: number): string[][] {
  const header = 'case,runs,accepted/s,delivered/s,of bare loop';
  const rest = `of ${targetLanes} lanes,p50 ms,p95,p99,max,group,failed,lost,twice`;
  const rows = cases.map((one) => {
    const { name, median: figures, runs } = one;
    const total = (count: keyof Account) =>
      runs.reduce((sum, { account }) => sum + account[count], 0);
    return [
      name,
      String(runs.length),
      whole(figures.accepted_per_second),
      whole(figures.delivered_per_second),
      percent(one.share_of_ceiling),
      percent(one.share_of_target_ceiling),
      tenths(figures.p50_ms),
      tenths(figures.p95_ms),
      tenths(figures.p99_ms),
      tenths(figures.max_ms),
      tenths(figures.events_per_delivery_commit),
      whole(figures.failed_attempts),
      whole(total('lost')),
      whole(total('duplicates')),
    ];
  });
  return [[...header.split(','), ...rest.split(',')], ...rows];
}

/** Cases that have measured the same twice: without something that disturbs, and with it. */
function disturbanceRows(cases: readonly ReportedCase[]): string[][] {
  const columns = {
    delivered_per_second: 'delivered/s',
    p50_ms: 'p50 ms',
    p95_ms: 'p95 ms',
    p99_ms: 'p99 ms',
    max_ms: 'max ms',
    answer_p50_ms: 'answer p50 ms',
    answer_p99_ms: 'answer p99 ms',
  };
  const names = Object.keys(columns);
  const disturbed = cases.filter(({ median: figures }) =>
    names.some((name) => undisturbedOf(figures, name) !== undefined),
  );
  const rows = disturbed.map(({ name, median: figures }) => [
    name,
    ...names.map((figure) => {
      const beside = undisturbedOf(figures, figure);
      if (beside === undefined) return '';
      const times = beside.ratio === null ? '' : ` (x ${beside.ratio.toFixed(2)})`;
      return `${tenths(beside.without)} > ${tenths(figures[figure])}${times}`;
    }),
  ]);
  return [['case', ...Object.values(columns)], ...rows];
}

function processRows(
  cases: readonly CaseResult[],
  figure: keyof ProcessFigures,
  format: (value: number | null) => string,
): string[][] {
  const names = Object.keys(cases[0]?.runs[0]?.processes ?? {}) as ProcessName[];
  const rows = cases.map(({ name, runs }) => [
    name,
    ...names.map((process) => {
      const values = runs.map(({ processes }) => processes[process][figure]);
      return format(median(values.filter((value) => value !== null)));
    }),
  ]);
  return [['case', ...names], ...rows];
}

/** What a delivered event leaves in Temporal and in the database. */
function keptRows(cases: readonly CaseResult[]): string[][] {
  const header = ['case', 'workflow runs', 'history events per 1,000', 'KiB per 1,000'];
  const rows = cases.map(({ name, median: figures }) => [
    name,
    whole(figures.history_runs),
    tenths(figures.history_events_per_1000),
    tenths(kib(figures.history_bytes_per_1000)),
    whole(figures.database_bytes_per_event),
  ]);
  return [[...header, 'database bytes per event'], ...rows];
}

function kib(bytes: number | null | undefined): number | null {
  return bytes === null || bytes === undefined ? null : bytes / 1_024;
}

/** Whether a backlog costs more for each event than a steady load does. */
function drainLine(cases: readonly CaseResult[]): string[] {
  const rate = (wanted: string) =>
    cases.find(({ name }) => name === wanted)?.median.delivered_per_second ?? null;
  const drain = rate(DRAIN_CASE);
  const steady = rate(STEADY_CASE);
  if (drain === null) return [];
  const time = `${DRAIN_CASE}: ${(MS_PER_SECOND / drain).toFixed(3)} ms per event`;
  const beside =
    steady === null
      ? ''
      : `, ${(steady / drain).toFixed(2)} times the ${(MS_PER_SECOND / steady).toFixed(3)} ms of ${STEADY_CASE}`;
  return ['', time + beside];
}

function unfinished({ name, runs }: CaseResult): string[] {
  return runs.flatMap(({ finished, account }, index) =>
    finished
      ? []
      : [
          `NOT FINISHED: ${name}, run ${index + 1}: of ${account.accepted} accepted events ` +
            `${account.lost} are missing; ${account.refused_requests} requests were refused, ` +
            `${account.unsent_requests} not sent`,
        ],
  );
}
