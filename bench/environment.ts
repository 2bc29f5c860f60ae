import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { runChild, startChild, type Child } from '../dev/child-process';
import { PortClaims } from '../dev/port-claims';
import { startPostgres, type PostgresServer } from '../dev/postgres';
import { removePostgresData } from '../dev/postgres-data';
import { programsIn } from '../dev/programs';
import { obtainTemporalBinary } from '../dev/temporal-binary';
import { startTemporalServer, type TemporalServer } from '../dev/temporal-server';
import { temporalVersion } from './machine';
import { Receiver } from './receiver';

const FOLDER_PREFIX = 'signalpost-bench-';
const SHOWN_POSTGRES_SETTINGS = ['fsync', 'synchronous_commit', 'full_page_writes'];
/** The only setting of Signalpost's own behaviour that is not its default, but for addresses and keys. */
const LOG_LEVEL = 'warn';

/** How the system is started. */
export interface EnvironmentOptions {
  /** Gets every line that a process of Signalpost writes, with its name before it. */
  readonly onLine: (line: string) => void;
  readonly onProgress: (text: string) => void;
  /** Folder that gets CPU profiles of API and worker when they end. */
  readonly profileFolder?: string | undefined;
  /** Gives the start up when aborted. */
  readonly signal: AbortSignal;
}

export type ProcessName = 'api' | 'worker' | 'temporal' | 'postgres' | 'receiver' | 'driver';

/**
 * The whole system, each part a process of its own on the loopback: PostgreSQL and Temporal with
 * durable storage in a temporary folder, one API, one worker, the receiver. The driver is this process.
 */
export class Environment {
  private readonly folder = mkdtempSync(path.join(tmpdir(), FOLDER_PREFIX));
  private readonly claims = new PortClaims();
  private readonly adminTokenText = `admin_${randomBytes(16).toString('hex')}`;
  private postgres: PostgresServer | undefined;
  private temporal: TemporalServer | undefined;
  private worker: Child | undefined;
  private api: Child | undefined;
  private receiverProcess: Receiver | undefined;
  private database: pg.Client | undefined;
  private binary = '';

  private constructor(private readonly options: EnvironmentOptions) {}

  /**
   * Starts everything; what was started is stopped again when a part fails.
   *
   * @throws Error when a part does not start
   */
  static async start(options: EnvironmentOptions): Promise<Environment> {
    const environment = new Environment(options);
    try {
      await environment.bringUp();
      return environment;
    } catch (error) {
      await environment.stop();
      throw error;
    }
  }

  get apiUrl(): string {
    return `http://127.0.0.1:${this.api?.port ?? 0}`;
  }

  get adminToken(): string {
    return this.adminTokenText;
  }

  get receiver(): Receiver {
    if (this.receiverProcess === undefined) throw new Error('The receiver does not run.');
    return this.receiverProcess;
  }

  /** The processes, for what they use. */
  get pids(): Readonly<Record<ProcessName, number>> {
    return {
      api: this.api?.pid ?? 0,
      worker: this.worker?.pid ?? 0,
      temporal: this.temporal?.pid ?? 0,
      postgres: this.postgres?.pid ?? 0,
      receiver: this.receiver.pid,
      driver: process.pid,
    };
  }

  /** Events whose bookkeeping is still to be done. */
  async unfinishedEvents(): Promise<number> {
    const result = await this.database?.query<{ count: number }>(
      'select count(*)::integer as count from webhook_events where work is not null',
    );
    return result?.rows[0]?.count ?? 0;
  }

  /** Transactions that have written messages and deliveries so far; reads both tables. */
  async countCommits(): Promise<{ publish: number; delivery: number }> {
    // Neither table's rows are changed while the benchmark runs: xmin is the writer's transaction.
    const result = await this.database?.query<{ publish: number; delivery: number }>(
      `select
         (select count(distinct xmin::text)::integer from webhook_messages) as publish,
         (select count(distinct xmin::text)::integer from webhook_deliveries) as delivery`,
    );
    return result?.rows[0] ?? { publish: 0, delivery: 0 };
  }

  /** Versions and settings that figures depend on. */
  async describe() {
    const settings: Record<string, string> = {};
    for (const name of ['server_version', ...SHOWN_POSTGRES_SETTINGS]) {
      const result = await this.database?.query<Record<string, string>>(`show ${name}`);
      settings[name] = result?.rows[0]?.[name] ?? 'unknown';
    }
    const { server_version: postgres = 'unknown', ...durability } = settings;
    return {
      versions: { postgres, temporal: await temporalVersion(this.binary) },
      settings: {
        postgres: durability,
        temporal: 'development server, SQLite, as `npm start` has it (dev/temporal-server.ts)',
        signalpost: { processes: '1 API, 1 worker', LOG_LEVEL, otherwise: 'defaults' },
      },
    };
  }

  /** Stops everything in order and removes the folder. */
  async stop(): Promise<void> {
    await this.api?.stop();
    await this.worker?.stop();
    await this.receiverProcess?.stop();
    await this.database?.end().catch(() => undefined);
    await this.temporal?.stop();
    await this.postgres?.stop();
    await this.claims.release();
    await removePostgresData(this.file('postgres'));
    await rm(this.folder, { recursive: true, force: true });
  }

  private async bringUp(): Promise<void> {
    const { onProgress, signal } = this.options;
    // Root's PostgreSQL runs as another user, who must get through.
    chmodSync(this.folder, 0o711);
    this.binary = await obtainTemporalBinary({ onProgress, signal });
    onProgress('Starting PostgreSQL and Temporal');
    // One after the other: should the second fail, the first is known and stopped.
    this.postgres = await startPostgres({
      folder: this.file('postgres'),
      port: await this.claims.claim(),
      password: randomBytes(16).toString('hex'),
      signal,
    });
    this.temporal = await startTemporalServer({
      binary: this.binary,
      port: await this.claims.claim(),
      dbFile: this.file('temporal.db'),
      logFile: this.file('temporal.log'),
      signal,
    });
    onProgress('Starting Signalpost and the receiver');
    await this.startSignalpost(this.postgres.url, this.temporal.address);
    this.receiverProcess = await Receiver.start();
    this.database = new pg.Client({ connectionString: this.postgres.url });
    this.database.on('error', () => undefined);
    await this.database.connect();
  }

  private async startSignalpost(databaseUrl: string, temporalAddress: string): Promise<void> {
    const { signal } = this.options;
    const programs = programsIn();
    const temporalConfig = this.file('temporal-client.toml');
    await writeFile(temporalConfig, '[profile.default]\n');
    const env: NodeJS.ProcessEnv = {
      PATH: process.env.PATH,
      DATABASE_URL: databaseUrl,
      ADMIN_TOKEN: this.adminToken,
      SECRETS_KEYS: `k1:${randomBytes(32).toString('base64')}`,
      HOST: '127.0.0.1',
      PORT: '0',
      TEMPORAL_ADDRESS: temporalAddress,
      TEMPORAL_NAMESPACE: 'default',
      TEMPORAL_CONFIG_FILE: temporalConfig,
      DELIVERY_ALLOW_LOOPBACK: 'true',
      // What one driver with one token does is no measure of a limit for clients.
      RATE_LIMIT_CALLS_PER_MINUTE: '0',
      RATE_LIMIT_PUBLISHES_PER_MINUTE: '0',
      LOG_LEVEL,
    };
    const onLine = this.lineHandler('migrate');
    await runChild({ name: 'migrate', script: programs.migrate, env, onLine }, signal);
    for (const name of ['worker', 'api'] as const) {
      const script = programs[name];
      const childEnv = { ...env, ...(await this.profileOptions(name)) };
      this[name] = await startChild(
        { name, script, env: childEnv, onLine: this.lineHandler(name) },
        signal,
      );
    }
  }

  private async profileOptions(name: string): Promise<NodeJS.ProcessEnv> {
    const { profileFolder } = this.options;
    if (profileFolder === undefined) return {};
    const folder = path.resolve(profileFolder, name);
    await mkdir(folder, { recursive: true });
    const hook = path.join(__dirname, 'cpu-profile.js');
    return {
      NODE_OPTIONS: `--require ${JSON.stringify(hook)}`,
      BENCH_PROFILE_FOLDER: folder,
    };
  }

  private lineHandler(name: string): (line: string) => void {
    return (line) => this.options.onLine(`[${name}] ${line}`);
  }

  private file(name: string): string {
    return path.join(this.folder, name);
  }
}
