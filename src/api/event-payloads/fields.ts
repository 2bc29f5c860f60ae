import { z } from 'zod';
import type { ZodOpenApiOverrideMeta } from 'zod-openapi';

/**
 * The kinds of fields that payloads are made of. Ids are plain text, as in Polar's clients: nothing
 * but equality matters about them, and a client must not fail over a producer's own kind of id.
 */

/** An id; `of` says of what, where the key does not. */
export const id = (of?: string) =>
  of === undefined ? z.string() : z.string().describe(`The id of ${of}.`);

/** Leaves only what a schema says of the field, not what zod adds to make its own checks exact. */
const withoutChecks: ZodOpenApiOverrideMeta = ({ jsonSchema }) => {
  delete jsonSchema.pattern;
  delete jsonSchema.minimum;
  delete jsonSchema.maximum;
};

/** A moment, ISO 8601 with its zone. */
export const moment = () => z.iso.datetime({ offset: true }).meta({ override: withoutChecks });

/** A whole number. */
export const integer = () => z.int().meta({ override: withoutChecks });

/** An amount of money. */
export const amount = (what?: string) =>
  integer().describe(`${what === undefined ? 'In' : `${what}, in`} minor units of \`currency\`.`);

/** An ISO 4217 code. */
export const currency = () => z.string().describe('ISO 4217 code in lower case, such as `usd`.');

/**
 * Text that usually has one of a few values. It is no enum, because a value that is added later must
 * not break clients whose types are generated from these schemas.
 */
export const openEnum = (usual: readonly [string, ...string[]], what?: string) => {
  const values = `Usually one of ${usual.map((value) => `\`${value}\``).join(', ')}; may be another.`;
  return z.string().describe(what === undefined ? values : `${what} ${values}`);
};

/** What each object opens with. */
export const opening = {
  id: id(),
  created_at: moment(),
  modified_at: moment().nullable().describe('Null until the first change.'),
};

/** Keys and values that an organization keeps with an object. */
export const metadata = z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).meta({
  id: 'Metadata',
  description: "The organization's own keys and values.",
});

/** Answers to custom fields. */
export const customFieldData = z
  .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))
  .meta({ id: 'CustomFieldData', description: 'What the customer entered, by slug of the field.' });

/** A closed set for years, so an enum. */
export const recurringInterval = z.enum(['day', 'week', 'month', 'year']).meta({
  id: 'RecurringInterval',
  description: 'The unit of a billing or trial period.',
});
