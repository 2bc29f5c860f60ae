/** Every error that a client can see: its HTTP status and what it says. docs/errors.md lists the same. */
export const ERRORS = {
  Unauthorized: { status: 401, message: 'Unauthorized' },
  invalid_token: {
    status: 401,
    message:
      'The access token provided is expired, revoked, malformed, or invalid for other reasons.',
  },
  insufficient_scope: {
    status: 403,
    message: 'The request requires higher privileges than provided by the access token.',
  },
  FormRefused: {
    status: 403,
    message:
      'This form is not one of this page, or you have signed in anew since; load the page again and repeat it.',
  },
  ResourceNotFound: { status: 404, message: 'Not found' },
  NotFound: { status: 404, message: 'Not Found' },
  UnsupportedVersion: {
    status: 404,
    message: 'This Polar-Version is not known; use 2026-04, 2026-10 or 2027-01.',
  },
  MethodNotAllowed: { status: 405, message: 'Method Not Allowed' },
  Conflict: { status: 409, message: 'That already exists.' },
  RequestBodyTooLarge: {
    status: 413,
    message: 'The request body is larger than 10485760 bytes.',
  },
  UnsupportedMediaType: {
    status: 415,
    message: 'The request body is compressed; send it as it is.',
  },
  RequestValidationError: { status: 422, message: 'The request is not valid.' },
  TooManyRequests: {
    status: 429,
    message: 'Too many requests, or too much waits to be sent; try again when Retry-After says.',
  },
  RequestHeadTooLarge: {
    status: 431,
    message: 'The address and the headers of the request are larger than 65536 bytes.',
  },
  InternalServerError: { status: 500, message: 'Something went wrong on our side.' },
  ServiceUnavailable: {
    status: 503,
    message: 'The service cannot store this at the moment; try again shortly.',
  },
} as const;

export type ErrorCode = keyof typeof ERRORS;

const BUSY_RETRY_AFTER_SECONDS = '5';

/** One mistake in a request, in the shape that pydantic gives it and Polar's SDKs read. */
export interface ValidationDetail {
  readonly type: string;
  readonly loc: readonly (string | number)[];
  readonly msg: string;
  readonly input: unknown;
  readonly ctx?: Readonly<Record<string, unknown>>;
}

/** An error that is meant for the client. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;

  /**
   * @param code entry of ERRORS
   * @param message replaces the registry's sentence where a more exact one is known
   */
  constructor(
    readonly code: ErrorCode,
    message: string = ERRORS[code].message,
    readonly options: {
      readonly details?: readonly ValidationDetail[];
      readonly headers?: Readonly<Record<string, string>>;
      readonly cause?: unknown;
    } = {},
  ) {
    super(message, { cause: options.cause });
    this.status = ERRORS[code].status;
  }
}

/** A request that breaks a rule which no schema can say; `loc` and `input` name the place. */
export function invalid(
  loc: readonly (string | number)[],
  message: string,
  input: unknown,
): ApiError {
  return validationError([
    { type: 'value_error', loc, msg: `Value error, ${message}`, input, ctx: { error: {} } },
  ]);
}

/** All the mistakes of one request. */
export function validationError(details: readonly ValidationDetail[]): ApiError {
  return new ApiError('RequestValidationError', ERRORS.RequestValidationError.message, { details });
}

/** @param seconds until the next try has a chance */
export function tooManyRequests(seconds: number): ApiError {
  // At least one: a client that is told 0 would come again at once.
  const retryAfter = String(Math.max(1, Math.ceil(seconds)));
  return new ApiError('TooManyRequests', undefined, { headers: { 'Retry-After': retryAfter } });
}

/** What cannot be done now. @param cause what of ours is away, for the log */
export function busy(cause?: unknown): ApiError {
  return new ApiError('ServiceUnavailable', undefined, {
    cause,
    headers: { 'Retry-After': BUSY_RETRY_AFTER_SECONDS },
  });
}
