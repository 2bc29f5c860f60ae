import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { findFreePort } from '../../dev/ports';
import { startPostgres } from '../../dev/postgres';
import { removePostgresData } from '../../dev/postgres-data';
import { migrateDatabase } from '../../src/db/migrate';
import { createPool } from '../../src/db/pool';
import { createSecretBox } from '../../src/webhooks/secret-box';
import { positive, runCommand } from '../command';
import { table, tenths } from '../text-table';
import { FILL_DEFAULTS, fillDashboardData, settleDashboardData } from './fill';
import { measureDashboardData } from './measure';

const USAGE = `node dist/bench/dashboard-data/run.js [--deliveries 1000000] [--events 300000] [--endpoints 20]

Fills a PostgreSQL of its own and times what the dashboard reads, 20 calls each, in milliseconds.

  --database url --key base64  fills this database instead, which must be empty or migrated, with secrets
                               sealed with the key (32 bytes, id k1), and leaves what it has made
`;
const FOLDER_PREFIX = 'signalpost-dashboard-data-';
const POOL_SIZE = 10;

/** The command: arguments in, a table out. */
runCommand(async ({ onProgress, signal }) => {
  const { values } = parseArgs({
    options: {
      deliveries: { type: 'string', default: String(FILL_DEFAULTS.deliveries) },
      events: { type: 'string', default: String(FILL_DEFAULTS.events) },
      endpoints: { type: 'string', default: String(FILL_DEFAULTS.endpoints) },
      database: { type: 'string' },
      key: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help === true) return USAGE;
  const count = (name: 'deliveries' | 'events' | 'endpoints') =>
    positive(`--${name}`, values[name], Number.isInteger);
  const fill = {
    deliveries: count('deliveries'),
    events: count('events'),
    endpoints: count('endpoints'),
  };
  const key = values.key === undefined ? randomBytes(32) : Buffer.from(values.key, 'base64');
  const measure = async (url: string) => {
    await migrateDatabase(url);
    const pool = createPool(url, POOL_SIZE);
    try {
      onProgress('Filling the database');
      const filled = await fillDashboardData(pool, createSecretBox([{ id: 'k1', key }]), fill);
      onProgress('Counting');
      await settleDashboardData(pool);
      onProgress('Measuring');
      const rows = await measureDashboardData(pool, filled);
      const cells = rows.map(({ name, p50, p95 }) => [name, tenths(p50), tenths(p95)]);
      return `${table([['', 'p50 ms', 'p95 ms'], ...cells])}\n\nThe organization is ${filled.organizationId}\n`;
    } finally {
      await pool.end();
    }
  };
  return values.database === undefined ? withPostgres(signal, measure) : measure(values.database);
});

/** Runs something with a PostgreSQL that is removed afterwards. */
async function withPostgres(
  signal: AbortSignal,
  work: (url: string) => Promise<string>,
): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), FOLDER_PREFIX));
  // Root's PostgreSQL runs as another user, who must get through.
  chmodSync(folder, 0o711);
  const data = path.join(folder, 'postgres');
  const password = randomBytes(16).toString('hex');
  const server = await startPostgres({
    folder: data,
    port: await findFreePort(),
    password,
    signal,
  });
  try {
    return await work(server.url);
  } finally {
    await server.stop();
    await removePostgresData(data);
    await rm(folder, { recursive: true, force: true });
  }
}
