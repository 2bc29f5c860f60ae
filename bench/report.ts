import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { packageRoot } from '../src/package-root';
import type { Ceiling } from './ceiling';
import type { ProcessName } from './environment';
import type { describeMachine } from './machine';
import type { CaseResult } from './runner';
import { median } from './statistics';

/** Everything that a run of the benchmark has shown: what is kept in bench/results. */
export interface BenchReport {
  readonly date: string;
  readonly commit: string | null;
  readonly machine: ReturnType<typeof describeMachine>;
  readonly versions: Readonly<Record<string, string>>;
  readonly settings: unknown;
  readonly load: {
    readonly runs: number;
    readonly scale: number;
    readonly event_data_bytes: number;
    readonly run_timeout_seconds: number;
  };
  /** Lines that API and worker logged at the level of the settings: each is a warning or an error. */
  readonly warnings_logged: number;
  readonly ceilings: readonly Ceiling[];
  readonly cases: readonly (CaseResult & {
    /** Median of deliveries per second as a share of the bare loop's. */
    readonly share_of_ceiling: number | null;
  })[];
}

/** Writes the report as JSON. Default: bench/results/<date>-<commit>.json. */
export async function writeReport(report: BenchReport, file?: string): Promise<string> {
  const name = `${report.date.slice(0, 10)}-${report.commit ?? 'uncommitted'}.json`;
  const target = path.resolve(file ?? path.join(packageRoot(), 'bench', 'results', name));
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, `${JSON.stringify(report, null, 2)}\n`);
  return path.relative(process.cwd(), target);
}

/** The report for people. */
export function formatReport(report: BenchReport): string {
  const { machine, versions, load, ceilings } = report;
  const loops = ceilings.map(
    ({ lanes, per_second }) => `${whole(per_second)}/s with ${lanes} under way`,
  );
  return [
    `Signalpost ${versions.signalpost ?? ''} at ${report.commit ?? 'no commit'}, Node.js ${versions.node ?? ''}, ` +
      `PostgreSQL ${versions.postgres ?? ''}`,
    versions.temporal ?? '',
    `${machine.cpu}, ${machine.cores} cores, ${machine.memory_gib} GiB, ${machine.system}`,
    `Median of ${load.runs} run(s)${load.scale === 1 ? '' : `, scale ${load.scale}: not comparable`}`,
    `Bare loop of signed POSTs to the same receiver: ${loops.join(', ')}`,
    `Lines logged by API and worker (warnings and errors): ${report.warnings_logged}`,
    '',
    table(caseRows(report)),
    '',
    'CPU seconds of a run, and resident MiB at its end (peak since the start), medians:',
    table(processRows(report)),
    ...report.cases.flatMap(unfinished),
  ].join('\n');
}

function caseRows({ cases }: BenchReport): string[][] {
  const header = [
    'case',
    'accepted/s',
    'delivered/s',
    'of bare loop',
    'p50 ms',
    'p95',
    'p99',
  ].concat('max', 'group', 'lost', 'twice');
  const rows = cases.map(({ name, median: figures, runs, share_of_ceiling: share }) => [
    name,
    whole(figures.accepted_per_second),
    whole(figures.delivered_per_second),
    share === null ? '' : `${Math.round(share * 100)} %`,
    tenths(figures.p50_ms),
    tenths(figures.p95_ms),
    tenths(figures.p99_ms),
    tenths(figures.max_ms),
    tenths(figures.events_per_delivery_commit),
    String(runs.reduce((sum, { account }) => sum + account.lost, 0)),
    String(runs.reduce((sum, { account }) => sum + account.duplicates, 0)),
  ]);
  return [header, ...rows];
}

function processRows({ cases }: BenchReport): string[][] {
  const names = Object.keys(cases[0]?.runs[0]?.processes ?? {}) as ProcessName[];
  const rows = cases.map(({ name, runs }) => [
    name,
    ...names.map((process) => {
      const used = runs.map(({ processes }) => processes[process]);
      const middle = (figure: 'cpu_seconds' | 'resident_mib' | 'peak_mib') =>
        median(used.map((one) => one[figure]).filter((value) => value !== null));
      const peak = middle('peak_mib');
      const memory = `${whole(middle('resident_mib'))}${peak === null ? '' : ` (${whole(peak)})`}`;
      return `${tenths(middle('cpu_seconds'))} s ${memory}`;
    }),
  ]);
  return [['case', ...names], ...rows];
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

function table(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]?.map((_, column) =>
    Math.max(...rows.map((row) => row[column]?.length ?? 0)),
  );
  return rows
    .map((row) =>
      row
        .map((cell, column) =>
          column === 0 ? cell.padEnd(widths?.[column] ?? 0) : cell.padStart(widths?.[column] ?? 0),
        )
        .join('  '),
    )
    .join('\n');
}

function whole(value: number | null | undefined): string {
  return value === null || value === undefined ? '' : Math.round(value).toLocaleString('en-US');
}

function tenths(value: number | null | undefined): string {
  return value === null || value === undefined ? '' : value.toFixed(1);
}
