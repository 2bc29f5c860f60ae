import { stat } from 'node:fs/promises';
import { userInfo } from 'node:os';
import { run } from './run';

/** The user that PostgreSQL runs as; undefined: the one that we are. */
export interface PostgresUser {
  readonly uid: number;
  readonly gid: number;
}

/**
 * PostgreSQL refuses to run as root. For root this is, in this order: the owner of a data folder that
 * exists, the user `postgres`, that user newly created, the user `nobody` (which every system has,
 * and PostgreSQL needs one with a name).
 *
 * @param dataFolder folder with PostgreSQL's files, which need not exist
 * @returns undefined when we are not root
 * @throws Error when no such user can be had
 */
export async function postgresUser(dataFolder: string): Promise<PostgresUser | undefined> {
  if (userInfo().uid !== 0) return undefined;
  const folder = await stat(dataFolder).catch(() => undefined);
  if (folder !== undefined && folder.uid !== 0) return { uid: folder.uid, gid: folder.gid };
  const found = await lookUp('postgres');
  if (found !== undefined) return found;
  // Either may be missing or forbidden: then the look-up below finds none.
  await run('useradd', ['--system', '--user-group', '--no-create-home', 'postgres']).catch(
    () => undefined,
  );
  const user = (await lookUp('postgres')) ?? (await lookUp('nobody'));
  if (user === undefined) {
    throw new Error(
      'PostgreSQL does not run as root, and there is no user "postgres" or "nobody" to run it as. ' +
        'Start as another user, or set DATABASE_URL.',
    );
  }
  return user;
}

/** Whether that user may read and enter a folder or run a file, all folders above it included. */
export async function isReachable(
  user: PostgresUser | undefined,
  target: string,
): Promise<boolean> {
  if (user === undefined) return true;
  // Asked of the system itself: access control lists and mount options count as well as the modes.
  const check = run('/bin/sh', ['-c', 'test -r "$0" && test -x "$0"', target], {
    ...user,
    cwd: '/',
  });
  return check.then(
    () => true,
    () => false,
  );
}

async function lookUp(name: string): Promise<PostgresUser | undefined> {
  try {
    const uid = Number((await run('id', ['-u', name])).trim());
    const gid = Number((await run('id', ['-g', name])).trim());
    return uid > 0 ? { uid, gid } : undefined;
  } catch {
    return undefined;
  }
}
