import { randomBytes } from 'node:crypto';
import { runChild, startChild, type Child } from '../../dev/child-process';
import { findFreePort } from '../../dev/ports';
import { programsIn } from '../../dev/programs';
import { createPool, type Pool } from '../../src/db/pool';
import { ApiClient } from './api';
import { createTestDatabase } from './database';
import { ALL_SCOPES, testEnvironment } from './stack';

/** Compiled programs as processes of their own, which can be killed. */
export interface ProcessStack {
  readonly environment: NodeJS.ProcessEnv;
  readonly pool: Pool;
  readonly admin: ApiClient;
  startApi(overrides?: NodeJS.ProcessEnv): Promise<Child>;
  startWorker(overrides?: NodeJS.ProcessEnv): Promise<Child>;
  /** Runs the migrate step: schema, search attributes, Schedules. */
  migrate(): Promise<void>;
  createOrganization(): Promise<ApiClient>;
  close(): Promise<void>;
}

/**
 * Prepares processes over a test's own database and task queue; none is started yet.
 *
 * @param environment further variables; DATABASE_URL for a server of the test's own
 * @param onLine gets every line that a process writes
 */
export async function createProcessStack(
  environment: NodeJS.ProcessEnv = {},
  onLine: (line: string) => void = () => undefined,
): Promise<ProcessStack> {
  const own = environment.DATABASE_URL;
  const database =
    own === undefined ? await createTestDatabase() : { url: own, drop: () => Promise.resolve() };
  const port = await findFreePort();
  const env: NodeJS.ProcessEnv = {
    PATH: process.env.PATH,
    ...testEnvironment(database.url),
    PORT: String(port),
    ...environment,
  };
  const programs = programsIn();
  const pool = createPool(database.url, 4);
  const children: Child[] = [];
  const start = async (name: 'api' | 'worker', overrides: NodeJS.ProcessEnv) => {
    const child = await startChild({
      name: `${name}-${randomBytes(2).toString('hex')}`,
      script: programs[name],
      env: { ...env, ...overrides },
      onLine: (line) => {
        onLine(line);
        if (process.env.SIGNALPOST_TEST_LOG_LEVEL !== undefined) console.log(name, line);
      },
    });
    children.push(child);
    return child;
  };
  const apiUrl = `http://127.0.0.1:${port}`;
  const admin = new ApiClient(apiUrl, env.ADMIN_TOKEN ?? '');
  return {
    environment: env,
    pool,
    admin,
    startApi: (overrides = {}) => start('api', overrides),
    startWorker: (overrides = {}) => start('worker', overrides),
    migrate: () =>
      runChild({ name: 'migrate', script: programs.migrate, env, onLine: () => undefined }),
    async createOrganization() {
      const organization = await admin.post('/v1/organizations', { name: 'Acme' });
      const id = organization.body.id as string;
      const token = await admin.post(`/v1/organizations/${id}/tokens`, {
        name: 'test',
        scopes: ALL_SCOPES,
      });
      return new ApiClient(apiUrl, token.body.token as string);
    },
    async close() {
      await Promise.all(children.map((child) => child.stop()));
      await pool.end();
      await database.drop();
    },
  };
}
