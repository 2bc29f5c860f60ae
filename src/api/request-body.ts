import { isUtf8 } from 'node:buffer';
import express, { type Request, type RequestHandler, type Response } from 'express';
import { sendError, toApiError } from './error-handler';
import { refuseDeepNesting } from './json-nesting';
import type { Place } from './waiting-room';

const BODY_MAX_BYTES = 10_485_760;
const BYTE_ORDER_MARK = '\uFEFF';

declare module 'express-serve-static-core' {
  interface Request {
    /** The body as it came, for what must not be re-serialised. */
    rawBody?: string;
  }
}

/**
 * Reads a JSON body, as far as there is room. What it refuses the error handler turns into
 * `json_invalid`, 413, 415 or 503.
 */
export const parseBody: RequestHandler = (request, response, next) => {
  const place = response.locals.place as Place;
  const declared = request.headers['content-length'];
  if (declared !== undefined) place.add(Math.min(Number(declared), BODY_MAX_BYTES));
  else request.on('data', (chunk: Buffer) => addOrRefuse(place, chunk.length, response));
  parseJson(request, response, next);
};

/** Of a body whose length was not told. Once it is refused what else comes of it is dropped. */
function addOrRefuse(place: Place, bytes: number, response: Response): void {
  try {
    place.add(bytes);
  } catch (error) {
    const { req: request } = response;
    for (const event of ['data', 'end', 'aborted', 'error', 'close']) {
      request.removeAllListeners(event);
    }
    request.resume();
    sendError(response, toApiError(error));
  }
}

const parseJson: RequestHandler = express.json({
  limit: BODY_MAX_BYTES,
  // Polar takes none, and what unpacks is larger than it looks.
  inflate: false,
  strict: false,
  // Whatever it calls itself: a client that forgets the header means JSON all the same.
  type: () => true,
  verify: (request: Request, _response, body, encoding) => {
    // RFC 8259, section 8.1. A decoder would put replacement characters in place of broken ones.
    if (encoding !== 'utf-8' || !isUtf8(body)) throw new Error('The body is not UTF-8');
    const text = body.toString('utf8');
    request.rawBody = text.startsWith(BYTE_ORDER_MARK) ? text.slice(1) : text;
    refuseDeepNesting(request.rawBody);
  },
});
