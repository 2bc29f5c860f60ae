import { randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { SYSTEM_FOLDER, type PostgresBinaries } from './postgres-binaries';
import { isReachable, type PostgresUser } from './postgres-user';
import { run } from './run';

/** In the data folder: the place of the files, when they had to go elsewhere. */
const LOCATION_FILE = 'location';
const FILES_FOLDER = 'data';

/** Name of the database's superuser. */
export const POSTGRES_SUPERUSER = 'postgres';

/** The folder with PostgreSQL's own files for a data folder; it need not exist. */
export async function filesFolder(folder: string): Promise<string> {
  const location = await readFile(path.join(folder, LOCATION_FILE), 'utf8').catch(() => '');
  return location.trim() === '' ? path.join(folder, FILES_FOLDER) : location.trim();
}

/** Removes a data folder with everything in it, also what had to go elsewhere. */
export async function removePostgresData(folder: string): Promise<void> {
  await rm(await filesFolder(folder), { recursive: true, force: true });
  await rm(folder, { recursive: true, force: true });
}

/**
 * Makes a data folder ready for `user`: creates it and the cluster in it when absent. If we are root
 * and the user cannot get through a folder above it (a clone under /root), the files go to
 * /var/lib/signalpost instead; we don't open other people's folders.
 *
 * @param onLog gets a line when the files are put elsewhere
 * @returns the folder for `postgres -D`
 */
export async function prepareFiles(
  folder: string,
  password: string,
  user: PostgresUser | undefined,
  binaries: PostgresBinaries,
  onLog: (line: string) => void,
): Promise<string> {
  // Root's other users only pass through; everything secret inside has its own mode.
  await mkdir(folder, { recursive: true, mode: user === undefined ? 0o700 : 0o711 });
  let files = await filesFolder(folder);
  const exists = await isCluster(files);
  if (!exists && !(await isUsable(folder, user))) {
    files = path.join(SYSTEM_FOLDER, randomBytes(6).toString('hex'));
    await mkdir(SYSTEM_FOLDER, { recursive: true, mode: 0o755 });
    await writeFile(path.join(folder, LOCATION_FILE), `${files}\n`);
    onLog(
      `PostgreSQL does not run as root, and its user cannot enter ${folder}: its files go to ${files}.`,
    );
  }
  if (exists && !(await isReachable(user, files))) {
    throw new Error(
      `PostgreSQL's user cannot enter ${files}. Move the project to a folder that others can pass ` +
        'through, start as the user who owns it, or set DATABASE_URL.',
    );
  }
  if (!exists) await createCluster(files, password, user, binaries);
  return files;
}

/** Whether the user gets to the folder: tried with a folder of the user's own inside it. */
async function isUsable(folder: string, user: PostgresUser | undefined): Promise<boolean> {
  if (user === undefined) return true;
  const probe = path.join(folder, `probe-${randomBytes(4).toString('hex')}`);
  await mkdir(probe);
  try {
    await chown(probe, user.uid, user.gid);
    return await isReachable(user, probe);
  } finally {
    await rm(probe, { recursive: true });
  }
}

async function isCluster(files: string): Promise<boolean> {
  return (await stat(path.join(files, 'PG_VERSION')).catch(() => undefined)) !== undefined;
}

/** Creates the cluster beside its place and renames it: a crash in between leaves no half of one. */
async function createCluster(
  files: string,
  password: string,
  user: PostgresUser | undefined,
  { initdb }: PostgresBinaries,
): Promise<void> {
  const draft = `${files}.new`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  const passwordFile = path.join(draft, '..', `.password-${randomBytes(6).toString('hex')}`);
  await writeFile(passwordFile, `${password}\n`, { mode: 0o600, flag: 'wx' });
  try {
    if (user !== undefined) {
      await chown(draft, user.uid, user.gid);
      await chown(passwordFile, user.uid, user.gid);
    }
    const args = [
      `--pgdata=${draft}`,
      `--username=${POSTGRES_SUPERUSER}`,
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      // The same on every machine, whatever locales it has.
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--set=timezone=UTC',
      '--set=log_timezone=UTC',
    ];
    await run(initdb, args, { env: postgresEnvironment(), cwd: tmpdir(), ...user });
  } finally {
    await rm(passwordFile, { force: true });
  }
  await rm(files, { recursive: true, force: true });
  await rename(draft, files);
}

/** Nothing of our own environment: PGDATA, PGPORT and the like would change what PostgreSQL does. */
export function postgresEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
}
