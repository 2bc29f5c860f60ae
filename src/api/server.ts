import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { loadConfig } from '../config';
import { createDashboard } from '../dashboard';
import { createPool } from '../db/pool';
import { createLog } from '../log';
import { onShutdown, sendReady } from '../process-lifetime';
import { createServices } from '../service';
import { createTemporalClient } from '../temporal/client';
import { createEndpointWorkflows } from '../temporal/endpoint-workflows';
import { createApp } from './app';
import { closable, createHttpServer } from './http-server';

const SHUTDOWN_TIMEOUT_MS = 15_000;
/** What of it requests may take that are under way. */
const REQUESTS_TIMEOUT_MS = 8_000;
const NOTIFIER_DRAIN_MS = 5_000;
/** Shorter than a worker's: somebody waits for the answer. */
const STATEMENT_TIMEOUT_MS = 8_000;

/** The API process: config, parts, listen. */
async function main(): Promise<void> {
  const config = loadConfig();
  const log = createLog(config.logLevel, 'api');
  const pool = createPool(config.databaseUrl, config.databasePoolSize, {
    statementTimeoutMs: STATEMENT_TIMEOUT_MS,
  });
  const { connection, namespace, taskQueue } = config.temporal;
  const temporal = createTemporalClient(connection, namespace);
  const workflows = createEndpointWorkflows(temporal.client, taskQueue);
  const services = createServices({ config, pool, workflows, log });
  const app = createApp({
    services,
    health: {
      database: () => pool.query('select 1'),
      temporal: () => temporal.client.connection.workflowService.getSystemInfo({}),
    },
    rateLimits: config.rateLimits,
    trustedProxies: config.trustedProxies,
    dashboard: createDashboard({ services, config, log }),
    log,
  });
  const server = createHttpServer(app);
  const close = closable(server);
  const port = await listen(server, config.port, config.host);
  onShutdown(async () => {
    // Streams have no end of their own.
    services.feed.close();
    await close(REQUESTS_TIMEOUT_MS);
    // What is not signalled by then is signalled by the sweep.
    await Promise.all([services.close(), services.notifier.drain(NOTIFIER_DRAIN_MS)]);
    // Temporal's connection ends with the process: closing it under a call that is being retried throws.
    await pool.end();
  }, SHUTDOWN_TIMEOUT_MS);
  sendReady({ port });
  log.info({ port }, 'API is listening');
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => resolve((server.address() as AddressInfo).port));
  });
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
