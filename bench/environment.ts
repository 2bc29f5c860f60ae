import { randomBytes } from 'node:crypto';
import { chmodSync, mkdtempSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Client } from '@temporalio/client';
import { PortClaims } from '../dev/port-claims';
import { startPostgres, type PostgresServer } from '../dev/postgres';
import { removePostgresData } from '../dev/postgres-data';
import { obtainTemporalBinary } from '../dev/temporal-binary';
import { startTemporalServer, type TemporalServer } from '../dev/temporal-server';
import { createTemporalClient } from '../src/temporal/client';
import { Database } from './database';
import { temporalVersion } from './machine';
import { Receiver } from './receiver';
import { Restartable } from './restartable';
import { SignalpostProcesses } from './signalpost-processes';

const FOLDER_PREFIX = 'signalpost-bench-';
const NAMESPACE = 'default';
/** The only setting of Signalpost's own behaviour that is not its default, but for addresses and keys. */
const LOG_LEVEL = 'warn';

/** How the system is started. */
export interface EnvironmentOptions {
  /** API processes; default 1. */
  readonly apis?: number;
  /** Worker processes; default 1. */
  readonly workers?: number;
  /** Settings of Signalpost that are not to have their defaults. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Values of Temporal's dynamic configuration beside those of `npm start`. */
  readonly temporalConfig?: Readonly<Record<string, number>>;
  /** Gets every line that a process of Signalpost writes, with its name before it. */
  readonly onLine: (line: string) => void;
  readonly onProgress: (text: string) => void;
  /** Folder that gets CPU profiles of APIs and workers when they end. */
  readonly profileFolder?: string | undefined;
  /** Gives the start up when aborted. */
  readonly signal: AbortSignal;
}

export type ProcessName = 'api' | 'worker' | 'temporal' | 'postgres' | 'receiver' | 'driver';

/**
 * The whole system, each part a process of its own on the loopback: PostgreSQL and Temporal with
 * durable storage in a temporary folder, APIs and workers (by default one of each), the receiver. The
 * driver is this process.
 */
export class Environment {
  /** Token of the admin API. */
  readonly adminToken = `admin_${randomBytes(16).toString('hex')}`;
  private readonly folder = mkdtempSync(path.join(tmpdir(), FOLDER_PREFIX));
  private readonly claims = new PortClaims();
  private binary = '';
  private readonly parts: {
    postgres?: Restartable<PostgresServer>;
    temporal?: Restartable<TemporalServer>;
    temporalClient?: { client: Client; close: () => Promise<void> };
    signalpost?: SignalpostProcesses;
    receiver?: Receiver;
    database?: Database;
  } = {};

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
    return this.signalpost.apiUrl;
  }

  get receiver(): Receiver {
    return running(this.parts.receiver);
  }

  get signalpost(): SignalpostProcesses {
    return running(this.parts.signalpost);
  }

  get database(): Database {
    return running(this.parts.database);
  }

  get postgres(): Restartable<PostgresServer> {
    return running(this.parts.postgres);
  }

  get temporal(): Restartable<TemporalServer> {
    return running(this.parts.temporal);
  }

  get temporalClient(): Client {
    return running(this.parts.temporalClient).client;
  }

  /** The processes as they are now, for what they use. */
  get pids(): Readonly<Record<ProcessName, number>> {
    return {
      ...this.signalpost.pids,
      temporal: this.temporal.current?.pid ?? 0,
      postgres: this.postgres.current?.pid ?? 0,
      receiver: this.receiver.pid,
      driver: process.pid,
    };
  }

  /** Versions and settings that figures depend on. */
  async describe() {
    const { version, durability } = await this.database.describe();
    const { apis = 1, workers = 1, settings, temporalConfig } = this.options;
    const processes = `${apis} API, ${workers} worker`;
    return {
      versions: { postgres: version, temporal: await temporalVersion(this.binary) },
      settings: {
        postgres: durability,
        temporal: 'development server, SQLite, as `npm start` has it (dev/temporal-server.ts)',
        ...(temporalConfig === undefined ? {} : { temporal_dynamic_config: temporalConfig }),
        signalpost: { processes, LOG_LEVEL, ...settings, otherwise: 'defaults' },
      },
    };
  }

  /** Stops everything in order and removes the folder. */
  async stop(): Promise<void> {
    const { signalpost, receiver, database, temporalClient, temporal, postgres } = this.parts;
    await signalpost?.stop();
    await receiver?.stop();
    await database?.close();
    await temporalClient?.close();
    await temporal?.stop();
    await postgres?.stop();
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
    const postgresOptions = {
      folder: this.file('postgres'),
      port: await this.claims.claim(),
      password: randomBytes(16).toString('hex'),
      signal,
    };
    this.parts.postgres = new Restartable('postgres', () => startPostgres(postgresOptions));
    const postgres = await this.postgres.start();
    const temporalOptions = {
      binary: this.binary,
      port: await this.claims.claim(),
      dbFile: this.file('temporal.db'),
      logFile: this.file('temporal.log'),
      dynamicConfig: this.options.temporalConfig ?? {},
      signal,
    };
    this.parts.temporal = new Restartable('temporal', () => startTemporalServer(temporalOptions));
    const temporal = await this.temporal.start();
    onProgress('Starting Signalpost and the receiver');
    const env = await this.signalpostEnvironment(postgres.url, temporal.address);
    this.parts.signalpost = new SignalpostProcesses({ ...this.options, env });
    await this.parts.signalpost.start();
    this.parts.receiver = await Receiver.start();
    this.parts.database = await Database.connect(postgres.url);
    this.parts.temporalClient = createTemporalClient({ address: temporal.address }, NAMESPACE);
  }

  private async signalpostEnvironment(
    databaseUrl: string,
    temporalAddress: string,
  ): Promise<NodeJS.ProcessEnv> {
    const temporalConfig = this.file('temporal-client.toml');
    await writeFile(temporalConfig, '[profile.default]\n');
    return {
      PATH: process.env.PATH,
      DATABASE_URL: databaseUrl,
      ADMIN_TOKEN: this.adminToken,
      SECRETS_KEYS: `k1:${randomBytes(32).toString('base64')}`,
      HOST: '127.0.0.1',
      PORT: '0',
      TEMPORAL_ADDRESS: temporalAddress,
      TEMPORAL_NAMESPACE: NAMESPACE,
      TEMPORAL_CONFIG_FILE: temporalConfig,
      DELIVERY_ALLOW_LOOPBACK: 'true',
      // What one driver with one token does is no measure of a limit for clients.
      RATE_LIMIT_CALLS_PER_MINUTE: '0',
      RATE_LIMIT_PUBLISHES_PER_MINUTE: '0',
      LOG_LEVEL,
      ...this.options.settings,
    };
  }

  private file(name: string): string {
    return path.join(this.folder, name);
  }
}

function running<Part>(part: Part | undefined): Part {
  if (part === undefined) throw new Error('A part of the system does not run.');
  return part;
}
