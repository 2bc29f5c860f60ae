import path from 'node:path';
import { existsSync } from 'node:fs';
import { Client } from '@temporalio/client';
import {
  DefaultLogger,
  makeTelemetryFilterString,
  NativeConnection,
  Runtime,
  Worker,
  type LogEntry,
} from '@temporalio/worker';
import { createActivities } from './activities';
import type { ActivityDependencies } from './activities/dependencies';
import { createMailer } from './mail/mailer';
import { createSender } from './activities/sender';
import { loadConfig, type Config } from './config';
import { createPool } from './db/pool';
import { WakeUps } from './db/wake-ups';
import { SchemaChecker } from './event-schemas/schema-checker';
import { createLog, type Logger } from './log';
import { packageRoot } from './package-root';
import { onShutdown, sendReady } from './process-lifetime';
import { createTemporalClient } from './temporal/client';
import { createEndpointWorkflows } from './temporal/endpoint-workflows';
import { createSecretBox } from './webhooks/secret-box';

/** Longer than an attempt takes, so that a shutdown lets the groups under way come to their end. */
const SHUTDOWN_GRACE_MS = 15_000;

/** For the sweep, the counts and the archive, of which each runs once at a time over all workers. */
const BULK_POOL_SIZE = 3;

/** Where `npm run build` leaves the workflows' bundle. */
export function workflowBundlePath(): string {
  const file = path.join(packageRoot(), 'dist', 'src', 'workflow-bundle.js');
  if (!existsSync(file)) throw new Error('The workflow bundle is missing; run `npm run build`.');
  return file;
}

/** A worker with its parts; `close` ends the parts after `worker.run()` has returned. */
export async function createWorker(
  config: Config,
  log: Logger,
  overrides: Partial<ActivityDependencies> & {
    connection?: NativeConnection;
    client?: Client;
    bundle?: string;
  } = {},
): Promise<{ worker: Worker; close: () => Promise<void> }> {
  const { connection: connectionOptions, namespace, taskQueue } = config.temporal;
  const pool = createPool(config.databaseUrl, config.databasePoolSize, { byKeys: true });
  const bulkPool = createPool(config.databaseUrl, BULK_POOL_SIZE);
  const sender = createSender(config.delivery);
  const mailer =
    config.mail.smtpUrl === undefined ? null : createMailer(config.mail.smtpUrl, config.mail.from);
  const temporal =
    overrides.client === undefined
      ? createTemporalClient(connectionOptions, namespace)
      : { client: overrides.client, close: () => Promise.resolve() };
  const connection = overrides.connection ?? (await NativeConnection.connect(connectionOptions));
  const workflows = createEndpointWorkflows(temporal.client, taskQueue);
  const schemaChecker = new SchemaChecker();
  const wakeUps = new WakeUps(config.databaseUrl);
  // A workflow's task that waits for its group keeps the workflow in memory.
  const workflowTasks = Math.min(config.worker.maxActivities, config.worker.maxCachedWorkflows);
  const worker: Worker = await Worker.create({
    connection,
    namespace,
    taskQueue,
    workflowBundle: { codePath: overrides.bundle ?? workflowBundlePath() },
    activities: createActivities({
      pool,
      bulkPool,
      sender,
      secretBox: createSecretBox(config.secretsKeys),
      schemaChecker,
      mailer,
      signalEvents: (...args) => workflows.signalEvents(...args),
      onWakeUp: (listener) => wakeUps.onWakeUp(listener),
      closeWorkflow: (endpointId) => workflows.signalClose(endpointId),
      isStopping: () => worker.getState() !== 'RUNNING',
      log,
      settings: config,
      ...overrides,
    }),
    maxConcurrentActivityTaskExecutions: config.worker.maxActivities,
    maxConcurrentLocalActivityExecutions: workflowTasks,
    maxConcurrentWorkflowTaskExecutions: workflowTasks,
    maxCachedWorkflows: config.worker.maxCachedWorkflows,
    shutdownGraceTime: SHUTDOWN_GRACE_MS,
  });
  return {
    worker,
    async close() {
      await wakeUps.close();
      await sender.close();
      await schemaChecker.close();
      mailer?.close();
      await temporal.close();
      if (overrides.connection === undefined) await connection.close();
      await Promise.all([pool.end(), bulkPool.end()]);
    },
  };
}

/**
 * Has Temporal's own log lines written as ours. Of them only errors, unless debugging: the SDK warns
 * of every failed attempt, and ours are logged in one line each.
 */
export function installRuntime(log: Logger, level: string): void {
  const least = level === 'debug' || level === 'trace' ? 'DEBUG' : 'ERROR';
  const write = ({ level: entryLevel, message, meta }: LogEntry) => {
    log[entryLevel.toLowerCase() as 'trace' | 'debug' | 'info' | 'warn' | 'error'](
      meta ?? {},
      message,
    );
  };
  Runtime.install({
    logger: new DefaultLogger(least, write),
    // Our own handlers end the process; the SDK would also end the work alone, on SIGUSR2 say, and
    // leave a process that runs and does nothing.
    shutdownSignals: [],
    telemetryOptions: {
      logging: { forward: {}, filter: makeTelemetryFilterString({ core: least, other: 'ERROR' }) },
    },
  });
}

async function main(): Promise<void> {
  const config = loadConfig();
  const log = createLog(config.logLevel, 'worker');
  installRuntime(log, config.logLevel);
  const { worker, close } = await createWorker(config, log);
  const running = worker.run();
  onShutdown(async () => {
    if (worker.getState() === 'RUNNING') worker.shutdown();
    await running;
    await close();
  }, SHUTDOWN_GRACE_MS + 5_000);
  sendReady();
  log.info({ task_queue: config.temporal.taskQueue }, 'worker is running');
  await running;
}

if (require.main === module) {
  main().catch((error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  });
}
