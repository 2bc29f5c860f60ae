import { setTimeout as sleep } from 'node:timers/promises';
import { reason } from './processes';

const FIRST_RESTART_DELAY_MS = 250;
const LONGEST_RESTART_DELAY_MS = 15_000;
/** What ran this long before it ended begins with the first delay again. */
const STEADY_AFTER_MS = 60_000;

/** Something that runs and may end by itself: a server or one of our own processes. */
export interface Endable {
  /** Settles when it has ended, with a few words on how. */
  readonly exited: Promise<string>;
  /** Ends it; returns at once when it has ended already. */
  stop(): Promise<void>;
  /** Kills it at once (SIGKILL), without waiting. */
  kill(): void;
}

/** Something that is kept running. */
export interface Supervised<Server> {
  /** The one that runs now (or ran last, while it is restarted). */
  current(): Server;
  /** Ends it; it is not restarted. */
  stop(): Promise<void>;
}

/**
 * Keeps something running: whenever it ends without being asked it is started again, after a delay
 * that grows while that does not help, with a line that says so.
 *
 * @param start starts it anew; its signal is aborted when that is no longer wanted
 * @throws Error when the first start fails
 */
export async function supervise<Server extends Endable>(
  name: string,
  start: (signal: AbortSignal) => Promise<Server>,
  say: (line: string) => void,
): Promise<Supervised<Server>> {
  const stopping = new AbortController();
  const { signal } = stopping;
  const isStopping = () => signal.aborted;
  let server = await start(signal);
  let startedAt = Date.now();
  let delayMs = FIRST_RESTART_DELAY_MS;

  const restart = async (): Promise<void> => {
    while (!isStopping()) {
      await sleep(delayMs, undefined, { signal }).catch(() => undefined);
      delayMs = Math.min(delayMs * 2, LONGEST_RESTART_DELAY_MS);
      if (isStopping()) return;
      try {
        server = await start(signal);
        startedAt = Date.now();
        say(`${name} runs again.`);
        return;
      } catch (error) {
        if (!isStopping()) say(`${name} does not start: ${reason(error)}`);
      }
    }
  };
  const keepRunning = async (): Promise<void> => {
    for (;;) {
      const how = await server.exited;
      if (isStopping()) return;
      if (Date.now() - startedAt > STEADY_AFTER_MS) delayMs = FIRST_RESTART_DELAY_MS;
      say(`${name} ended unexpectedly (${how}); starting it again.`);
      await restart();
      if (isStopping()) return;
    }
  };
  const kept = keepRunning();

  return {
    current: () => server,
    stop: async () => {
      stopping.abort(new Error(`${name} is stopped.`));
      await server.stop();
      await kept;
      await server.stop(); // The one that a restart under way has brought up.
    },
  };
}
