import { Client, Connection } from '@temporalio/client';
import { loadConfig } from './config';
import { migrateDatabase } from './db/migrate';
import { createLog } from './log';
import { ensureSchedules, registerSearchAttributes } from './temporal/setup';

/** `npm run migrate`: schema, search attributes and Schedules, each brought to this version. */
async function main(): Promise<void> {
  const config = loadConfig();
  const log = createLog(config.logLevel, 'migrate');
  const files = await migrateDatabase(config.databaseUrl);
  log.info({ files }, 'database is up to date');
  const connection = await Connection.connect(config.temporal.connection);
  try {
    const { namespace, taskQueue } = config.temporal;
    const registered = await registerSearchAttributes(connection, namespace);
    log.info({ registered }, 'search attributes are up to date');
    const client = new Client({ connection, namespace });
    await ensureSchedules(client, taskQueue, config.sweepIntervalSeconds);
    log.info('Temporal is up to date');
  } finally {
    await connection.close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
