import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { userInfo } from 'node:os';
import { z } from 'zod';
import { writeFileAtomically } from './files';
import { LockHeldError, takeLock, type Lock } from './lock-file';
import { reason } from './processes';

const DEFAULT_FOLDER = '.signalpost';
const KEY_BYTES = 32;
const TOKEN_BYTES = 32;

const port = z.number().int().min(1).max(65_535);

const stateSchema = z.object({
  adminToken: z.string().min(16),
  /** In the form of SECRETS_KEYS: `k1:` and 32 bytes in base64. */
  secretsKeys: z.string(),
  postgresPassword: z.string(),
  /** Ports of the last run, used again when they are free. */
  ports: z
    .object({
      api: port,
      postgres: port,
      temporal: port,
      temporalUi: port,
      receiver: port,
    })
    .partial(),
  organization: z.object({ id: z.string(), accessToken: z.string() }).optional(),
});

/** What an instance keeps from one start to the next. */
export type InstanceState = z.infer<typeof stateSchema>;

/** Names of the ports that are remembered. */
export type PortName = keyof InstanceState['ports'];

/** What a running instance tells other programs, in credentials.json. */
export interface Credentials {
  readonly api_url: string;
  readonly organization_id: string;
  readonly access_token: string;
  readonly admin_token: string;
  /** Who signs in to the dashboard by mail. */
  readonly member_email: string;
  readonly temporal_address: string;
  readonly temporal_ui_url: string | null;
  readonly database_url: string;
}

/** The data folder of an instance, held by this process alone. */
export class Instance {
  private lastWrite: Promise<void> = Promise.resolve();

  private constructor(
    readonly folder: string,
    private current: InstanceState,
    private readonly lock: Lock,
  ) {}

  /**
   * Opens a data folder: creates it when absent, takes its lock, reads what it keeps, and removes
   * the credentials of the last run.
   *
   * @throws Error when another process uses the folder, or its instance.json cannot be read
   */
  static async open(folder: string): Promise<Instance> {
    // Root's PostgreSQL runs as another user, who must get through; the secret files stay closed.
    const mode = userInfo().uid === 0 ? 0o711 : 0o700;
    await mkdir(folder, { recursive: true, mode });
    await chmod(folder, mode);
    const lock = await takeLock(path.join(folder, 'lock')).catch((error: unknown) => {
      if (!(error instanceof LockHeldError)) throw error;
      throw new Error(
        `Signalpost already runs on ${folder} (process ${error.pid}). Stop it first, or give this ` +
          'one a folder of its own with SIGNALPOST_DATA_DIR.',
        { cause: error },
      );
    });
    try {
      await rm(path.join(folder, 'credentials.json'), { force: true });
      const kept = await readState(path.join(folder, 'instance.json'));
      const instance = new Instance(folder, kept ?? newState(), lock);
      if (kept === undefined) await instance.update({});
      return instance;
    } catch (error) {
      await lock.release();
      throw error;
    }
  }

  /** What is kept. */
  get state(): InstanceState {
    return this.current;
  }

  /** A path inside the folder. */
  path(...names: string[]): string {
    return path.join(this.folder, ...names);
  }

  /** Keeps something new; on disk when the promise settles. */
  async update(changes: Partial<InstanceState>): Promise<void> {
    this.current = { ...this.current, ...changes };
    // One after the other: an older state must not be the last that is written.
    const write = () => writeFileAtomically(this.path('instance.json'), toJson(this.current));
    const written = this.lastWrite.then(write);
    this.lastWrite = written.catch(() => undefined);
    await written;
  }

  /** Writes credentials.json: the sign for other programs that everything is up. */
  async writeCredentials(credentials: Credentials): Promise<void> {
    await writeFileAtomically(this.path('credentials.json'), toJson(credentials));
  }

  /** Lets go of the folder. */
  async close(): Promise<void> {
    await rm(this.path('credentials.json'), { force: true });
    await this.lock.release();
  }
}

/** The data folder that an environment names: SIGNALPOST_DATA_DIR, or `.signalpost` in `cwd`. */
export function dataFolder(environment: NodeJS.ProcessEnv, cwd: string): string {
  const given = environment.SIGNALPOST_DATA_DIR ?? '';
  return path.resolve(cwd, given === '' ? DEFAULT_FOLDER : given);
}

function newState(): InstanceState {
  return {
    adminToken: randomBytes(TOKEN_BYTES).toString('base64url'),
    secretsKeys: `k1:${randomBytes(KEY_BYTES).toString('base64')}`,
    postgresPassword: randomBytes(TOKEN_BYTES).toString('base64url'),
    ports: {},
  };
}

async function readState(file: string): Promise<InstanceState | undefined> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  });
  if (text === undefined) return undefined;
  try {
    return stateSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new Error(
      `${file} cannot be read (${reason(error)}). It holds the keys of this instance's data: ` +
        'restore it, or remove the whole folder to begin anew.',
      { cause: error },
    );
  }
}

function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
