import { z } from 'zod';
import { ENDPOINT_URL_MAX_CHARACTERS, parseEndpointUrl } from '../webhooks/endpoint-url';
import { API_VERSIONS } from '../domain/api-version';
import { EVENT_TYPES } from '../domain/event-types';
import {
  EVENT_TYPE_NAME_MAX_CHARACTERS,
  EVENT_TYPE_NAME_PATTERN,
  isEventTypeName,
} from '../domain/own-event-types';
import { enumError, type IssueParams } from './validation';

const LIMIT_DEFAULT = 10;
const LIMIT_MAX = 100;
/** OFFSET is a bigint; no real list is that long. */
const PAGE_MAX = 1_000_000_000;
/** Seconds with nine digits after the point and a zone are 35. */
const MOMENT_MAX_CHARACTERS = 64;
/** Values of a repeatable parameter: all of them together fit into a request's head. */
const QUERY_LIST_MAX = 100;
const EMAIL_MAX_CHARACTERS = 254;

/** Adds an issue with pydantic's name for it. */
export function addIssue(
  context: z.core.$RefinementCtx,
  message: string,
  params?: IssueParams,
  path: (string | number)[] = [],
): void {
  context.addIssue({ code: 'custom', message, path, ...(params && { params: { ...params } }) });
}

/** Text that PostgreSQL can hold and that no terminal or mail header misreads. */
export const plainText = (least: number, most: number) =>
  z
    .string()
    .min(least)
    .max(most)
    .refine((text) => !/\p{Cc}/u.test(text) && text.isWellFormed(), {
      message: 'must not contain control characters',
    });

/**
 * An object of any content. It is only looked at from outside: a record of zod copies it key by key,
 * which for the largest bodies holds up the process for a second and more.
 */
export const anyObject = z
  .custom<Record<string, unknown>>()
  .superRefine((value: unknown, context) => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return;
    addIssue(context, 'Input should be a valid dictionary', { type: 'dict_type' });
  })
  .meta({
    override: {
      type: 'object',
      propertyNames: { type: 'string' },
      additionalProperties: {},
    },
  });

/** An endpoint's URL, normalised. */
export const endpointUrl = z
  .string()
  .transform((text, context) => {
    const parsed = parseEndpointUrl(text);
    if (parsed.ok) return parsed.url;
    addIssue(context, parsed.message);
    return z.NEVER;
  })
  .meta({
    description:
      'Where deliveries go: https, or http for localhost, 127.0.0.1 and [::1]; no credentials, no ' +
      'fragment, no private address. Stored normalised.',
    example: 'https://example.com/webhooks',
    override: { maxLength: ENDPOINT_URL_MAX_CHARACTERS, pattern: '^\\s*[Hh][Tt][Tt][Pp][Ss]?://' },
  });

/** Any well-formed UUID: one that we never made is simply not found. */
export const uuid = z
  .guid()
  .transform((text) => text.toLowerCase())
  .meta({ override: withoutPattern });

/** The format says it: the pattern by which zod checks it is of no use to a reader. */
function withoutPattern({ jsonSchema }: { jsonSchema: { pattern?: string } }): void {
  delete jsonSchema.pattern;
}

/** A moment in an answer. */
export const timestamp = z.iso.datetime().meta({ override: withoutPattern });

/** An id in an answer. */
export const answerId = z.uuid().meta({ override: withoutPattern });

/** A whole number in an answer. */
export const wholeNumber = z.int().meta({
  override: ({ jsonSchema }: { jsonSchema: { minimum?: number; maximum?: number } }) => {
    delete jsonSchema.minimum;
    delete jsonSchema.maximum;
  },
});

/** One of the versions of Polar's API. */
export const apiVersion = z
  .enum(API_VERSIONS)
  .meta({ id: 'ApiVersion', description: "A version of Polar's API." });

/** Hours from UTC that PostgreSQL takes; the farthest in use is 14. */
const ZONE_OFFSET_MAX_HOURS = 15;

/** A moment with its zone, such that PostgreSQL can hold it. */
export const moment = z.iso
  .datetime({ offset: true })
  .max(MOMENT_MAX_CHARACTERS)
  .refine((text) => {
    const year = new Date(text).getUTCFullYear();
    // What is no date at all the check of the format has told already.
    if (Number.isNaN(year)) return true;
    const [, offsetHours = '0'] = /[+-](\d\d):\d\d$/.exec(text) ?? [];
    return year >= 1 && year <= 9_999 && Number(offsetHours) <= ZONE_OFFSET_MAX_HOURS;
  }, 'the moment is out of range')
  .meta({ description: 'ISO 8601 with its zone.', override: withoutPattern });

/**
 * The name of an event type: one of the catalogue, or of the form of an organization's own. Whether the
 * organization has it is looked up for the places that a route names (known-event-types.ts).
 */
export const eventTypeName = z
  .custom<string>()
  .superRefine((value, context) => {
    if (typeof value === 'string' && isEventTypeName(value)) return;
    const { msg, ...params } = enumError(EVENT_TYPES);
    addIssue(context, msg, params);
  })
  .meta({
    id: 'EventTypeName',
    description:
      'The name of an event type: of the catalogue, or one that the organization registered.',
    override: {
      anyOf: [
        { title: 'CatalogueEventType', type: 'string', enum: [...EVENT_TYPES] },
        {
          type: 'string',
          minLength: 1,
          maxLength: EVENT_TYPE_NAME_MAX_CHARACTERS,
          pattern: EVENT_TYPE_NAME_PATTERN,
        },
      ],
    },
  });

/**
 * A list whose length is checked before its elements are: a body of 10 MB holds five million wrong
 * ones, and an answer that tells each of them would not fit into memory.
 */
export const boundedList = <Schema extends z.ZodType>(schema: Schema, most: number, least = 0) =>
  z.preprocess((value, context) => {
    if (!Array.isArray(value) || value.length <= most) return value;
    context.addIssue({ code: 'too_big', origin: 'array', maximum: most, input: value });
    return z.NEVER;
  }, z.array(schema).min(least).max(most));

/** An address; its length is checked first, so that the pattern meets no text without bounds. */
export const emailAddress = z.string().max(EMAIL_MAX_CHARACTERS).pipe(z.email());

/** The last value of a query parameter that may have been given several times. */
const single = (value: unknown): unknown =>
  Array.isArray(value) ? (value.at(-1) as unknown) : value;

/** A whole number from a query. */
const queryInteger = z.preprocess(
  single,
  z.string().transform((text, context) => {
    if (/^[+-]?\d{1,64}$/.test(text.trim())) return Number(text);
    addIssue(context, 'Input should be a valid integer, unable to parse string as an integer', {
      type: 'int_parsing',
    });
    return z.NEVER;
  }),
);

const BOOLEANS: ReadonlyMap<string, boolean> = new Map([
  ['true', true],
  ['1', true],
  ['on', true],
  ['yes', true],
  ['false', false],
  ['0', false],
  ['off', false],
  ['no', false],
]);

export const queryBoolean = z
  .preprocess(
    single,
    z
      .string()
      .transform((text, context) => {
        const value = BOOLEANS.get(text.toLowerCase());
        if (value !== undefined) return value;
        addIssue(context, 'Input should be a valid boolean, unable to interpret input', {
          type: 'bool_parsing',
        });
        return z.NEVER;
      })
      .optional(),
  )
  .optional()
  .meta({ override: { type: 'boolean' } });

export const querySingle = <Schema extends z.ZodType>(schema: Schema) =>
  z.preprocess(single, schema.optional()).optional();

/** A repeatable query parameter. */
export const queryList = <Schema extends z.ZodType>(schema: Schema) =>
  z
    .preprocess(
      (value) => (value === undefined || Array.isArray(value) ? value : [value]),
      boundedList(schema, QUERY_LIST_MAX).optional(),
    )
    .optional();

/** `page` and `limit` of every list. */
export const pagination = {
  page: queryInteger
    .pipe(z.number().min(1).max(PAGE_MAX))
    .optional()
    .transform((page) => page ?? 1)
    .meta({
      description: 'Number of the page, from 1.',
      override: { type: 'integer', minimum: 1, maximum: PAGE_MAX, default: 1 },
    }),
  limit: queryInteger
    .pipe(z.number().min(1))
    .optional()
    .transform((limit) => Math.min(limit ?? LIMIT_DEFAULT, LIMIT_MAX))
    .meta({
      description: `Items on a page; more than ${LIMIT_MAX} is cut to ${LIMIT_MAX}.`,
      override: { type: 'integer', minimum: 1, default: LIMIT_DEFAULT },
    }),
};

const paginationSchema = z
  .object({
    total_count: wholeNumber.describe('Items of all pages.'),
    max_page: wholeNumber.describe('Number of the last page; 0 when there is no item.'),
  })
  .meta({ id: 'Pagination' });

/** The answer of every list. */
export const listOf = <Schema extends z.ZodType>(item: Schema) =>
  z
    .object({ items: z.array(item), pagination: paginationSchema })
    .meta({ id: `${item.meta()?.id ?? ''}List` });

/** Writes a page as the answer of a list. */
export function listAnswer<Row, Item>(
  page: { items: readonly Row[]; total: number },
  limit: number,
  write: (row: Row) => Item,
) {
  return { items: page.items.map(write), ...paginationAnswer(page, limit) };
}

/** What the answer of a list has beside its items. */
export const paginationAnswer = (page: { total: number }, limit: number) => ({
  pagination: { total_count: page.total, max_page: Math.ceil(page.total / limit) },
});
