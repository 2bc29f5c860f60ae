import type { Response } from 'express';
import type { EventStream } from '../service/listen';
import { isClosed, onceClosed } from './closed';
import { isTaken } from './taken';

/** Writes server-sent events (WHATWG HTML, section 9.2) until they end or the client goes. */
export async function sendEventStream(response: Response, stream: EventStream): Promise<void> {
  onceClosed(response, () => stream.close());
  if (isClosed(response)) stream.close();
  response.status(200).set({ 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' });
  response.flushHeaders();
  for await (const part of stream.parts) {
    // A client that reads slowly is waited for; what gathers meanwhile is bounded by the feed.
    if (!(await isTaken(response, part === null ? ': \n\n' : `data: ${part}\n\n`))) break;
  }
  response.end();
}
