import type { Response } from 'express';

/** As long as the largest body may take to come (http-server.ts). */
const TAKE_MS = 60_000;

/**
 * Writes a piece of an answer and waits until the client has taken it, so that no more than a piece is
 * ever in memory. A client that takes too long is cut: what it holds others wait for.
 *
 * @returns false when the client is gone, or was cut
 */
export function isTaken(response: Response, piece: string, takeMs = TAKE_MS): Promise<boolean> {
  if (response.closed || response.destroyed) return Promise.resolve(false);
  if (response.write(piece)) return Promise.resolve(true);
  return new Promise((resolve) => {
    const settle = (taken: boolean) => {
      clearTimeout(timer);
      response.off('drain', onDrain);
      response.off('close', onClose);
      resolve(taken);
    };
    const onDrain = () => settle(true);
    const onClose = () => settle(false);
    const timer = setTimeout(() => cut(response), takeMs);
    response.once('drain', onDrain);
    response.once('close', onClose);
  });
}

/** Ends a connection such that no client takes what it got for the whole. */
export function cut(response: Response): void {
  response.req.socket.resetAndDestroy();
}
