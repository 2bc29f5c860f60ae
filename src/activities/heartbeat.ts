import { Context } from '@temporalio/activity';

const HEARTBEAT_INTERVAL_MS = 1_000;

/**
 * Runs a piece of work with heartbeats, so that Temporal notices within seconds when the worker dies in
 * it. The first one is due after a second: what takes less costs none.
 */
export async function withHeartbeats<T>(work: () => Promise<T>): Promise<T> {
  const context = Context.current();
  const timer = setInterval(() => context.heartbeat(), HEARTBEAT_INTERVAL_MS);
  try {
    return await work();
  } finally {
    clearInterval(timer);
  }
}
