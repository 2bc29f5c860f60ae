import { readFileSync } from 'node:fs';
import path from 'node:path';
import { toModel, toWire } from '../../clients/typescript/src/names';

const ROOT = path.join(__dirname, '..', '..');
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

interface Schema {
  readonly $ref?: string;
  readonly format?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly additionalProperties?: unknown;
  readonly items?: Schema;
  readonly anyOf?: readonly Schema[];
}

interface Content {
  readonly content?: Readonly<Record<string, { readonly schema: Schema }>>;
}

interface Operation {
  readonly operationId: string;
  readonly parameters?: readonly { readonly name?: string; readonly schema?: Schema }[];
  readonly requestBody?: Content;
  readonly responses: Readonly<Record<string, Content>>;
}

const document = JSON.parse(read('openapi.json')) as {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly webhooks: Readonly<Record<string, { readonly post: Operation }>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
};

/** Those that the clients have calls for. */
const operations = Object.values(document.paths)
  .flatMap((methods) => Object.values(methods))
  .filter(({ operationId }) => operationId !== 'listen');

const schemasOf = (contents: readonly (Content | undefined)[]): Schema[] =>
  contents.flatMap((one) => Object.values(one?.content ?? {}).map(({ schema }) => schema));
const answers = schemasOf(
  operations.flatMap(({ responses }) =>
    Object.entries(responses).flatMap(([status, answer]) => (status < '300' ? [answer] : [])),
  ),
);
const bodies = schemasOf(operations.map(({ requestBody }) => requestBody));

type Visit = (key: string, schema: Schema) => void;

/** Follows schemas to all their properties, and calls back for each schema of one. */
function walk(schemas: readonly Schema[], visit: Visit): Set<string> {
  const names = new Set<string>();
  const follow = (schema: Schema): void => {
    const name = schema.$ref?.split('/').at(-1);
    if (name !== undefined && !names.has(name)) {
      names.add(name);
      follow(document.components.schemas[name]!);
    }
    for (const one of schema.anyOf ?? []) follow(one);
    if (schema.items !== undefined) follow(schema.items);
    for (const [key, property] of Object.entries(schema.properties ?? {})) {
      for (const one of [property, ...(property.anyOf ?? [])]) visit(key, one);
      follow(property);
    }
  };
  for (const schema of schemas) follow(schema);
  return names;
}

describe('TypeScript client', () => {
  it('turns exactly those values of answers into dates that are moments', () => {
    const moments = new Set<string>();
    const wrong: string[] = [];
    walk(answers, (key, { format }) => {
      if (format === 'date-time') moments.add(key);
      if ((format === 'date-time') !== key.endsWith('_at') && format !== undefined) wrong.push(key);
    });
    expect(moments.size).toBeGreaterThan(4);
    expect([...moments].filter((key) => !key.endsWith('_at'))).toEqual([]);
    expect(wrong).toEqual([]);
    const text = '2026-02-03T04:05:06.789123Z';
    const wire = Object.fromEntries([...moments].map((key) => [key, text]));
    for (const value of Object.values(toModel<object>(wire))) {
      expect(value).toEqual(new Date('2026-02-03T04:05:06.789Z'));
    }
  });

  it('takes dates for exactly those fields of requests that are moments', () => {
    const isMoment = (key: string) => /(_at|^since|(^|_)timestamp)$/.test(key);
    const wrong: string[] = [];
    let count = 0;
    const check: Visit = (key, { format }) => {
      if (format === 'date-time') count += 1;
      if (format === 'date-time' && !isMoment(key)) wrong.push(key);
    };
    walk(bodies, check);
    for (const { parameters = [] } of operations) {
      for (const { name, schema } of parameters) check(name ?? '', schema ?? {});
    }
    expect(count).toBeGreaterThan(4);
    expect(wrong).toEqual([]);
  });

  it('leaves the keys of exactly those values as they are that are maps', () => {
    const maps = new Set<string>();
    walk(answers, (key, { additionalProperties, properties }) => {
      const isMap = typeof additionalProperties === 'object' && properties === undefined;
      if (isMap) maps.add(key);
    });
    expect([...maps].sort()).toEqual(['example', 'headers', 'schema']);
    for (const key of maps) {
      const wire = { [key]: { some_key: { created_at: 'x' } }, some_other: { some_key: 1 } };
      expect(toModel(wire)).toEqual({ [key]: wire[key], someOther: { someKey: 1 } });
    }
  });

  it('names every field of a request as the API does', () => {
    const keys = new Set<string>();
    walk(bodies, (key) => keys.add(key));
    for (const { parameters = [] } of operations) {
      for (const { name } of parameters) if (name?.includes('-') === false) keys.add(name);
    }
    expect(keys.size).toBeGreaterThan(20);
    const camelCase = toModel<object>(Object.fromEntries([...keys].map((key) => [key, 1])));
    expect(Object.keys(toWire(camelCase))).toEqual([...keys]);
  });
});

const payloads = [
  ...walk(
    schemasOf(Object.values(document.webhooks).map(({ post }) => post.requestBody)),
    () => undefined,
  ),
].sort();

describe('payloads of events', () => {
  it('are all exported by the TypeScript client', () => {
    const [, list = ''] = /\{([^}]*)\}/.exec(read('clients/typescript/src/payloads.ts')) ?? [];
    expect(list.match(/\w+/g)?.sort()).toEqual(payloads);
    expect(payloads.length).toBeGreaterThan(80);
  });

  it('are all exported by the Python client, with the class of each type', () => {
    const text = read('clients/python/signalpost/payloads.py');
    const [, list = ''] = /__all__ = \[([^\]]*)\]/.exec(text) ?? [];
    expect(list.match(/\w+/g)).toEqual(expect.arrayContaining(payloads));
    const [, classes = ''] = /EVENT_CLASSES: .* = \{([^}]*)\}/.exec(text) ?? [];
    const found = [...classes.matchAll(/"(.*)": (\w+),/g)].map(([, type, name]) => [type, name]);
    const expected = Object.entries(document.webhooks).map(([type, { post }]) => [
      type,
      post.requestBody?.content?.['application/json']?.schema.$ref?.split('/').at(-1),
    ]);
    expect(found).toEqual(expected);
    const [, union = ''] = /CatalogueEvent: TypeAlias = \(([^)]*)\)/.exec(text) ?? [];
    expect(union.match(/\w+/g)).toEqual(expected.map(([, name]) => name));
  });
});

test('all versions are one', () => {
  const versionOf = (file: string) => (JSON.parse(read(file)) as { version: string }).version;
  const version = versionOf('package.json');
  expect(versionOf('clients/typescript/package.json')).toBe(version);
  expect(read('clients/typescript/src/version.ts')).toContain(`VERSION = '${version}'`);
  expect(read('clients/python/signalpost/_version.py')).toContain(`__version__ = "${version}"`);
});
