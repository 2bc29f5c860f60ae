import Ajv2020, { type ErrorObject, type ValidateFunction } from 'ajv/dist/2020';
import addFormats from 'ajv-formats';
import type { SchemaProblem } from './messages';

/** The one dialect that is read; `$schema` may name it and no other. */
export const SCHEMA_DIALECT = 'https://json-schema.org/draft/2020-12/schema';

const PROBLEMS_MAX = 20;

/**
 * Compiles a JSON Schema (draft 2020-12, with the formats of ajv-formats). Each gets an Ajv of its own:
 * an `$id` of one tenant's schema must not be seen by another's.
 *
 * @param text JSON of the schema
 * @returns the function that checks, or what is wrong with the schema
 */
export function compileSchema(text: string): ValidateFunction | SchemaProblem {
  const schema = JSON.parse(text) as Record<string, unknown>;
  if (schema.$schema !== undefined && schema.$schema !== SCHEMA_DIALECT) {
    return { path: ['$schema'], message: `must be ${SCHEMA_DIALECT}, or be left out` };
  }
  const ajv = new Ajv2020({
    allErrors: true,
    // A keyword that is not known is a mistake more often than meant: `requried`.
    strict: false,
    strictSchema: true,
    validateFormats: true,
    logger: false,
  });
  addFormats(ajv);
  try {
    const validate = ajv.compile(schema);
    // It would answer with a promise, which is never false.
    if ('$async' in validate) return { path: ['$async'], message: 'is not supported' };
    return validate;
  } catch (error) {
    return { path: [], message: error instanceof Error ? error.message : 'cannot be compiled' };
  }
}

/** What a compiled schema finds in a value, the first 20 of it. */
export function problemsIn(validate: ValidateFunction, data: unknown): SchemaProblem[] {
  if (validate(data)) return [];
  return (validate.errors ?? [])
    .slice(0, PROBLEMS_MAX)
    .map((error) => ({ path: placeOf(error, data), message: messageOf(error) }));
}

function messageOf({ keyword, message = 'is not valid', params }: ErrorObject): string {
  const values = params as Record<string, unknown>;
  if (keyword === 'enum' && Array.isArray(values.allowedValues)) {
    return `${message}: ${values.allowedValues.map((value) => JSON.stringify(value)).join(', ')}`;
  }
  const extra = values.additionalProperty ?? values.unevaluatedProperty;
  return typeof extra === 'string' ? `${message}: ${JSON.stringify(extra)}` : message;
}

/** The JSON pointer of an error (RFC 6901) as keys; numbers where the value is a list. */
function placeOf(error: ErrorObject, data: unknown): (string | number)[] {
  const keys = error.instancePath
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  const path: (string | number)[] = [];
  let at = data;
  for (const key of keys) {
    path.push(Array.isArray(at) ? Number(key) : key);
    at = (at as Record<string, unknown> | undefined)?.[key];
  }
  return path;
}
