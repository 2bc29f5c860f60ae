import { mkdir, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { writeFileAtomically } from './files';
import { commandLine, endProcess, processIdentity } from './processes';

const END_GRACE_MS = 8_000;

const recordSchema = z.object({ pid: z.number().int(), identity: z.string() });

/** Notes a process that must not outlive its supervisor for long, see endLeftover. */
export async function writePidFile(file: string, pid: number): Promise<void> {
  const identity = await processIdentity(pid);
  if (identity === undefined) return;
  await mkdir(path.dirname(file), { recursive: true });
  await writeFileAtomically(file, JSON.stringify({ pid, identity }));
}

/** Removes a pid file; nothing happens when there is none. */
export async function removePidFile(file: string): Promise<void> {
  await rm(file, { force: true });
}

/**
 * Ends the process that a killed supervisor left behind: only when it is the noted one (same pid and
 * start time) and its command line holds `marker`.
 *
 * @returns whether there was one
 * @throws Error when it does not end
 */
export async function endLeftover(file: string, marker: string): Promise<boolean> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return false;
  const { pid, identity } = readRecord(text);
  const isLeftover =
    pid > 0 &&
    (await processIdentity(pid)) === identity &&
    (await commandLine(pid)).includes(marker);
  if (isLeftover) await endProcess(pid, ['SIGTERM', 'SIGKILL'], END_GRACE_MS);
  await removePidFile(file);
  return isLeftover;
}

function readRecord(text: string): { pid: number; identity: string } {
  try {
    return recordSchema.parse(JSON.parse(text));
  } catch {
    return { pid: 0, identity: '' };
  }
}
