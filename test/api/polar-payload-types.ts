import fs from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import { EVENT_TYPES, type EventType } from '../../src/domain/event-types';

/** The versions of Polar's API that its SDK 1.x has types for; 0.x has one set. */
const SDK_1_VERSIONS = ['2026-04', '2026-10', '2027-01'] as const;

export type Kind = 'string' | 'number' | 'boolean' | 'null' | 'array' | 'object' | 'anything';

/** What an SDK's types say of a place in a payload; of a union, what its members say together. */
export interface PolarShape {
  kinds: ReadonlySet<Kind>;
  /** Of objects with known keys; `isRequired` when every member of a union has the key for sure. */
  keys: ReadonlyMap<string, { isRequired: boolean; shape: () => PolarShape }>;
  element: (() => PolarShape) | null;
  /** Of objects whose keys are anything. */
  value: (() => PolarShape) | null;
}

/** One set of types. */
export interface PolarTypes {
  name: string;
  /** The shape of `data`; null where this SDK doesn't know the event. */
  shapes: ReadonlyMap<EventType, PolarShape>;
  /** What the compiler has against each example as `data` of its event. */
  complaints: ReadonlyMap<EventType, string>;
}

const FILE = path.join(__dirname, 'polar-payload-types.virtual.mts');

/**
 * Reads the types of both lines of Polar's SDK with the TypeScript compiler, which also tells whether
 * the examples fit: SDK 1.x parses no more than the JSON, so its types are all it says of payloads.
 */
export function readPolarTypes(examples: ReadonlyMap<EventType, unknown>): PolarTypes[] {
  const lines = [
    ...SDK_1_VERSIONS.map((version) => sdk1Source(version)),
    sdk0Source(EVENT_TYPES.filter(isKnownToSdk0)),
  ];
  const source = lines.flatMap(({ id, types, declaration }) => [
    declaration,
    // JSON is also the syntax of a type; a value would be held to have no key that the type has not.
    ...types.map(
      (type) =>
        `export type ${exampleName(id, type)} = ${JSON.stringify(examples.get(type))};
         export const ${exampleName(id, type)}: ${id}['${type}'] = null! as ${exampleName(id, type)};`,
    ),
  ]);
  const program = createProgram(source.join('\n'));
  const file = program.getSourceFile(FILE);
  if (file === undefined) throw new Error('the virtual file is not in the program');
  const diagnostics = program.getSemanticDiagnostics(file);
  const checker = program.getTypeChecker();
  return lines.map(({ id, name, types }) => {
    const dataByType = exportedType(checker, file, id);
    return {
      name,
      shapes: new Map(
        types.map((type) => {
          const symbol = checker.getPropertyOfType(dataByType, type);
          if (symbol === undefined) throw new Error(`${name} has no ${type}`);
          return [type, shapeOf(checker, [checker.getTypeOfSymbol(symbol)])];
        }),
      ),
      complaints: new Map(
        types.flatMap((type) => {
          const messages = diagnostics
            .filter(({ start = 0 }) =>
              file.text.slice(start).startsWith(`${exampleName(id, type)}:`),
            )
            .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
          return messages.length === 0 ? [] : [[type, messages.join('\n')]];
        }),
      ),
    };
  });
}

interface Source {
  id: string;
  name: string;
  types: readonly EventType[];
  /** Declares the type `id`: `data` by event type. */
  declaration: string;
}

function sdk1Source(version: string): Source {
  const id = `Sdk1_${version.replace('-', '_')}`;
  return {
    id,
    name: `SDK 1.x, ${version}`,
    types: EVENT_TYPES,
    declaration: `import type { webhooks as ${id}_webhooks } from 'polar-sdk-1/${version}';
      export type ${id} = { [P in ${id}_webhooks.WebhookPayload as P['type']]: P['data'] };`,
  };
}

function sdk0Source(types: readonly EventType[]): Source {
  // Its "outbound" types are those of the JSON; the others are of what it makes of it.
  const members = types.map(
    (type) => `'${type}': import('${sdk0Module(type)}').${sdk0Name(type)}$Outbound['data'];`,
  );
  return {
    id: 'Sdk0',
    name: 'SDK 0.x',
    types,
    declaration: `export interface Sdk0 { ${members.join('\n')} }`,
  };
}

/** The name of SDK 0.x for an event's payload. */
export function sdk0Name(type: EventType): string {
  const words = type.split(/[._]/).map((word) => word.charAt(0).toUpperCase() + word.slice(1));
  return `Webhook${words.join('')}Payload`;
}

/** The module of SDK 0.x for an event's payload. */
export function sdk0Module(type: EventType): string {
  return `polar-sdk-0/models/components/${sdk0Name(type).toLowerCase()}.js`;
}

/** Whether SDK 0.x, which has had its last version, knows an event; some came later. */
export function isKnownToSdk0(type: EventType): boolean {
  try {
    return fs.existsSync(require.resolve(sdk0Module(type)));
  } catch {
    return false;
  }
}

function exampleName(id: string, type: EventType): string {
  return `${id}_${type.replace('.', '_')}_example`;
}

function createProgram(source: string): ts.Program {
  const options: ts.CompilerOptions = {
    strict: true,
    skipLibCheck: true,
    noEmit: true,
    target: ts.ScriptTarget.ES2023,
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    types: [],
  };
  const host = ts.createCompilerHost(options);
  const fileExists = host.fileExists.bind(host);
  const getSourceFile = host.getSourceFile.bind(host);
  host.fileExists = (name) => name === FILE || fileExists(name);
  host.getSourceFile = (name, ...rest) =>
    name === FILE
      ? ts.createSourceFile(name, source, ts.ScriptTarget.ES2023, true)
      : getSourceFile(name, ...rest);
  return ts.createProgram([FILE], options, host);
}

function exportedType(checker: ts.TypeChecker, file: ts.SourceFile, name: string): ts.Type {
  const module = checker.getSymbolAtLocation(file);
  const symbol = module && checker.getExportsOfModule(module).find((each) => each.name === name);
  if (symbol === undefined) throw new Error(`no type ${name}`);
  return checker.getDeclaredTypeOfSymbol(symbol);
}

const KIND_FLAGS: readonly [ts.TypeFlags, Kind][] = [
  [ts.TypeFlags.StringLike, 'string'],
  [ts.TypeFlags.NumberLike, 'number'],
  [ts.TypeFlags.BooleanLike, 'boolean'],
  [ts.TypeFlags.Null, 'null'],
  [ts.TypeFlags.Any | ts.TypeFlags.Unknown, 'anything'],
];

function shapeOf(checker: ts.TypeChecker, types: readonly ts.Type[]): PolarShape {
  const members = types.flatMap((type) => (type.isUnion() ? type.types : [type]));
  const kinds = new Set<Kind>();
  for (const [flag, kind] of KIND_FLAGS) {
    if (members.some(({ flags }) => (flags & flag) !== 0)) kinds.add(kind);
  }
  const objects = members.filter(({ flags }) => (flags & ts.TypeFlags.Object) !== 0);
  const elements = objects.flatMap((type) =>
    checker.isArrayType(type) ? checker.getTypeArguments(type as ts.TypeReference) : [],
  );
  const values = objects.flatMap((type) => type.getStringIndexType() ?? []);
  const keyed = objects.filter((type) => !checker.isArrayType(type));
  if (elements.length > 0) kinds.add('array');
  if (keyed.length > 0) kinds.add('object');
  return {
    kinds,
    keys: keysOf(checker, keyed),
    element: elements.length === 0 ? null : () => shapeOf(checker, elements),
    value: values.length === 0 ? null : () => shapeOf(checker, values),
  };
}

function keysOf(checker: ts.TypeChecker, objects: readonly ts.Type[]): PolarShape['keys'] {
  const names = new Set(
    objects.flatMap((type) => checker.getPropertiesOfType(type)).map(({ name }) => name),
  );
  return new Map(
    [...names].map((name) => {
      const symbols = objects.map((type) => checker.getPropertyOfType(type, name));
      const known = symbols.filter((symbol) => symbol !== undefined);
      return [
        name,
        {
          isRequired:
            known.length === symbols.length &&
            known.every(({ flags }) => (flags & ts.SymbolFlags.Optional) === 0),
          shape: () =>
            shapeOf(
              checker,
              known.map((symbol) => checker.getTypeOfSymbol(symbol)),
            ),
        },
      ];
    }),
  );
}
