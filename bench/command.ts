import { killLiveProcesses } from '../dev/live-processes';
import { showProgress } from '../dev/progress';

/** What a command's work gets. */
export interface CommandContext {
  readonly onProgress: (text: string) => void;
  /** Aborted when somebody stops the command. */
  readonly signal: AbortSignal;
}

/**
 * Does a command's work: progress is shown, what it has started ends with it, and Ctrl-C stops it in
 * order. What is thrown becomes a message and exit code 1.
 *
 * @param work returns what is printed at the end
 */
export function runCommand(work: (context: CommandContext) => Promise<string>): void {
  const interrupted = new AbortController();
  process.on('exit', killLiveProcesses);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(signal, () => interrupted.abort(new Error(`Stopped by ${signal}.`)));
  }
  const progress = showProgress();
  work({ onProgress: progress.report, signal: interrupted.signal })
    .finally(() => progress.end())
    .then(
      (text) => void process.stdout.write(text),
      (error: unknown) => {
        process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
        process.exitCode = 1;
      },
    );
}

/** @throws Error when the text is no number above 0, or not one that `isFit` */
export function positive(name: string, text: string, isFit = Number.isFinite): number {
  const value = Number(text);
  if (!(value > 0) || !isFit(value)) throw new Error(`${name} cannot be ${text}.`);
  return value;
}
