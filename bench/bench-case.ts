import type { Account } from './accounting';
import type { Environment } from './environment';

/** What one run of a case has shown. */
export interface CaseOutcome {
  /** Named figures; null where there is none. */
  readonly figures: Readonly<Record<string, number | null>>;
  readonly account: Account;
  /** Whether everything was published and has arrived within the time that a run has. */
  readonly finished: boolean;
}

/** What a run gets. */
export interface CaseContext {
  readonly environment: Environment;
  /** Different for each run; see Receiver.url. */
  readonly tag: string;
  /** Factor on the number of events; 1 for results that are kept. */
  readonly scale: number;
  /** Aborted when the run's time is up, or somebody stops the benchmark. */
  readonly signal: AbortSignal;
  /** Aborted only when somebody stops the benchmark. */
  readonly interrupted: AbortSignal;
}

/** A case of the benchmark. A new one is a file in bench/cases and a line in its index. */
export interface BenchCase {
  /** Short, for --cases; cases that belong together may share one. */
  readonly key: string;
  readonly name: string;
  readonly description: string;
  /** Requests that can be under way to the receiver at once; compared with the bare loop of as many. */
  readonly lanes?: number;
  run(context: CaseContext): Promise<CaseOutcome>;
}
