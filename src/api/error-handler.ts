import type { ErrorRequestHandler, Request, Response } from 'express';
import { isOutage } from '../db/outage';
import { ApiError, busy, ERRORS, validationError } from '../errors';
import type { Logger } from '../log';
import { Busy } from '../room';
import { cut } from './taken';

/** Writes an error as the API does. */
export function sendError(response: Response, error: ApiError): void {
  response.status(error.status).set(error.options.headers ?? {});
  switch (error.code) {
    case 'invalid_token':
    case 'insufficient_scope':
      // The names that OAuth gives these (RFC 6750, section 3).
      response.json({ error: error.code, error_description: error.message });
      return;
    case 'TooManyRequests':
    case 'RequestHeadTooLarge':
      response.end();
      return;
    case 'NotFound':
    case 'MethodNotAllowed':
      response.json({ detail: error.message });
      return;
    case 'RequestValidationError':
      response.json({ error: error.code, detail: error.options.details ?? [] });
      return;
    default:
      response.json({ error: error.code, detail: error.message });
  }
}

/** What body-parser throws for a body that it cannot read. */
interface BodyParserError extends Error {
  readonly status: number;
  readonly type?: unknown;
}

const isBodyParserError = (error: unknown): error is BodyParserError =>
  error instanceof Error &&
  'status' in error &&
  typeof error.status === 'number' &&
  error.status >= 400 &&
  error.status < 500;

/** Turns whatever was thrown into an error for the client; what is not meant for it becomes a 500. */
export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error;
  if (error instanceof URIError) return new ApiError('NotFound');
  if (isBodyParserError(error)) {
    if (error.status === 413) return new ApiError('RequestBodyTooLarge');
    if (error.type === 'encoding.unsupported') return new ApiError('UnsupportedMediaType');
    return jsonInvalid(error.message);
  }
  if (error instanceof Busy || isOutage(error)) return busy(error);
  return new ApiError('InternalServerError', ERRORS.InternalServerError.message, { cause: error });
}

/** A body that is not JSON, as FastAPI reports it: with the position where parsing stopped, if known. */
function jsonInvalid(reason: string): ApiError {
  const [, position] = /position (\d+)/.exec(reason) ?? [];
  return validationError([
    {
      type: 'json_invalid',
      loc: position === undefined ? ['body'] : ['body', Number(position)],
      msg: 'JSON decode error',
      input: {},
      ctx: { error: reason },
    },
  ]);
}

export function createErrorHandler(log: Logger): ErrorRequestHandler {
  // Express knows it by its four parameters.
  // eslint-disable-next-line @typescript-eslint/no-unused-vars
  return (thrown: unknown, request: Request, response: Response, _next) => {
    const error = toApiError(thrown);
    if (error.status >= 500) {
      log.error({ err: thrown, method: request.method, path: request.path }, error.message);
    }
    if (response.headersSent) {
      cut(response);
      return;
    }
    sendError(response, error);
  };
}
