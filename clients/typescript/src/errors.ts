import type { ValidationMistake } from './generated/types.gen.js';

/** Where an answer does not name its error, its status does. */
const CODES: Readonly<Record<number, string>> = {
  401: 'Unauthorized',
  403: 'insufficient_scope',
  404: 'NotFound',
  405: 'MethodNotAllowed',
  409: 'Conflict',
  413: 'RequestBodyTooLarge',
  415: 'UnsupportedMediaType',
  422: 'RequestValidationError',
  429: 'TooManyRequests',
  500: 'InternalServerError',
  503: 'ServiceUnavailable',
};

/** What an error is made of. */
export interface ErrorDetails {
  /** Of the HTTP answer; 0 where there was none. */
  readonly status: number;
  /** As in docs/errors.md, such as `ResourceNotFound`. */
  readonly code: string;
  readonly message: string;
  /** The answer's body: parsed where it is JSON, else text; undefined when it is empty. */
  readonly body?: unknown;
  readonly retryAfterSeconds?: number;
  readonly cause?: unknown;
}

/** Every error that a call of the client throws is one of these. */
export class SignalpostError extends Error {
  override readonly name: string = 'SignalpostError';
  /** Of the HTTP answer; 0 where there was none. */
  readonly status: number;
  /** As in docs/errors.md, such as `ResourceNotFound`. */
  readonly code: string;
  /** The answer's body: parsed where it is JSON, else text; undefined when it is empty. */
  readonly body: unknown;

  constructor({ status, code, message, body, cause }: ErrorDetails) {
    super(message, { cause });
    this.status = status;
    this.code = code;
    this.body = body;
  }
}

/** 401: there is no access token, or it is not valid. */
export class UnauthorizedError extends SignalpostError {
  override readonly name = 'UnauthorizedError';
}

/** 403: the access token lacks the scope. */
export class InsufficientScopeError extends SignalpostError {
  override readonly name = 'InsufficientScopeError';
}

/** 404: there is no such thing, or it is another organization's. */
export class NotFoundError extends SignalpostError {
  override readonly name = 'NotFoundError';
}

/** 409: the present state forbids it. */
export class ConflictError extends SignalpostError {
  override readonly name = 'ConflictError';
}

/** 422: the request is not valid. */
export class ValidationError extends SignalpostError {
  override readonly name = 'ValidationError';
  /** All the mistakes of the request. */
  readonly mistakes: readonly ValidationMistake[];

  constructor(details: ErrorDetails) {
    super(details);
    this.mistakes = mistakesOf(details.body);
  }
}

/** 429: too many requests. */
export class RateLimitError extends SignalpostError {
  override readonly name = 'RateLimitError';
  /** Seconds until the next try has a chance; undefined where the answer does not say. */
  readonly retryAfterSeconds: number | undefined;

  constructor(details: ErrorDetails) {
    super(details);
    this.retryAfterSeconds = details.retryAfterSeconds;
  }
}

/** 503: not done, or in rare cases not known whether it was; another try has a chance. */
export class ServiceUnavailableError extends SignalpostError {
  override readonly name = 'ServiceUnavailableError';
  /** Seconds until the next try has a chance; undefined where the answer does not say. */
  readonly retryAfterSeconds: number | undefined;

  constructor(details: ErrorDetails) {
    super(details);
    this.retryAfterSeconds = details.retryAfterSeconds;
  }
}

/** No answer came: the server cannot be reached, or it took too long. `cause` has the reason. */
export class ConnectionFailedError extends SignalpostError {
  override readonly name = 'ConnectionFailedError';
}

const CLASSES: Readonly<Record<number, new (details: ErrorDetails) => SignalpostError>> = {
  401: UnauthorizedError,
  403: InsufficientScopeError,
  404: NotFoundError,
  409: ConflictError,
  422: ValidationError,
  429: RateLimitError,
  503: ServiceUnavailableError,
};

/** The error for an answer that is none of success. */
export function errorOf(status: number, text: string, retryAfterSeconds?: number): SignalpostError {
  const body = parsed(text);
  const said = (typeof body === 'object' && body !== null ? body : {}) as Record<string, unknown>;
  const code = typeof said.error === 'string' ? said.error : (CODES[status] ?? `http_${status}`);
  const mistakes = mistakesOf(body).map(({ loc, msg }) => `${loc.join('.')}: ${msg}`);
  const sentence = [said.error_description, said.detail, mistakes.join('; ')].find(
    (text): text is string => typeof text === 'string' && text !== '',
  );
  const message = sentence ?? `The server answered with status ${status}.`;
  const Class = CLASSES[status] ?? SignalpostError;
  return new Class({ status, code, message, body, retryAfterSeconds });
}

function mistakesOf(body: unknown): readonly ValidationMistake[] {
  const { detail } = (body ?? {}) as { detail?: unknown };
  return Array.isArray(detail) ? (detail as ValidationMistake[]) : [];
}

function parsed(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return text;
  }
}
