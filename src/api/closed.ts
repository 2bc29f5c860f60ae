import type { Response } from 'express';

/** Whether the client is gone, or has its whole answer. */
export const isClosed = (response: Response): boolean =>
  response.closed || response.req.socket.destroyed;

/**
 * Calls back once, when the client is gone or has its whole answer. Of an answer that waits behind
 * another one of the same connection (pipelining) Node.js tells it by the socket alone.
 *
 * @returns to be called when it is no longer of interest
 */
export function onceClosed(response: Response, callback: () => void): () => void {
  const { socket } = response.req;
  // The one's end is told in the middle of telling the other's: taking the listener off is not enough.
  let isDone = false;
  const stop = () => {
    isDone = true;
    response.off('close', closed);
    socket.off('close', closed);
  };
  const closed = () => {
    if (isDone) return;
    stop();
    callback();
  };
  response.once('close', closed);
  socket.once('close', closed);
  return stop;
}
