import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { CONFIG_VARIABLES, loadConfig } from '../src/config';

const ROOT = path.join(__dirname, '..');
const OWN_PROCESSES = ['api', 'worker', 'migrate'] as const;
const SECRETS = {
  ADMIN_TOKEN: 'a-token-of-enough-characters',
  SECRETS_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
};

interface Service {
  readonly image?: string;
  readonly build?: string;
  readonly command?: readonly string[];
  readonly environment?: Readonly<Record<string, string>>;
  readonly ports?: readonly string[];
  readonly volumes?: readonly string[];
  readonly configs?: readonly { readonly source: string }[];
  readonly depends_on?: Readonly<Record<string, { readonly condition: string }>>;
  readonly healthcheck?: { readonly test?: unknown; readonly disable?: boolean };
  readonly restart?: string;
}

interface ComposeFile {
  readonly services: Readonly<Record<string, Service>>;
  readonly volumes: Readonly<Record<string, unknown>>;
  readonly configs: Readonly<Record<string, unknown>>;
}

const yaml = createRequire(__filename)('js-yaml') as { load(text: string): unknown };
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

/** Puts variables in place as Compose does: `${A}`, `${A:-default}`, `${A:-${B:-default}}`, `${A:?message}`, `$$`. */
function interpolate(text: string, variables: Readonly<Record<string, string>>): string {
  return text.replace(
    /\$(?:\$|\{(\w+)(?::([-?])((?:\$\{[^}]*\}|[^}])*))?\})/g,
    (_match, name?: string, kind?: string, word?: string) => {
      if (name === undefined) return '$';
      const value = variables[name] ?? '';
      if (value !== '') return value;
      if (kind === '?') throw new Error(`${name}: ${word ?? ''}`);
      return interpolate(word ?? '', variables);
    },
  );
}

const compose = yaml.load(read('docker-compose.yml')) as ComposeFile;
const services = Object.entries(compose.services);

function service(name: string): Service {
  const found = compose.services[name];
  if (found === undefined) throw new Error(`no service ${name}`);
  return found;
}

function environmentOf(name: string, variables: Readonly<Record<string, string>>) {
  return Object.fromEntries(
    Object.entries(service(name).environment ?? {}).map(([key, value]) => [
      key,
      interpolate(value, variables),
    ]),
  );
}

describe('docker-compose.yml', () => {
  test.each(OWN_PROCESSES)('%s gets a configuration that loads', (name) => {
    const config = loadConfig(environmentOf(name, SECRETS));
    expect(config.databaseUrl).toContain('@postgres:5432/');
    expect(config.temporal.connection.address).toBe('temporal:7233');
    expect(config.delivery.allowLoopback).toBe(false);
  });

  test.each(OWN_PROCESSES)('%s leaves every default as the code has it', (name) => {
    const fromCompose = loadConfig(environmentOf(name, SECRETS));
    const fromCode = loadConfig({ ...SECRETS, DATABASE_URL: fromCompose.databaseUrl });
    const elsewhere = { temporal: undefined, mail: undefined };
    const { temporalUiUrl } = fromCompose.dashboard;
    const dashboard = { ...fromCode.dashboard, temporalUiUrl };
    expect({ ...fromCompose, ...elsewhere }).toEqual({ ...fromCode, dashboard, ...elsewhere });
  });

  test('people reach the API by the port of this machine, and the UI by its own', () => {
    const dashboardWith = (variables: Readonly<Record<string, string>>) =>
      loadConfig(environmentOf('api', { ...SECRETS, ...variables })).dashboard;
    const [uiPort = ''] = service('temporal-ui').ports ?? [];
    expect(dashboardWith({ PORT: '9000' })).toEqual({
      publicUrl: 'http://localhost:9000',
      temporalUiUrl: `http://localhost:${uiPort.split(':')[1] ?? ''}`,
      showMails: false,
    });
    expect(dashboardWith({ PORT: '9000', PUBLIC_URL: 'https://hooks.test' })).toMatchObject({
      publicUrl: 'https://hooks.test',
    });
  });

  test.each(OWN_PROCESSES)('%s sets only variables that are known', (name) => {
    const known = new Set([...CONFIG_VARIABLES, 'TEMPORAL_ADDRESS', 'TEMPORAL_NAMESPACE']);
    const set = Object.keys(service(name).environment ?? {});
    expect(set.filter((variable) => !known.has(variable))).toEqual([]);
  });

  test.each(Object.keys(SECRETS))('%s must be given', (name) => {
    const environment = () => environmentOf('api', { ...SECRETS, [name]: '' });
    expect(environment).toThrow(`${name}: set ${name}`);
  });

  test.each(OWN_PROCESSES)('%s runs the program of the npm script of that name', (name) => {
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    const command = service(name).command?.join(' ') ?? '';
    expect(command).toBe(scripts[name]);
    const program = command.split(' ').at(-1) ?? '';
    expect(existsSync(path.join(ROOT, program.replace(/^dist\/(.*)\.js$/, '$1.ts')))).toBe(true);
  });

  test.each(services)('%s waits only for what can come', (_name, { depends_on }) => {
    for (const [other, { condition }] of Object.entries(depends_on ?? {})) {
      const { restart, healthcheck } = service(other);
      if (condition === 'service_healthy') expect(healthcheck?.test).toBeDefined();
      else {
        expect(condition).toBe('service_completed_successfully');
        // One that is started again whenever it ends never counts as completed.
        expect(restart).toMatch(/^on-failure/);
      }
    }
  });

  test.each(services)('%s is pinned, and open to this machine alone', (_name, definition) => {
    const { image = '', build, ports = [] } = definition;
    if (build === undefined) expect(image).toMatch(/^[\w/.-]+:v?\d+\.\d+/);
    for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  test.each(services)('%s uses volumes and configs that are declared', (_name, definition) => {
    for (const volume of definition.volumes ?? []) {
      expect(Object.keys(compose.volumes)).toContain(volume.split(':')[0]);
    }
    for (const { source } of definition.configs ?? []) {
      expect(Object.keys(compose.configs)).toContain(source);
    }
  });

  test('the tools that set the schema up are of the version of the server', () => {
    const versions = ['temporal', 'temporal-schema', 'temporal-namespace'].map(
      (name) => service(name).image?.split(':')[1],
    );
    expect(new Set(versions).size).toBe(1);
  });
});

describe('Dockerfile', () => {
  const dockerfile = read('Dockerfile');
  const ignore = read('.dockerignore').split('\n');
  const manifest = JSON.parse(read('package.json')) as {
    engines: { node: string };
    scripts: Record<string, string>;
    workspaces: string[];
  };
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(
    ([, sources = '']) => sources.split(' '),
  );

  test('copies only what exists and what .dockerignore lets through', () => {
    expect(copied.length).toBeGreaterThan(0);
    for (const source of copied) {
      expect(existsSync(path.join(ROOT, source))).toBe(true);
      expect(ignore).toContain(`!${source}`);
    }
  });

  test('has the workspaces that package-lock.json knows, by their package.json alone', () => {
    for (const workspace of manifest.workspaces) {
      const ofIt = copied.filter((source) => source.startsWith(workspace));
      expect(ofIt).toEqual([`${workspace}/package.json`]);
    }
  });

  test('builds with npm scripts that there are', () => {
    const scripts = [...dockerfile.matchAll(/npm run ([\w:-]+)/g)].map(([, script = '']) => script);
    expect(scripts.length).toBeGreaterThan(0);
    expect(scripts.filter((script) => manifest.scripts[script] === undefined)).toEqual([]);
  });

  test('runs the API by default, not as root', () => {
    const command = JSON.parse(/^CMD (\[.*\])$/m.exec(dockerfile)?.[1] ?? '[]') as string[];
    expect(command).toEqual(service('api').command);
    expect(dockerfile).toMatch(/^USER node$/m);
  });

  test('its Node.js is one that package.json allows', () => {
    const [least] = manifest.engines.node.replace('>=', '').split('.');
    const majors = [...dockerfile.matchAll(/^FROM node:(\d+)/gm)].map(([, major]) => Number(major));
    expect(majors).toHaveLength(2);
    for (const major of majors) expect(major).toBeGreaterThanOrEqual(Number(least));
  });
});
