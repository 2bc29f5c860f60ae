import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { packageRoot } from '../src/package-root';
import type { Ceiling } from './ceiling';
import type { describeMachine } from './machine';
import type { CaseResult } from './runner';

/** A case with how it compares with the bare loop. */
export interface ReportedCase extends CaseResult {
  /** Median of deliveries per second as a share of the bare loop's with as many under way as the case. */
  readonly share_of_ceiling: number | null;
  /** The same of the bare loop's with the most under way. */
  readonly share_of_target_ceiling: number | null;
}

/** Everything that a run of the benchmark has shown: what is kept in bench/results. */
export interface BenchReport {
  readonly date: string;
  readonly commit: string | null;
  readonly machine: ReturnType<typeof describeMachine>;
  readonly versions: Readonly<Record<string, string>>;
  readonly settings: unknown;
  readonly load: {
    readonly scale: number;
    readonly event_data_bytes: number;
    /** Requests under way in the bare loop that share_of_target_ceiling is of. */
    readonly target_lanes: number;
  };
  /** Lines that API and worker logged at the level of the settings: each is a warning or an error. */
  readonly warnings_logged: number;
  readonly ceilings: readonly Ceiling[];
  readonly cases: readonly ReportedCase[];
}

/** Writes the report as JSON. Default: bench/results/<date>-<commit>.json. */
export async function writeReport(report: BenchReport, file?: string): Promise<string> {
  const name = `${report.date.slice(0, 10)}-${report.commit ?? 'uncommitted'}.json`;
  const target = path.resolve(file ?? path.join(packageRoot(), 'bench', 'results', name));
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, `${JSON.stringify(report, null, 2)}\n`);
  return path.relative(process.cwd(), target);
}
