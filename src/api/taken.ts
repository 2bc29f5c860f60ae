import type { Response } from 'express';
import { isClosed, onceClosed } from './closed';

/** As long as the largest body may take to come (http-server.ts). */
const TAKE_MS = 60_000;

/**
 * Writes a piece of an answer and waits until the client has taken it, so that no more than a piece is
 * ever in memory. A client that takes too long is cut: what it holds others wait for.
 *
 * @returns false when the client is gone, or was cut
 */
export function isTaken(response: Response, piece: string, takeMs = TAKE_MS): Promise<boolean> {
  if (isClosed(response)) return Promise.resolve(false);
  if (response.write(piece)) return Promise.resolve(true);
  return new Promise((resolve) => {
    const settle = (taken: boolean) => {
      clearTimeout(timer);
      response.off('drain', onDrain);
      stop();
      resolve(taken);
    };
    const onDrain = () => settle(true);
    const timer = setTimeout(() => cut(response), takeMs);
    response.once('drain', onDrain);
    const stop = onceClosed(response, () => settle(false));
  });
}

/** Ends a connection before the end of its answer: the last chunk is missing, and the JSON breaks off. */
export function cut(response: Response): void {
  response.req.socket.destroy();
}
