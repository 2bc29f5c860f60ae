import type { Account } from './accounting';
import type { Environment } from './environment';
import type { Tenant } from './tenants';

/** Named figures; null where there is none. */
export type Figures = Readonly<Record<string, number | null>>;

/** What one run of a case has shown. */
export interface CaseOutcome {
  readonly figures: Figures;
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
  /** Takes those whose events the account is of: the runner looks at what they leave and deletes it. */
  readonly noteTenants: (tenants: readonly Tenant[]) => void;
}

/** A case of the benchmark. A new one is a file in bench/cases and a line in its index. */
export interface BenchCase {
  /** Short, for --cases; cases that belong together may share one. */
  readonly key: string;
  readonly name: string;
  readonly description: string;
  /** Requests that can be under way to the receiver at once; compared with the bare loop of as many. */
  readonly lanes?: number;
  /** Runs when the number is not asked for; default DEFAULT_RUNS. */
  readonly runs?: number;
  /** Seconds that one run has to publish and deliver everything; default DEFAULT_TIMEOUT_SECONDS. */
  readonly timeoutSeconds?: number;
  run(context: CaseContext): Promise<CaseOutcome>;
}
