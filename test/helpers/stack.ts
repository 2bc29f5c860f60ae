import { randomBytes } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Client } from '@temporalio/client';
import { createSender, type SenderOptions } from '../../src/activities/sender';
import { loadConfig, type Config } from '../../src/config';
import { createPool, type Pool } from '../../src/db/pool';
import { createLog } from '../../src/log';
import { createServices, type Services } from '../../src/service';
import { createTemporalClient } from '../../src/temporal/client';
import { createEndpointWorkflows } from '../../src/temporal/endpoint-workflows';
import { createWorker } from '../../src/worker';
import { ApiClient } from './api';
import { startApiServer } from './api-server';
import { quietRuntime } from './temporal-runtime';
import { createTestDatabase, requiredEnvironment } from './database';

export const ALL_SCOPES = ['webhooks:read', 'webhooks:write', 'events:read', 'events:write'];

/** One organization with a token of all scopes. */
export interface TestOrganization {
  readonly id: string;
  readonly token: string;
  readonly api: ApiClient;
}

/** API and worker in this process over a database and a task queue of their own. */
export interface TestStack {
  readonly config: Config;
  readonly environment: NodeJS.ProcessEnv;
  readonly pool: Pool;
  readonly services: Services;
  readonly temporal: Client;
  readonly apiUrl: string;
  readonly admin: ApiClient;
  createOrganization(name?: string): Promise<TestOrganization>;
  close(): Promise<void>;
}

/** The environment of a process for a test's own database and task queue. */
export function testEnvironment(databaseUrl: string): NodeJS.ProcessEnv {
  return {
    DATABASE_URL: databaseUrl,
    ADMIN_TOKEN: `admin_${randomBytes(16).toString('hex')}`,
    SECRETS_KEYS: `k1:${randomBytes(32).toString('base64')}`,
    HOST: '127.0.0.1',
    PORT: '0',
    TEMPORAL_ADDRESS: requiredEnvironment('SIGNALPOST_TEST_TEMPORAL_ADDRESS'),
    TEMPORAL_TASK_QUEUE: `test-${randomBytes(6).toString('hex')}`,
    DELIVERY_ALLOW_LOOPBACK: 'true',
    RATE_LIMIT_CALLS_PER_MINUTE: '0',
    RATE_LIMIT_PUBLISHES_PER_MINUTE: '0',
    LOG_LEVEL: process.env.SIGNALPOST_TEST_LOG_LEVEL ?? 'fatal',
  };
}

/**
 * Starts a stack.
 *
 * @param options.worker whether a worker runs too; without one events stay pending
 * @param options.environment further variables of the configuration
 * @param options.onRequest is told of each request to the API and the dashboard
 * @param options.resolve stands for DNS where the worker sends
 */
export async function startTestStack(
  options: {
    worker?: boolean;
    environment?: NodeJS.ProcessEnv;
    resolve?: SenderOptions['resolve'];
    onRequest?: (request: IncomingMessage) => void;
  } = {},
): Promise<TestStack> {
  const database = await createTestDatabase();
  const environment = { ...testEnvironment(database.url), ...options.environment };
  const config = loadConfig(environment);
  const log = createLog(config.logLevel, 'test');
  const pool = createPool(config.databaseUrl, config.databasePoolSize);
  const { connection, namespace, taskQueue } = config.temporal;
  const temporal = createTemporalClient(connection, namespace);
  const workflows = createEndpointWorkflows(temporal.client, taskQueue);
  const services = createServices({ config, pool, workflows, log, showMail: () => undefined });
  const server = await startApiServer({
    services,
    config,
    log,
    onRequest: options.onRequest,
    health: {
      database: () => pool.query('select 1'),
      temporal: () => temporal.client.connection.workflowService.getSystemInfo({}),
    },
  });
  const apiUrl = server.url;
  const admin = new ApiClient(apiUrl, config.adminToken);
  const running =
    options.worker === true ? await runWorker(config, log, options.resolve) : undefined;

  return {
    config,
    environment,
    pool,
    services,
    temporal: temporal.client,
    apiUrl,
    admin,
    async createOrganization(name = 'Acme') {
      const organization = await admin.post('/v1/organizations', { name });
      const id = organization.body.id as string;
      const token = await admin.post(`/v1/organizations/${id}/tokens`, {
        name: 'test',
        scopes: ALL_SCOPES,
      });
      const text = token.body.token as string;
      return { id, token: text, api: new ApiClient(apiUrl, text) };
    },
    async close() {
      await services.notifier.drain(2_000);
      await services.close();
      await running?.stop();
      await server.close();
      await temporal.close();
      await pool.end();
      await database.drop();
    },
  };
}

async function runWorker(
  config: Config,
  log: ReturnType<typeof createLog>,
  resolve: SenderOptions['resolve'],
) {
  quietRuntime();
  const sender = createSender({ ...config.delivery, resolve });
  const { worker, close } = await createWorker(config, log, { sender });
  const run = worker.run();
  return {
    async stop() {
      worker.shutdown();
      await run;
      await close();
      await sender.close();
    },
  };
}
