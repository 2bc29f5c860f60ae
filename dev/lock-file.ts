import { randomBytes } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { SECRET_FILE_MODE } from './files';
import { processIdentity } from './processes';

const WAIT_INTERVAL_MS = 250;
const TAKEOVER_ATTEMPTS = 10;

const holderSchema = z.object({ pid: z.number().int(), identity: z.string() });

/** Thrown when a living process holds the lock. */
export class LockHeldError extends Error {
  override readonly name = 'LockHeldError';
  constructor(
    readonly file: string,
    readonly pid: number,
  ) {
    super(`${file} is held by process ${pid}.`);
  }
}

/** A lock that this process holds. */
export interface Lock {
  /** Gives the lock back. */
  release(): Promise<void>;
}

/**
 * Takes a lock for this process: a file with its pid and start time, so that a lock which a crashed
 * process left behind is taken over, also when its pid was given to another process meanwhile.
 *
 * @throws LockHeldError when a living process (this one included) holds it
 */
export async function takeLock(file: string): Promise<Lock> {
  const identity = (await processIdentity(process.pid)) ?? '';
  const mine = JSON.stringify({ pid: process.pid, identity });
  for (let attempt = 0; attempt < TAKEOVER_ATTEMPTS; attempt += 1) {
    if (await createWith(file, mine)) {
      return { release: () => rm(file, { force: true }) };
    }
    const found = await readFile(file, 'utf8').catch(() => '');
    const holder = await livingHolder(found);
    if (holder !== undefined) throw new LockHeldError(file, holder);
    await setAside(file, found);
  }
  throw new Error(`The lock ${file} cannot be taken: it changes hands all the time.`);
}

/** Like takeLock, but waits while another process holds it; the signal ends the wait. */
export async function waitForLock(file: string, signal?: AbortSignal): Promise<Lock> {
  for (;;) {
    signal?.throwIfAborted();
    try {
      return await takeLock(file);
    } catch (error) {
      if (!(error instanceof LockHeldError)) throw error;
      await sleep(WAIT_INTERVAL_MS);
    }
  }
}

/** Creates the file with its text in one step (a link either appears whole or fails). */
async function createWith(file: string, text: string): Promise<boolean> {
  const temporary = `${file}.${randomBytes(6).toString('hex')}`;
  await writeFile(temporary, text, { mode: SECRET_FILE_MODE });
  try {
    await link(temporary, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    await rm(temporary, { force: true });
  }
}

async function livingHolder(text: string): Promise<number | undefined> {
  const parsed = holderSchema.safeParse(parseJson(text));
  if (!parsed.success) return undefined;
  const { pid, identity } = parsed.data;
  return (await processIdentity(pid)) === identity ? pid : undefined;
}

/** Moves a stale lock away; puts it back if another process renewed it in between. */
async function setAside(file: string, stale: string): Promise<void> {
  const aside = `${file}.${randomBytes(6).toString('hex')}.stale`;
  try {
    await rename(file, aside);
  } catch {
    return; // Another process was faster.
  }
  if ((await readFile(aside, 'utf8')) !== stale) {
    await link(aside, file).catch(() => undefined);
  }
  await rm(aside, { force: true });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
