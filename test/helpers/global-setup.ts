import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync } from 'node:fs';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { killLiveProcesses } from '../../dev/live-processes';
import { findFreePort } from '../../dev/ports';
import { endLeftoverPostgres, startPostgres } from '../../dev/postgres';
import { removePostgresData } from '../../dev/postgres-data';
import { isAlive } from '../../dev/processes';
import { showProgress } from '../../dev/progress';
import { obtainTemporalBinary } from '../../dev/temporal-binary';
import { endLeftoverTemporal, startTemporalServer } from '../../dev/temporal-server';
import { obtainTimeSkippingServer } from '../../dev/temporal-test-server';
import { migrateDatabase } from '../../src/db/migrate';
import { setStopTestServers, stopTestServers } from './test-servers-handle';

const FOLDER_PREFIX = 'signalpost-test-';
const OWNER_FILE = 'owner.pid';
const TEMPLATE_DATABASE = 'signalpost_template';
const MAX_CONNECTIONS = 300;

/**
 * Starts what the stack tests share, once for a whole run: PostgreSQL (each test file clones the
 * template database) and Temporal's dev server, on free ports and in a temporary folder. Their
 * addresses go to the test files in SIGNALPOST_TEST_* variables.
 */
export default async function globalSetup(): Promise<void> {
  await removeAbandoned();
  const folder = mkdtempSync(path.join(tmpdir(), FOLDER_PREFIX));
  // Root's PostgreSQL runs as another user, who must get through.
  chmodSync(folder, 0o711);
  await writeFile(path.join(folder, OWNER_FILE), String(process.pid));
  setStopTestServers(() => removeFolder(folder));
  stopWhenInterrupted();

  const progress = showProgress();
  try {
    const [postgresUrl, temporalAddress, timeSkippingPath] = await Promise.all([
      startTestPostgres(folder),
      startTestTemporal(folder, progress.report),
      obtainTimeSkippingServer({ onProgress: progress.report }),
    ]);
    process.env.SIGNALPOST_TEST_PG_URL = postgresUrl;
    process.env.SIGNALPOST_TEST_TEMPORAL_ADDRESS = temporalAddress;
    process.env.SIGNALPOST_TEST_TIME_SKIPPING_PATH = timeSkippingPath;
  } catch (error) {
    // Jest calls no teardown after a setup that failed.
    killLiveProcesses();
    await stopTestServers();
    throw error;
  } finally {
    progress.end();
  }
}

/** @returns URL of the superuser for the database `postgres` */
async function startTestPostgres(folder: string): Promise<string> {
  const server = await startPostgres({
    folder: path.join(folder, 'postgres'),
    port: await findFreePort(),
    password: randomBytes(16).toString('hex'),
    database: 'postgres',
    unsafeFast: true,
    maxConnections: MAX_CONNECTIONS,
  });
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  await client.query(`create database ${TEMPLATE_DATABASE}`);
  await client.end();
  const template = new URL(server.url);
  template.pathname = `/${TEMPLATE_DATABASE}`;
  await migrateDatabase(template.href);
  return server.url;
}

/** @returns host:port */
async function startTestTemporal(
  folder: string,
  onProgress: (text: string) => void,
): Promise<string> {
  const server = await startTemporalServer({
    binary: await obtainTemporalBinary({ onProgress }),
    port: await findFreePort(),
    dbFile: path.join(folder, 'temporal.db'),
    logFile: path.join(folder, 'temporal.log'),
    // A tenth of the usual length, so that continue-as-new is part of every longer test.
    dynamicConfig: { 'limit.historyCount.suggestContinueAsNew': 400 },
  });
  return server.address;
}

/** Jest ends on a signal without a teardown; what runs in sessions of its own would stay. */
function stopWhenInterrupted(): void {
  process.on('exit', killLiveProcesses);
  for (const [signal, code] of [
    ['SIGINT', 130],
    ['SIGTERM', 143],
    ['SIGHUP', 129],
  ] as const) {
    process.once(signal, () => {
      killLiveProcesses();
      void stopTestServers().finally(() => process.exit(code));
    });
  }
}

/** Ends and removes what a run that was killed (kill -9) has left. */
async function removeAbandoned(): Promise<void> {
  const names = await readdir(tmpdir());
  for (const name of names.filter((one) => one.startsWith(FOLDER_PREFIX))) {
    const folder = path.join(tmpdir(), name);
    const owner = Number(await readFile(path.join(folder, OWNER_FILE), 'utf8').catch(() => '0'));
    if (owner > 0 && !(await isAlive(owner))) await removeFolder(folder);
  }
}

async function removeFolder(folder: string): Promise<void> {
  await endLeftoverTemporal(path.join(folder, 'temporal.db'));
  await endLeftoverPostgres(path.join(folder, 'postgres'));
  await removePostgresData(path.join(folder, 'postgres'));
  await rm(folder, { recursive: true, force: true });
}
