import { z } from 'zod';
import { allRoutes } from '../../src/api/routes';
import type { Route } from '../../src/api/route';
import type { Services } from '../../src/service';
import { startTestStack, type TestStack } from '../helpers/stack';
import { credentialsFor, type Credential } from './matrix/credentials';
import { expectationOf, type Expectation } from './matrix/expectation';
import { RowReader } from './matrix/rows';
import { TABLE, type Target, type Variant } from './matrix/table';
import { World, type IdKind } from './matrix/world';

const UUID = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

// Handlers take their services apart when they are defined and call them later: never here.
const ROUTES = allRoutes({} as Services).map((route): [string, Route] => [
  `${route.method} ${route.path}`,
  route,
]);

interface Answer {
  readonly status: number;
  readonly text: string;
  readonly authenticate: string | undefined;
}

let stack: TestStack;
let reader: RowReader;
let cells = 0;
/** Ids of endpoints whose workflow was started, signalled or asked for. */
const told = new Set<string>();

beforeAll(async () => {
  stack = await startTestStack();
  reader = await RowReader.of(stack.pool);
  watchWorkflows(stack);
});
afterAll(async () => {
  console.log(`${cells} cells`);
  await stack.close();
});

/** Every way to Temporal goes through these, and is noted before the answer is sent. */
function watchWorkflows({ temporal, services }: TestStack): void {
  const { workflow } = temporal;
  const note = (workflowId: string) => told.add(workflowId.replace('endpoint/', ''));
  const [start, signalWithStart, getHandle, notify] = [
    workflow.start.bind(workflow),
    workflow.signalWithStart.bind(workflow),
    workflow.getHandle.bind(workflow),
    services.notifier.notify.bind(services.notifier),
  ];
  jest.spyOn(workflow, 'start').mockImplementation(((type: string, options) => {
    note(options.workflowId);
    return start(type, options);
  }) as typeof start);
  jest.spyOn(workflow, 'signalWithStart').mockImplementation(((type: string, options) => {
    note(options.workflowId);
    return signalWithStart(type, options);
  }) as typeof signalWithStart);
  jest.spyOn(workflow, 'getHandle').mockImplementation(((workflowId: string) => {
    note(workflowId);
    return getHandle(workflowId);
  }) as typeof getHandle);
  jest.spyOn(services.notifier, 'notify').mockImplementation((endpointId, ...rest) => {
    note(endpointId);
    notify(endpointId, ...rest);
  });
}

describe('the table', () => {
  it('has exactly the routes that there are', () => {
    expect(Object.keys(TABLE).sort()).toEqual(ROUTES.map(([key]) => key).sort());
  });

  it.each(ROUTES)('%s: every id that it takes is varied', (key, route) => {
    const variants = TABLE[key] ?? [];
    const namesIn = (schema: z.ZodType | undefined): string[] => {
      if (schema === undefined) return [];
      const text = JSON.stringify(z.toJSONSchema(schema, { unrepresentable: 'any', io: 'input' }));
      return [...new Set([...text.matchAll(/"((?:\w+_)?ids?)":\{/g)].map(([, name = '']) => name))];
    };
    const variedIn = (where: Variant['where']) =>
      variants.filter((variant) => variant.where === where).map(({ of }) => of);
    expect(variedIn('query').sort()).toEqual(namesIn(route.query).sort());
    expect(variedIn('body').sort()).toEqual(namesIn(route.body).sort());
    // One variant for each parameter of the path.
    expect(variedIn('path')).toHaveLength(route.path.match(/\{/g)?.length ?? 0);
  });
});

describe.each(ROUTES)('%s', (key, route) => {
  it('is answered as declared, shows and changes nothing of another organization', async () => {
    const world = await World.create(stack);
    const credentials = await credentialsFor(stack, route, world);
    const wrong: unknown[] = [];
    for (const variant of TABLE[key] ?? []) {
      for (const kind of variant.kinds) {
        for (const credential of credentials) {
          cells += 1;
          const problems = await runCell(route, world, variant, kind, credential);
          if (problems.length > 0) {
            wrong.push({ of: variant.of, kind, credential: credential.name, problems });
          }
        }
      }
    }
    expect(wrong).toEqual([]);
  });
});

/** @returns what is wrong with the answer, or with the rows after it */
async function runCell(
  route: Route,
  world: World,
  variant: Variant,
  kind: IdKind,
  credential: Credential,
): Promise<string[]> {
  const target = await variant.make(world, kind);
  const expected = expectationOf(route, variant, kind, credential);
  const isAdmin = credential.kind === 'admin';
  const refused = expected.status >= 400;
  // The admin token may change every organization; refused it changes none.
  const watched = [
    ...(isAdmin && !refused ? [] : world.others),
    ...(refused ? [world.own.organizationId] : []),
  ];
  // A signal may leave after its answer: what the cell before has published is no matter of this one.
  await stack.services.notifier.drain(5_000);
  told.clear();
  const before = await reader.fingerprint(watched);
  const answer = await call(route, target, credential);
  const after = await reader.fingerprint(watched);

  const problems = compare(expected, answer);
  for (const [table, hash] of Object.entries(before)) {
    if (after[table] !== hash) problems.push(`${table} was changed`);
  }
  if (refused && told.size > 0) problems.push('a workflow was told');
  if (!isAdmin) problems.push(...(await foreignIdsIn(answer, target, world)));
  if (variant.of.endsWith('list') || variant.where === 'query') {
    problems.push(...problemsOfList(answer, variant, kind, credential));
  }
  return problems;
}

async function call(route: Route, target: Target, { token }: Credential): Promise<Answer> {
  const params = [...(target.params ?? [])];
  const path = route.path.replace(/\{\w+\}/g, () => params.shift() ?? '');
  const query = new URLSearchParams(target.query).toString();
  const abort = new AbortController();
  const response = await fetch(`${stack.apiUrl}${path}${query === '' ? '' : `?${query}`}`, {
    method: route.method.toUpperCase(),
    headers: {
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(target.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(target.body === undefined ? {} : { body: JSON.stringify(target.body) }),
    signal: abort.signal,
  });
  const streams = response.headers.get('content-type')?.startsWith('text/event-stream') === true;
  const text = streams ? '' : await response.text();
  if (streams) abort.abort();
  const authenticate = response.headers.get('www-authenticate') ?? undefined;
  return { status: response.status, text, authenticate };
}

function compare(expected: Expectation, answer: Answer): string[] {
  const problems: string[] = [];
  if (answer.status !== expected.status) {
    return [`answered ${answer.status} and not ${expected.status}: ${answer.text}`];
  }
  if (answer.authenticate !== expected.authenticate) {
    problems.push(`WWW-Authenticate: ${answer.authenticate ?? 'none'}`);
  }
  if (expected.body !== undefined && answer.text !== JSON.stringify(expected.body)) {
    problems.push(`the body ${answer.text}`);
  }
  if (expected.mistake !== undefined) {
    const { detail } = JSON.parse(answer.text) as { detail: { type: string }[] };
    const types = detail.map(({ type }) => type);
    if (types.join() !== expected.mistake) problems.push(`the mistakes ${types.join()}`);
  }
  return problems;
}

/** Ids of other organizations in an answer, other than those that the request itself named. */
async function foreignIdsIn(answer: Answer, target: Target, world: World): Promise<string[]> {
  const shown = answer.text.match(UUID) ?? [];
  if (shown.length === 0) return [];
  const foreign = await reader.ids(world.others);
  const named = JSON.stringify(target);
  return shown.filter((id) => foreign.has(id) && !named.includes(id)).map((id) => `shows ${id}`);
}

/** Own rows are in a list, and a filter by ids of others selects nothing. */
function problemsOfList(
  answer: Answer,
  variant: Variant,
  kind: IdKind,
  credential: Credential,
): string[] {
  if (answer.status !== 200) return [];
  const { items, pagination } = JSON.parse(answer.text) as {
    items?: unknown[];
    pagination: { total_count: number };
  };
  if (items === undefined) return [];
  const isAdmin = credential.kind === 'admin';
  const mustHave = kind === 'own' || (isAdmin && kind === 'foreign');
  const mustBeEmpty =
    kind === 'unknown' ||
    (!isAdmin && kind === 'foreign') ||
    (!isAdmin && kind === 'deleted' && variant.of === 'organization_id');
  return [
    ...(mustHave && items.length === 0 ? ['the list lacks rows'] : []),
    ...(mustBeEmpty && (items.length > 0 || pagination.total_count > 0)
      ? [`the list has ${pagination.total_count} rows`]
      : []),
  ];
}
