import { setMaxListeners } from 'node:events';

const MS_PER_SECOND = 1_000;

/** A signal that is aborted after a time or with another signal, whichever is first. */
export interface TimeLimit {
  readonly signal: AbortSignal;
  /** Ends it without an abort. */
  readonly end: () => void;
}

/**
 * Limits a time. Not `AbortSignal.any` of an `AbortSignal.timeout`: nothing else holds the latter, and
 * Node.js 20 collects it before its time is up.
 */
export function timeLimit(seconds: number, interrupted: AbortSignal): TimeLimit {
  const controller = new AbortController();
  // Everybody who waits listens.
  setMaxListeners(0, controller.signal);
  const abort = () => controller.abort();
  const timer = setTimeout(abort, seconds * MS_PER_SECOND);
  if (interrupted.aborted) abort();
  interrupted.addEventListener('abort', abort, { once: true });
  return {
    signal: controller.signal,
    end: () => {
      clearTimeout(timer);
      interrupted.removeEventListener('abort', abort);
    },
  };
}
