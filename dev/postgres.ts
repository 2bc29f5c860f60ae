import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { postgresBinaries } from './postgres-binaries';
import {
  filesFolder,
  POSTGRES_SUPERUSER,
  postgresEnvironment,
  prepareFiles,
} from './postgres-data';
import { postgresUser } from './postgres-user';
import { commandLine, endProcess, isAlive, reason } from './processes';
import { startServerProcess, type ServerProcess } from './server-process';
import type { Endable } from './supervise';

const POSTGRES_START_TIMEOUT_MS = 60_000;
const CONNECT_TIMEOUT_MS = 2_000;
const POLL_INTERVAL_MS = 50;
const STOP_GRACE_MS = 6_000;
const EARLY_EXIT_RETRIES = 10;
const EARLY_EXIT_RETRY_DELAY_MS = 500;
const DEFAULT_MAX_CONNECTIONS = 100;
const UNSAFE_FAST_SETTINGS = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' };

/** How an embedded PostgreSQL is started. */
export interface PostgresOptions {
  /** Folder for its data and log; created when absent, its parents must exist. */
  readonly folder: string;
  readonly port: number;
  /** Password of the superuser; counts when the data is created, and must stay the same. */
  readonly password: string;
  /** Database that the URL names, created when absent; default `signalpost`. */
  readonly database?: string;
  /** Much faster, but a crash of the machine may destroy the data: for tests. */
  readonly unsafeFast?: boolean;
  readonly maxConnections?: number;
  /** Further settings of postgresql.conf. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Gets the few lines that a person should see. */
  readonly onLog?: (line: string) => void;
  /** Gives the start up when aborted. */
  readonly signal?: AbortSignal;
}

/** fast: sessions are ended, all is written; immediate: like a crash, the next start recovers. */
export type PostgresStopMode = 'fast' | 'immediate';

/** A running embedded PostgreSQL; startPostgres with the same options starts it again. */
export interface PostgresServer extends Endable {
  /** URL of the superuser for the database. */
  readonly url: string;
  readonly pid: number;
  readonly port: number;
  readonly hasExited: () => boolean;
  /** Ends it; returns at once when it has ended already. */
  stop(mode?: PostgresStopMode): Promise<void>;
}

/**
 * Starts a real PostgreSQL 18 on 127.0.0.1 and waits until it answers. A server that still runs on
 * the same data, left over by a killed parent, is ended first. Works for root too.
 *
 * @throws Error when it does not start within a minute; the message has the end of its log
 */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const { folder, port, password, database = 'signalpost' } = options;
  await endLeftoverPostgres(folder);
  const user = await postgresUser(await filesFolder(folder));
  const binaries = await postgresBinaries(user);
  const onLog = options.onLog ?? (() => undefined);
  const files = await prepareFiles(folder, password, user, binaries, onLog);
  const urlOf = (name: string) =>
    `postgres://${POSTGRES_SUPERUSER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${name}`;
  const settings = {
    listen_addresses: '127.0.0.1',
    unix_socket_directories: '',
    max_connections: String(options.maxConnections ?? DEFAULT_MAX_CONNECTIONS),
    ...(options.unsafeFast === true ? UNSAFE_FAST_SETTINGS : {}),
    ...options.settings,
  };
  const start = () =>
    startServerProcess({
      command: binaries.postgres,
      args: ['-D', files, '-p', String(port), ...settingArgs(settings)],
      cwd: files,
      env: postgresEnvironment(),
      logFile: path.join(folder, 'postgres.log'),
      ...user,
    });
  const server = await startUntilReady(start, urlOf('postgres'), options.signal);
  try {
    await createDatabase(urlOf('postgres'), database);
  } catch (error) {
    await stopServer(server, 'fast');
    throw error;
  }
  return {
    url: urlOf(database),
    pid: server.pid,
    port,
    exited: server.exited,
    hasExited: server.hasExited,
    stop: (mode = 'fast') => stopServer(server, mode),
    kill: () => server.signal('SIGKILL'),
  };
}

/**
 * Ends the PostgreSQL that still runs on a data folder, if there is one.
 *
 * @returns whether there was one
 * @throws Error when it does not end
 */
export async function endLeftoverPostgres(folder: string): Promise<boolean> {
  const files = await filesFolder(folder);
  const pidFile = path.join(files, 'postmaster.pid');
  const text = await readFile(pidFile, 'utf8').catch(() => undefined);
  if (text === undefined) return false;
  const pid = Number.parseInt(text, 10);
  const isOurs =
    pid > 0 && (await isAlive(pid)) && (await commandLine(pid)).includes(`-D ${files}`);
  if (isOurs) await endProcess(pid, ['SIGINT', 'SIGQUIT', 'SIGKILL'], STOP_GRACE_MS);
  // PostgreSQL would take any process that has got this pid meanwhile for itself, and not start.
  await rm(pidFile, { force: true });
  return isOurs;
}

function settingArgs(settings: Readonly<Record<string, string>>): string[] {
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}

/**
 * The processes of a server that was killed hard take a moment to notice, and hold its shared
 * memory until then: a start that ends for that reason is tried again.
 */
async function startUntilReady(
  start: () => Promise<ServerProcess>,
  url: string,
  signal: AbortSignal | undefined,
): Promise<ServerProcess> {
  for (let attempt = 0; ; attempt += 1) {
    const server = await start();
    try {
      await waitUntilReady(server, url, signal);
      return server;
    } catch (error) {
      await stopServer(server, 'immediate');
      const isBusy = reason(error).includes('pre-existing shared memory block');
      if (!isBusy || attempt >= EARLY_EXIT_RETRIES) throw error;
      await sleep(EARLY_EXIT_RETRY_DELAY_MS);
    }
  }
}

async function waitUntilReady(
  server: ServerProcess,
  url: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const deadline = Date.now() + POSTGRES_START_TIMEOUT_MS;
  let problem = '';
  while (Date.now() < deadline) {
    signal?.throwIfAborted();
    if (server.hasExited()) {
      throw new Error(
        `PostgreSQL ended while starting (${await server.exited}):\n${await server.logTail()}`,
      );
    }
    try {
      await withClient(url, () => Promise.resolve());
      return;
    } catch (error) {
      problem = reason(error);
      // Whether it starts or this is the wrong password for this data: only the latter never ends.
      if ((error as { code?: string }).code === '28P01') {
        throw new Error('The kept password does not fit the PostgreSQL data.', { cause: error });
      }
      await sleep(POLL_INTERVAL_MS);
    }
  }
  throw new Error(
    `PostgreSQL did not answer within ${POSTGRES_START_TIMEOUT_MS / 1_000} s (${problem}):\n` +
      (await server.logTail()),
  );
}

async function stopServer(server: ServerProcess, mode: PostgresStopMode): Promise<void> {
  const signals =
    mode === 'fast'
      ? (['SIGINT', 'SIGQUIT', 'SIGKILL'] as const)
      : (['SIGQUIT', 'SIGKILL'] as const);
  await server.end(signals, STOP_GRACE_MS);
}

async function createDatabase(url: string, name: string): Promise<void> {
  await withClient(url, async (client) => {
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) await client.query(`create database ${client.escapeIdentifier(name)}`);
  });
}

async function withClient(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  });
  // A connection that breaks between queries is no reason for the whole process to end.
  client.on('error', () => undefined);
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
