import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { packageRoot } from '../src/package-root';
import type { Ceiling } from './ceiling';
import type { Circumstances } from './circumstances';
import type { CaseResult } from './runner';

/** A case with how it compares with the bare loop. */
export interface ReportedCase extends CaseResult {
  /** Median of deliveries per second as a share of the bare loop's with as many under way as the case. */
  readonly share_of_ceiling: number | null;
  /** The same of the bare loop's with the most under way. */
  readonly share_of_target_ceiling: number | null;
}

/** Everything that a run of the benchmark has shown: what is kept in bench/results. */
export interface BenchReport extends Circumstances {
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

/**
 * Writes a report as JSON.
 *
 * @param file default: bench/results/<prefix><date>-<commit>.json
 * @returns the file's path from the current folder
 */
export async function writeReport(
  report: Circumstances,
  file?: string,
  prefix = '',
): Promise<string> {
  const name = `${prefix}${report.date.slice(0, 10)}-${report.commit ?? 'uncommitted'}.json`;
  const target = path.resolve(file ?? path.join(packageRoot(), 'bench', 'results', name));
  await mkdir(path.dirname(target), { recursive: true });
  await writeFile(target, `${JSON.stringify(report, null, 2)}\n`);
  return path.relative(process.cwd(), target);
}
