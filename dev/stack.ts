import { writeFile } from 'node:fs/promises';
import { runChild, superviseChild } from './child-process';
import { childEnvironment, given, givenPort, urlOf } from './child-environment';
import {
  endLeftoverServers,
  rememberPorts,
  startEmbeddedPostgres,
  startEmbeddedTemporal,
  type EmbeddedContext,
} from './embedded-servers';
import { ensureMember, ensureOrganization } from './first-organization';
import { Instance, type Credentials } from './instance';
import { endLeftover } from './pid-file';
import { PortClaims } from './port-claims';
import { requireFreePort } from './ports';
import { programsIn, type Programs } from './programs';
import type { OnProgress } from './progress';
import { startReceiver, type ReceivedWebhook, type Receiver } from './receiver';

const DEFAULT_API_PORT = 8400;
const DEFAULT_RECEIVER_PORT = 8500;

/** How a stack is started. */
export interface StackOptions {
  /** The data folder, see dataFolder. */
  readonly folder: string;
  /** The user's settings: PORT, DATABASE_URL, TEMPORAL_ADDRESS, and everything for the processes. */
  readonly environment: NodeJS.ProcessEnv;
  /** Gets the lines that a person should see. */
  readonly say: (line: string) => void;
  readonly onProgress: OnProgress;
  readonly onWebhook: (webhook: ReceivedWebhook) => void;
  /** Default: the compiled programs of this project. */
  readonly programs?: Programs;
}

/** What a running stack offers. */
export interface StackInfo {
  readonly credentials: Credentials;
  readonly receiverUrl: string;
  /** How the member signs in to the dashboard: by a mail that is shown, or sent, or not by mail. */
  readonly signIn: 'shown' | 'mailed' | 'token';
}

/** Something that runs, in the order in which it was started. */
interface Part {
  stop(): Promise<void>;
}

/**
 * PostgreSQL, Temporal, worker, API and a receiver, with everything that they keep in one folder.
 * Parts end in the opposite order: nothing loses what it stands on.
 */
export class Stack {
  private readonly options: StackOptions;
  private readonly parts: {
    receiver?: Part;
    api?: Part;
    worker?: Part;
    temporal?: Part;
    postgres?: Part;
  } = {};
  private readonly claims = new PortClaims();
  private readonly aborted = new AbortController();
  private instance: Instance | undefined;
  private starting: Promise<unknown> = Promise.resolve();

  constructor(options: StackOptions) {
    this.options = options;
  }

  /**
   * Brings everything up; what was started is stopped again when a part fails.
   *
   * @throws Error when a part does not start, or stop was called meanwhile
   */
  async start(): Promise<StackInfo> {
    const up = this.bringUp();
    this.starting = up.catch(() => undefined);
    try {
      return await up;
    } catch (error) {
      await this.stopParts();
      throw error;
    }
  }

  /** Stops everything in order, also while it starts. Settles when all has ended. */
  async stop(): Promise<void> {
    this.aborted.abort(new Error('Stopped while starting.'));
    await this.starting;
    await this.stopParts();
  }

  private async stopParts(): Promise<void> {
    const { receiver, api, worker, temporal, postgres } = this.parts;
    for (const part of [api, worker, receiver, temporal, postgres]) await part?.stop();
    await this.claims.release();
    await this.instance?.close();
    this.instance = undefined;
  }

  private async bringUp(): Promise<StackInfo> {
    const { environment, say, onProgress, programs = programsIn() } = this.options;
    const instance = await Instance.open(this.options.folder);
    this.instance = instance;
    const { signal } = this.aborted;
    const context = { instance, claims: this.claims, environment, say, onProgress, signal };
    await this.endLeftovers(instance, programs);
    const apiPort = await this.chooseApiPort(instance);

    const { databaseUrl, temporal } = await this.startServers(context);
    const emptyTemporalConfig = instance.path('temporal-client.toml');
    await writeFile(emptyTemporalConfig, '[profile.default]\n');
    const temporalAddress = temporal?.address;
    const temporalUiUrl = temporal?.uiUrl;
    const addresses = { databaseUrl, temporalAddress, temporalUiUrl, apiPort, emptyTemporalConfig };
    const env = childEnvironment(environment, instance.state, addresses);

    onProgress('Migrating the database');
    const onLine = prefixed(say, 'migrate');
    await runChild({ name: 'migrate', script: programs.migrate, env, onLine }, signal);
    await this.startProcesses(instance, programs, env);

    signal.throwIfAborted();
    const apiUrl = urlOf(env.HOST ?? '', apiPort);
    const adminToken = env.ADMIN_TOKEN ?? '';
    const organization = await ensureOrganization(apiUrl, adminToken, instance.state.organization);
    await instance.update({ organization });
    const memberEmail = await ensureMember(apiUrl, adminToken, organization.id);
    const receiver = await this.startReceiver(instance);
    const credentials: Credentials = {
      api_url: apiUrl,
      organization_id: organization.id,
      access_token: organization.accessToken,
      admin_token: adminToken,
      member_email: memberEmail,
      temporal_address: temporalAddress ?? given(environment, 'TEMPORAL_ADDRESS') ?? '',
      temporal_ui_url: temporalUiUrl ?? given(environment, 'TEMPORAL_UI_URL') ?? null,
      database_url: databaseUrl,
    };
    signal.throwIfAborted();
    await instance.writeCredentials(credentials);
    return { credentials, receiverUrl: receiver.url, signIn: signInOf(env) };
  }

  /** After a kill -9 of the supervisor: children end by themselves, but may be at it still. */
  private async endLeftovers(instance: Instance, programs: Programs): Promise<void> {
    const children = await Promise.all([
      endLeftover(instance.path('api.pid'), programs.api),
      endLeftover(instance.path('worker.pid'), programs.worker),
    ]);
    const servers = await endLeftoverServers(instance);
    if (servers || children.includes(true)) {
      this.options.say('Ended what the last run, which was killed, had left running.');
    }
  }

  /** The two servers come up side by side; both are noted before a failure of either is told. */
  private async startServers(context: EmbeddedContext) {
    const { environment, onProgress } = context;
    const ownDatabase = given(environment, 'DATABASE_URL');
    const ownTemporal = given(environment, 'TEMPORAL_ADDRESS');
    onProgress('Starting PostgreSQL and Temporal');
    const startingPostgres =
      ownDatabase === undefined ? startEmbeddedPostgres(context) : Promise.resolve(undefined);
    const startingTemporal =
      ownTemporal === undefined ? startEmbeddedTemporal(context) : Promise.resolve(undefined);
    const [postgres, temporal] = await Promise.allSettled([startingPostgres, startingTemporal]);
    if (postgres.status === 'fulfilled' && postgres.value) this.parts.postgres = postgres.value;
    if (temporal.status === 'fulfilled' && temporal.value) this.parts.temporal = temporal.value;
    const running = await startingPostgres;
    return {
      databaseUrl: ownDatabase ?? running?.current().url ?? '',
      temporal: (await startingTemporal)?.current(),
    };
  }

  private async startProcesses(
    instance: Instance,
    programs: Programs,
    env: NodeJS.ProcessEnv,
  ): Promise<void> {
    const { say, onProgress } = this.options;
    for (const name of ['worker', 'api'] as const) {
      onProgress(`Starting the ${name === 'api' ? 'API' : name}`);
      const script = programs[name];
      const pidFile = instance.path(`${name}.pid`);
      const options = { name, script, env, onLine: prefixed(say, name), pidFile };
      this.parts[name] = await superviseChild(options, this.aborted.signal);
    }
  }

  /** The one that the user named, or that of the last run, or the default, or the next free one. */
  private async chooseApiPort(instance: Instance): Promise<number> {
    const explicit = givenPort(this.options.environment);
    let port: number;
    if (explicit === undefined) {
      port = await this.claims.claim(instance.state.ports.api ?? DEFAULT_API_PORT);
    } else {
      port = await requireFreePort(explicit, 'PORT');
      await this.claims.claimExactly(port);
    }
    await rememberPorts(instance, { api: port });
    return port;
  }

  private async startReceiver(instance: Instance): Promise<Receiver> {
    const port = await this.claims.claim(instance.state.ports.receiver ?? DEFAULT_RECEIVER_PORT);
    await rememberPorts(instance, { receiver: port });
    const receiver = await startReceiver(port, this.options.onWebhook);
    this.parts.receiver = receiver;
    return receiver;
  }
}

function prefixed(say: (line: string) => void, name: string): (line: string) => void {
  return (line) => say(`[${name}] ${line}`);
}

function signInOf(env: NodeJS.ProcessEnv): StackInfo['signIn'] {
  if (['true', '1'].includes(env.DASHBOARD_SHOW_MAILS ?? '')) return 'shown';
  return given(env, 'SMTP_URL') === undefined ? 'token' : 'mailed';
}
