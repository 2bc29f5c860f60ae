import { z } from 'zod';
import { validationError, type ValidationDetail } from '../errors';

type Path = readonly (string | number)[];
type Issue = z.core.$ZodIssue;

/** Marks a custom issue with the type that pydantic would give it; its message is taken as it is. */
export interface IssueParams {
  readonly type: string;
  readonly ctx?: Readonly<Record<string, unknown>>;
}

/** What pydantic says for an input of the wrong type. */
const TYPE_ERRORS: Readonly<Record<string, { type: string; msg: string }>> = {
  string: { type: 'string_type', msg: 'Input should be a valid string' },
  boolean: { type: 'bool_type', msg: 'Input should be a valid boolean' },
  // No field takes a fraction: the schema of integers begins with the check for a number.
  number: { type: 'int_type', msg: 'Input should be a valid integer' },
  int: { type: 'int_type', msg: 'Input should be a valid integer' },
  array: { type: 'list_type', msg: 'Input should be a valid list' },
  record: { type: 'dict_type', msg: 'Input should be a valid dictionary' },
  object: {
    type: 'model_attributes_type',
    msg: 'Input should be a valid dictionary or object to extract fields from',
  },
};

/**
 * Parses one part of a request and reports all of its mistakes in the shape that pydantic gives them:
 * Polar's SDKs read `type`, `loc`, `msg` and `input`.
 *
 * @param part first element of every `loc`: `body`, `query`, `path` or `header`
 * @returns the parsed value, or the mistakes
 */
export function check<Schema extends z.ZodType>(
  schema: Schema,
  part: string,
  input: unknown,
): { value: z.output<Schema> } | { details: ValidationDetail[] } {
  const parsed = schema.safeParse(input, { reportInput: true });
  if (parsed.success) return { value: parsed.data };
  return { details: parsed.error.issues.map((issue) => toDetail(issue, part, input)) };
}

/** As `check`, for a single part. @throws ApiError RequestValidationError */
export function parse<Schema extends z.ZodType>(
  schema: Schema,
  part: string,
  input: unknown,
): z.output<Schema> {
  const checked = check(schema, part, input);
  if ('details' in checked) throw validationError(checked.details);
  return checked.value;
}

function toDetail(issue: Issue, part: string, root: unknown): ValidationDetail {
  const path = issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key));
  const loc = [part, ...path];
  // A single query parameter stands for a list of one: only the issue knows its input then.
  const input = at(root, path) ?? issue.input;
  if (input === undefined && path.length > 0) {
    return { type: 'missing', loc, msg: 'Field required', input: at(root, path.slice(0, -1)) };
  }
  const { type, msg, ctx } = describe(issue);
  return { type, loc, msg, input: input ?? null, ...(ctx && { ctx }) };
}

function describe(issue: Issue): Pick<ValidationDetail, 'type' | 'msg' | 'ctx'> {
  switch (issue.code) {
    case 'invalid_type':
      return TYPE_ERRORS[issue.expected] ?? valueError(issue.message);
    case 'invalid_value':
      return enumError(issue.values.map(String));
    case 'too_small':
      return tooSmall(issue.origin, Number(issue.minimum));
    case 'too_big':
      return tooBig(issue.origin, Number(issue.maximum));
    case 'invalid_format':
      return FORMAT_ERRORS[issue.format] ?? valueError(issue.message);
    case 'custom': {
      const params = issue.params as IssueParams | undefined;
      return params === undefined
        ? valueError(issue.message)
        : { type: params.type, msg: issue.message, ...(params.ctx && { ctx: params.ctx }) };
    }
    default:
      return valueError(issue.message);
  }
}

/** What pydantic says for a value that is none of those allowed. */
export function enumError(allowed: readonly string[]) {
  const expected = listOf(allowed.map((value) => `'${value}'`));
  return { type: 'enum', msg: `Input should be ${expected}`, ctx: { expected } };
}

const valueError = (message: string) => ({
  type: 'value_error',
  msg: `Value error, ${message}`,
  ctx: { error: {} },
});

const FORMAT_ERRORS: Readonly<Record<string, { type: string; msg: string }>> = {
  uuid: { type: 'uuid_parsing', msg: 'Input should be a valid UUID' },
  guid: { type: 'uuid_parsing', msg: 'Input should be a valid UUID' },
  datetime: {
    type: 'datetime_from_date_parsing',
    msg: 'Input should be a valid datetime with a time zone',
  },
  email: { type: 'value_error', msg: 'value is not a valid email address' },
};

function tooSmall(origin: string, least: number) {
  if (origin === 'string') {
    return {
      type: 'string_too_short',
      msg: `String should have at least ${least} character${least === 1 ? '' : 's'}`,
      ctx: { min_length: least },
    };
  }
  if (origin === 'array') {
    return {
      type: 'too_short',
      msg: `List should have at least ${least} item${least === 1 ? '' : 's'} after validation`,
      ctx: { min_length: least },
    };
  }
  return {
    type: 'greater_than_equal',
    msg: `Input should be greater than or equal to ${least}`,
    ctx: { ge: least },
  };
}

function tooBig(origin: string, most: number) {
  if (origin === 'string') {
    return {
      type: 'string_too_long',
      msg: `String should have at most ${most} character${most === 1 ? '' : 's'}`,
      ctx: { max_length: most },
    };
  }
  if (origin === 'array') {
    return {
      type: 'too_long',
      msg: `List should have at most ${most} item${most === 1 ? '' : 's'} after validation`,
      ctx: { max_length: most },
    };
  }
  return {
    type: 'less_than_equal',
    msg: `Input should be less than or equal to ${most}`,
    ctx: { le: most },
  };
}

/** `'a'`, `'a' or 'b'`, `'a', 'b' or 'c'`. */
function listOf(values: readonly string[]): string {
  const last = values.at(-1) ?? '';
  return values.length < 2 ? last : `${values.slice(0, -1).join(', ')} or ${last}`;
}

function at(root: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null
        ? (value as Record<string | number, unknown>)[key]
        : undefined,
    root,
  );
}
