import { z } from 'zod';
import type { ZodOpenApiResponseObject, ZodOpenApiResponsesObject } from 'zod-openapi';
import { ERRORS, type ErrorCode } from '../../errors';
import type { Route } from '../route';

const plainError = z
  .object({ error: z.string(), detail: z.string() })
  .meta({ id: 'ErrorBody', description: 'A code, and one sentence.' });

/** As OAuth names them (RFC 6750, section 3). */
const oauthError = z
  .object({ error: z.string(), error_description: z.string() })
  .meta({ id: 'TokenErrorBody' });

const detailOnly = z.object({ detail: z.string() }).meta({ id: 'DetailBody' });

const validationError = z
  .object({
    error: z.literal('RequestValidationError'),
    detail: z.array(
      z
        .object({
          type: z.string(),
          loc: z
            .array(z.union([z.string(), z.int()]))
            .describe('Leads to the place: body, query, path or header, then keys and indexes.'),
          msg: z.string(),
          input: z.unknown().describe('What stood there.'),
          ctx: z.record(z.string(), z.unknown()).optional(),
        })
        .meta({ id: 'ValidationMistake' }),
    ),
  })
  .meta({ id: 'ValidationErrorBody', description: 'Every mistake of the request.' });

const json = (description: string, schema: z.ZodType): ZodOpenApiResponseObject => ({
  description,
  content: { 'application/json': { schema } },
});

const retryAfter = z
  .object({ 'retry-after': z.string().describe('Seconds.') })
  .meta({ id: 'RetryAfterHeaders' });

/** Errors that share a status stand in one answer. */
const BY_STATUS = {
  401: json('No token, or one that is not valid.', z.union([plainError, oauthError])),
  403: json('The token lacks the scope.', oauthError),
  404: json('There is no such thing, or no such Polar-Version.', z.union([plainError, detailOnly])),
  409: json('The present state forbids it.', plainError),
  413: json('The body is too large.', plainError),
  415: json('The body is compressed.', plainError),
  422: json('The request is not valid.', validationError),
  431: { description: 'Address and headers are too large; the body is empty.' },
  429: { description: 'Too many requests; the body is empty.', headers: retryAfter },
  503: {
    ...json(
      'Not done now, or not known whether it was: the database may have stored what it gave no answer ' +
        'to. Try again later; publish with the same Idempotency-Key, so that nothing is sent twice.',
      plainError,
    ),
    headers: retryAfter,
  },
} satisfies Record<number, ZodOpenApiResponseObject>;

/** Errors that are an answer of their own; the others are no operation's. */
type DescribedStatus = keyof typeof BY_STATUS;
const isDescribed = (status: number): status is DescribedStatus => status in BY_STATUS;

/** What every call may answer, whatever its parts. */
const ALWAYS: readonly ErrorCode[] = [
  'Unauthorized',
  'insufficient_scope',
  'UnsupportedVersion',
  'TooManyRequests',
  'RequestHeadTooLarge',
  'ServiceUnavailable',
];

/** Every answer of a route: success, and the errors that its parts make possible. */
export function answersOf(route: Route): ZodOpenApiResponsesObject {
  const codes: ErrorCode[] = [...ALWAYS, ...(route.errors ?? [])];
  if (route.body !== undefined) codes.push('RequestBodyTooLarge', 'UnsupportedMediaType');
  const hasParts = [route.params, route.query, route.body, route.headers].some(
    (part) => part !== undefined,
  );
  if (hasParts) codes.push('RequestValidationError');
  const statuses = [...new Set(codes.map((code): number => ERRORS[code].status))]
    .filter(isDescribed)
    .sort((a, b) => a - b);
  return {
    [String(route.success.status)]: success(route),
    ...Object.fromEntries(statuses.map((status) => [String(status), BY_STATUS[status]])),
  };
}

function success({ success: { status, schema, contentType } }: Route): ZodOpenApiResponseObject {
  if (status === 204) return { description: 'Done.' };
  return {
    description: status === 202 ? 'Accepted and stored.' : 'Success.',
    content: { [contentType ?? 'application/json']: { schema } },
  };
}
