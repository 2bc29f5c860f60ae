/** `created_at` as `createdAt`. */
type CamelCase<Key extends string> = Key extends `${infer Head}_${infer Tail}`
  ? `${Head}${Capitalize<CamelCase<Tail>>}`
  : Key;

/** Keys of answers whose values are moments. */
type AnsweredMoment = `${string}_at`;
/** Keys of requests whose values are moments. */
type AskedMoment = `${string}_at` | 'timestamp' | `${string}_timestamp` | 'since';

/** An answer of the API with names and dates as they are usual in JavaScript; maps stay as they are. */
export type Model<Wire> = Wire extends readonly (infer Item)[]
  ? Model<Item>[]
  : Wire extends object
    ? string extends keyof Wire
      ? Wire
      : {
          [Key in keyof Wire as CamelCase<Key & string>]: Key extends AnsweredMoment
            ? DateFor<Wire[Key]>
            : Model<Wire[Key]>;
        }
    : Wire;
type DateFor<Wire> = Wire extends string ? Date : Wire;

/** What a call takes: a body of the API with names and dates as they are usual in JavaScript. */
export type Input<Wire> = {
  [Key in keyof Wire as CamelCase<Key & string>]: Key extends AskedMoment
    ? Wire[Key] | Date
    : Wire[Key];
};

/** The same of a query: where the API takes several values, one may stand alone. */
export type Filter<Query> = {
  [Key in keyof Query as CamelCase<Key & string>]: Key extends AskedMoment
    ? Query[Key] | Date
    : OneOrMore<Query[Key]>;
};
type OneOrMore<Value> = Value extends readonly (infer Item)[] ? Item | readonly Item[] : Value;

/** Values with keys of others' making: headers of an endpoint, and JSON Schema and example of a type. */
const FREE_FORM: ReadonlySet<string> = new Set(['headers', 'schema', 'example']);

const camelCase = (key: string): string =>
  key.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase());
const snakeCase = (key: string): string =>
  key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** Turns an answer into what the client returns. */
export function toModel<Wire>(wire: Wire): Model<Wire> {
  return modelOf(wire) as Model<Wire>;
}

function modelOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(modelOf);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]: [string, unknown]) => {
      if (key.endsWith('_at') && typeof child === 'string')
        return [camelCase(key), new Date(child)];
      return [camelCase(key), FREE_FORM.has(key) ? child : modelOf(child)];
    }),
  );
}

/**
 * Turns the fields of a body or a query into the API's. Only the outer names: what is inside, such as
 * an event's data, is the caller's own.
 */
export function toWire<Wire extends object>(input: Input<Wire> | Filter<Wire>): Wire {
  return Object.fromEntries(
    Object.entries(input).map(([key, value]: [string, unknown]) => [
      snakeCase(key),
      value instanceof Date ? value.toISOString() : value,
    ]),
  ) as Wire;
}
