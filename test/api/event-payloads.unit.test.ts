import { z } from 'zod';
import { createDocument } from 'zod-openapi';
import { EVENT_DATA_SCHEMAS } from '../../src/api/event-payloads';
import { exampleData } from '../../src/domain/event-examples';
import { EVENT_TYPES, type EventType } from '../../src/domain/event-types';
import {
  isKnownToSdk0,
  readPolarTypes,
  sdk0Module,
  sdk0Name,
  type Kind,
  type PolarShape,
} from './polar-payload-types';

type Schema = z.core.JSONSchema.JSONSchema;

const EXAMPLES = new Map(EVENT_TYPES.map((type) => [type, exampleData(type)]));
const SCHEMAS = new Map<EventType, Schema>(
  EVENT_TYPES.map((type) => [type, z.toJSONSchema(EVENT_DATA_SCHEMAS[type])]),
);
const POLAR = readPolarTypes(EXAMPLES);

/** What a place in a schema says, its references followed and its union's members put together. */
interface Place {
  kinds: ReadonlySet<Kind>;
  properties: ReadonlyMap<string, Schema>;
  required: ReadonlySet<string>;
  element: Schema | null;
  value: Schema | null;
}

function placeOf(schema: Schema, root: Schema): Place {
  const members = membersOf(schema, root);
  const kinds = new Set<Kind>(
    members.flatMap(({ type, enum: values }) => {
      if (type === undefined) return values === undefined ? 'anything' : 'string';
      return [type].flat().map((name) => (name === 'integer' ? 'number' : name));
    }),
  );
  const element = members.map(({ items }) => items).find((items) => items !== undefined);
  const value = members
    .filter(({ properties }) => properties === undefined)
    .map(({ additionalProperties }) => additionalProperties)
    .find((values) => values !== undefined);
  return {
    kinds,
    properties: new Map(
      members.flatMap(({ properties = {} }) =>
        Object.entries(properties as Record<string, Schema>),
      ),
    ),
    required: new Set(members.flatMap(({ required = [] }) => required)),
    element: (element as Schema | undefined) ?? null,
    value: (value as Schema | undefined) ?? null,
  };
}

function membersOf(schema: Schema, root: Schema): Schema[] {
  if (schema.$ref !== undefined) {
    const id = schema.$ref.replace('#/$defs/', '');
    const target = root.$defs?.[id];
    if (target === undefined) throw new Error(`nothing at ${schema.$ref}`);
    return membersOf(target, root);
  }
  const union = schema.anyOf ?? schema.oneOf;
  return union === undefined ? [schema] : union.flatMap((member) => membersOf(member, root));
}

/** Keys of a value that the schema has no declaration of, at every depth. */
function undeclared(value: unknown, schema: Schema, root: Schema, path: string): string[] {
  const place = placeOf(schema, root);
  if (Array.isArray(value)) {
    const { element } = place;
    if (element === null) return value.length === 0 ? [] : [`${path}[]`];
    return value.flatMap((item) => undeclared(item, element, root, `${path}[]`));
  }
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]: [string, unknown]) => {
    const at = `${path}.${key}`;
    const declared = place.properties.get(key) ?? place.value;
    return declared === null ? [at] : undeclared(child, declared, root, at);
  });
}

/** Where a schema and the types of Polar's SDKs disagree, at every depth. */
function disagreements(
  schema: Schema,
  root: Schema,
  lines: readonly PolarShape[],
  path: string,
): string[] {
  const place = placeOf(schema, root);
  const found = kindDisagreements(place.kinds, lines, path);
  if (place.element !== null) {
    const elements = lines.flatMap(({ element }) => (element === null ? [] : [element()]));
    found.push(...disagreements(place.element, root, elements, `${path}[]`));
  }
  if (place.value !== null) {
    const values = lines.flatMap(({ value }) => (value === null ? [] : [value()]));
    // Properties that differ by kind are left open, whatever the SDKs' many types say of them.
    if (values.length > 0) found.push(...disagreements(place.value, root, values, `${path}{}`));
    return found;
  }
  const known = new Set(lines.flatMap(({ keys }) => [...keys.keys()]));
  for (const key of known) {
    const isDeclared = place.properties.has(key);
    if (place.properties.size > 0 && !isDeclared) found.push(`${path}.${key} is not declared`);
    const isRequired = lines.every(({ keys }) => keys.get(key)?.isRequired === true);
    if (place.required.has(key) && !isRequired) found.push(`${path}.${key} may be missing`);
    // An event that the older SDK doesn't know may hold an object that it knows otherwise.
    if (isDeclared && isRequired && !place.required.has(key) && lines.length === POLAR.length) {
      found.push(`${path}.${key} is always there`);
    }
  }
  for (const [key, property] of place.properties) {
    if (!known.has(key)) found.push(`${path}.${key} is in no SDK`);
    const children = lines.flatMap(({ keys }) => keys.get(key)?.shape() ?? []);
    if (children.length > 0)
      found.push(...disagreements(property, root, children, `${path}.${key}`));
  }
  return found;
}

function kindDisagreements(
  kinds: ReadonlySet<Kind>,
  lines: readonly PolarShape[],
  path: string,
): string[] {
  const theirs = new Set(lines.flatMap((line) => [...line.kinds]));
  if (kinds.has('anything') || theirs.has('anything')) return [];
  const ours = [...kinds].sort().join('|');
  const all = [...theirs].sort().join('|');
  return ours === all ? [] : [`${path} is ${ours}, but in the SDKs ${all}`];
}

describe.each(EVENT_TYPES)('%s', (type) => {
  const schema = SCHEMAS.get(type) ?? {};
  const lines = POLAR.flatMap(({ shapes }) => shapes.get(type) ?? []);

  it('has an example that the schema accepts', () => {
    expect(EVENT_DATA_SCHEMAS[type].safeParse(EXAMPLES.get(type)).error).toBeUndefined();
  });

  it('declares every key of its example', () => {
    expect(undeclared(EXAMPLES.get(type), schema, schema, 'data')).toEqual([]);
  });

  it("declares, requires and allows what the types of Polar's SDKs do", () => {
    expect(lines.length).toBe(isKnownToSdk0(type) ? POLAR.length : POLAR.length - 1);
    expect(disagreements(schema, schema, lines, 'data')).toEqual([]);
  });

  it.each(POLAR)('has an example of the types of $name', ({ name, complaints }) => {
    const complaint = complaints.get(type);
    if (name.startsWith('SDK 1.x') && type === 'customer.state_changed') {
      // These types give the status of a subscription the values of another field named alike.
      expect(complaint).toMatch(/Type '"active"' is not assignable to type 'Status'\.$/);
    } else {
      expect(complaint).toBeUndefined();
    }
  });

  // Some events came after its last version.
  if (!isKnownToSdk0(type)) return;

  it('has an example that SDK 0.x parses', () => {
    const module = jest.requireActual<Record<string, z.ZodType>>(sdk0Module(type));
    const payload = { type, timestamp: '2026-08-22T01:02:03Z', data: EXAMPLES.get(type) };
    const parser = module[`${sdk0Name(type)}$inboundSchema`];
    expect(parser?.safeParse(payload).error).toBeUndefined();
  });
});

describe('all together', () => {
  const { $defs = {} } = z.toJSONSchema(z.object(EVENT_DATA_SCHEMAS));

  it('has a name for each object, and refuses one for two', () => {
    // A schema with an id is in $defs, and everything else holds a reference to it.
    const nameless = Object.values($defs).flatMap((schema) =>
      childrenOf(schema).flatMap(objectsIn),
    );
    expect(nameless).toEqual([]);
    const twins = z.object({ other: z.string().meta({ id: 'Order' }), ...EVENT_DATA_SCHEMAS });
    expect(() => z.toJSONSchema(twins)).toThrow(/Duplicate schema id "Order"/);
  });

  it('lets unknown keys pass', () => {
    const objects = Object.values($defs).flatMap(objectsIn);
    expect(objects.length).toBeGreaterThan(30);
    for (const { additionalProperties } of objects) expect(additionalProperties).toEqual({});
  });

  it('becomes components of an OpenAPI document, each of them once', () => {
    const post = (type: EventType) => ({
      requestBody: { content: { 'application/json': { schema: EVENT_DATA_SCHEMAS[type] } } },
      responses: { 200: { description: 'Received.' } },
    });
    const document = createDocument({
      openapi: '3.1.0',
      info: { title: 'Events', version: '1' },
      webhooks: Object.fromEntries(EVENT_TYPES.map((type) => [type, { post: post(type) }])),
    });
    const names = Object.keys(document.components?.schemas ?? {});
    expect(names.sort()).toEqual(Object.keys($defs).sort());
    // zod's own pattern of a moment and bounds of a number say nothing and would fill the document.
    expect(JSON.stringify(document)).not.toMatch(/"(?:pattern|minimum|maximum)":/);
  });
});

/** The objects with known keys in a schema, itself included, without following references. */
function objectsIn(schema: Schema): Schema[] {
  const own = schema.properties === undefined ? [] : [schema];
  return [...own, ...childrenOf(schema).flatMap(objectsIn)];
}

function childrenOf(schema: Schema): Schema[] {
  const { properties = {}, anyOf = [], items, additionalProperties } = schema;
  return [...Object.values(properties), ...anyOf, items, additionalProperties].filter(
    (child): child is Schema => typeof child === 'object' && !Array.isArray(child),
  );
}
