import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Connection } from '@temporalio/client';
import { endLeftover, removePidFile, writePidFile } from './pid-file';
import { reason } from './processes';
import { startServerProcess, type ServerProcess } from './server-process';
import type { Endable } from './supervise';

const TEMPORAL_START_TIMEOUT_MS = 60_000;
const CONNECT_TIMEOUT_MS = 2_000;
const POLL_INTERVAL_MS = 100;
const STOP_GRACE_MS = 5_000;

/** Search attributes of the EndpointWorkflow, as the dev server registers them. */
const SEARCH_ATTRIBUTES = {
  OrganizationId: 'Keyword',
  EndpointState: 'Keyword',
  ConsecutiveFailures: 'Int',
} as const;

/** About four times as fast as SQLite's default journal. */
const SQLITE_PRAGMAS = ['journal_mode=WAL', 'synchronous=NORMAL'];

/**
 * The server's own limits are meant for clusters that many share. Here one service has it to itself,
 * and being throttled at 2,400 requests a second would only look like slowness.
 */
const UNLIMITED = 1_000_000;
const DYNAMIC_CONFIG = {
  'frontend.rps': UNLIMITED,
  'frontend.namespaceRPS': UNLIMITED,
  'frontend.namespaceCount': UNLIMITED,
  'frontend.namespaceRPS.visibility': UNLIMITED,
  'frontend.persistenceMaxQPS': UNLIMITED,
  'history.rps': UNLIMITED,
  'history.persistenceMaxQPS': UNLIMITED,
  'matching.rps': UNLIMITED,
  'matching.persistenceMaxQPS': UNLIMITED,
  'system.visibilityPersistenceMaxReadQPS': UNLIMITED,
  'system.visibilityPersistenceMaxWriteQPS': UNLIMITED,
  // Organizations take turns where more waits than the workers take (fairnessKey of the workflows).
  'matching.useNewMatcher': true,
  'matching.enableFairness': true,
  // An activity comes with the answer that scheduled it: no task of its own is stored and handed out.
  'system.enableActivityEagerExecution': true,
  // One process holds every partition: more than one only adds hops between them, and waiting.
  'matching.numTaskqueueReadPartitions': 1,
  'matching.numTaskqueueWritePartitions': 1,
} as const;

/**
 * Go's garbage collector took a third of the server's time: its heap is small, and so it collected all
 * the time. The limit bounds what it may use for that.
 */
const GO_ENVIRONMENT = { GOGC: '400', GOMEMLIMIT: '400MiB' };

/** How an embedded Temporal is started. */
export interface TemporalServerOptions {
  /** The `temporal` program, see obtainTemporalBinary. */
  readonly binary: string;
  /** Port of the gRPC API on 127.0.0.1. */
  readonly port: number;
  /** Port of the Web UI; without it there is none. */
  readonly uiPort?: number;
  /** SQLite file that keeps everything; without it all is lost when the server ends. */
  readonly dbFile?: string;
  readonly logFile: string;
  /** Default `error`: the server warns about much that is normal. */
  readonly logLevel?: 'debug' | 'info' | 'warn' | 'error' | 'never';
  readonly namespace?: string;
  /** Further values of the server's dynamic configuration, as JSON texts. */
  readonly dynamicConfig?: Readonly<Record<string, number | boolean | string>>;
  /** Gives the start up when aborted. */
  readonly signal?: AbortSignal;
}

/** A running embedded Temporal; startTemporalServer with the same options starts it again. */
export interface TemporalServer extends Endable {
  /** host:port of the gRPC API. */
  readonly address: string;
  /** URL of the Web UI, when there is one. */
  readonly uiUrl: string | undefined;
  readonly pid: number;
  readonly hasExited: () => boolean;
}

/**
 * Starts Temporal's development server and waits until it answers and knows the namespace and the
 * search attributes. A server left over on the same file is ended first.
 *
 * @throws Error when it does not start within a minute; the message has the end of its log
 */
export async function startTemporalServer(options: TemporalServerOptions): Promise<TemporalServer> {
  const { binary, port, uiPort, dbFile, logFile, namespace = 'default' } = options;
  if (dbFile !== undefined) {
    await mkdir(path.dirname(dbFile), { recursive: true });
    await endLeftoverTemporal(dbFile);
  }
  const server = await startServerProcess({
    command: binary,
    args: serverArgs(options),
    cwd: path.dirname(logFile),
    env: { ...GO_ENVIRONMENT, ...withoutTemporal(process.env) },
    logFile,
  });
  const address = `127.0.0.1:${port}`;
  try {
    if (dbFile !== undefined) await writePidFile(pidFileOf(dbFile), server.pid);
    await waitUntilReady(server, address, namespace, options.signal);
  } catch (error) {
    await server.end(['SIGKILL'], STOP_GRACE_MS);
    throw error;
  }
  return {
    address,
    uiUrl: uiPort === undefined ? undefined : `http://127.0.0.1:${uiPort}`,
    pid: server.pid,
    exited: server.exited,
    hasExited: server.hasExited,
    stop: async () => {
      await server.end(['SIGTERM', 'SIGKILL'], STOP_GRACE_MS);
      if (dbFile !== undefined) await removePidFile(pidFileOf(dbFile));
    },
    kill: () => server.signal('SIGKILL'),
  };
}

/**
 * Ends the Temporal that a killed parent left running on a SQLite file, if there is one.
 *
 * @returns whether there was one
 */
export function endLeftoverTemporal(dbFile: string): Promise<boolean> {
  return endLeftover(pidFileOf(dbFile), dbFile);
}

function pidFileOf(dbFile: string): string {
  return `${dbFile}.pid`;
}

function serverArgs(options: TemporalServerOptions): string[] {
  const { port, uiPort, dbFile, namespace = 'default', logLevel = 'error' } = options;
  const dynamicConfig = { ...DYNAMIC_CONFIG, ...options.dynamicConfig };
  return [
    ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port)],
    ...['--namespace', namespace, '--log-level', logLevel],
    ...(uiPort === undefined ? ['--headless'] : ['--ui-port', String(uiPort)]),
    ...(dbFile === undefined ? [] : ['--db-filename', dbFile]),
    ...SQLITE_PRAGMAS.flatMap((pragma) => ['--sqlite-pragma', pragma]),
    ...Object.entries(SEARCH_ATTRIBUTES).flatMap(([name, type]) => [
      '--search-attribute',
      `${name}=${type}`,
    ]),
    ...Object.entries(dynamicConfig).flatMap(([key, value]) => [
      '--dynamic-config-value',
      `${key}=${JSON.stringify(value)}`,
    ]),
  ];
}

/** The CLI reads TEMPORAL_* as a client would; they are not meant for this server. */
function withoutTemporal(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(environment).filter(([name]) => !name.startsWith('TEMPORAL_')),
  );
}

async function waitUntilReady(
  server: ServerProcess,
  address: string,
  namespace: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const deadline = Date.now() + TEMPORAL_START_TIMEOUT_MS;
  let problem = '';
  while (Date.now() < deadline) {
    signal?.throwIfAborted();
    if (server.hasExited()) {
      throw new Error(
        `Temporal ended while starting (${await server.exited}):\n${await server.logTail()}`,
      );
    }
    try {
      await checkReady(address, namespace);
      return;
    } catch (error) {
      problem = reason(error);
      await sleep(POLL_INTERVAL_MS);
    }
  }
  throw new Error(
    `Temporal did not answer within ${TEMPORAL_START_TIMEOUT_MS / 1_000} s (${problem}):\n` +
      (await server.logTail()),
  );
}

/** @throws Error when the server is not ready for workflows yet */
async function checkReady(address: string, namespace: string): Promise<void> {
  const connection = await Connection.connect({
    address,
    connectTimeout: CONNECT_TIMEOUT_MS,
    // No tries of the SDK's own: their timer outlives the connection, and throws where nobody catches it.
    interceptors: [],
  });
  try {
    await connection.withDeadline(Date.now() + CONNECT_TIMEOUT_MS, async () => {
      await connection.workflowService.getSystemInfo({});
      await connection.workflowService.describeNamespace({ namespace });
      const { customAttributes } = await connection.operatorService.listSearchAttributes({
        namespace,
      });
      const missing = Object.keys(SEARCH_ATTRIBUTES).filter((name) => !(name in customAttributes));
      if (missing.length > 0) throw new Error(`no search attributes ${missing.join(', ')} yet`);
    });
  } finally {
    await connection.close();
  }
}
