const TTY_INTERVAL_MS = 1_000;
const LOG_INTERVAL_MS = 10_000;
const CLEAR_LINE = '\r\u001b[2K';

/** Takes the words that say what is being done now. */
export type OnProgress = (text: string) => void;

/** A visible sign of life during long work. */
export interface Progress {
  readonly report: OnProgress;
  /** Ends it; in a terminal the line goes away. */
  end(): void;
}

/**
 * Shows what is being done and for how many seconds: in a terminal one line that is rewritten,
 * otherwise a line when the work changes and every ten seconds.
 */
export function showProgress(stream: NodeJS.WriteStream = process.stderr): Progress {
  const rewrites = stream.isTTY;
  let text = '';
  let since = Date.now();
  const write = () => {
    if (text === '') return;
    const seconds = Math.round((Date.now() - since) / 1_000);
    const line = seconds === 0 ? text : `${text} (${seconds} s)`;
    stream.write(rewrites ? CLEAR_LINE + line : `${line}\n`);
  };
  const timer = setInterval(write, rewrites ? TTY_INTERVAL_MS : LOG_INTERVAL_MS);
  timer.unref();
  return {
    report: (next) => {
      if (next === text) return;
      text = next;
      since = Date.now();
      write();
    },
    end: () => {
      clearInterval(timer);
      if (rewrites && text !== '') stream.write(CLEAR_LINE);
      text = '';
    },
  };
}
