import { randomBytes } from 'node:crypto';
import { open, rename, rm, writeFile } from 'node:fs/promises';

/** Mode of files that hold secrets: their owner alone reads them. */
export const SECRET_FILE_MODE = 0o600;

/**
 * Writes a whole file or nothing: a reader sees the old text or the new one, also after a crash.
 *
 * @param mode permissions of the new file
 */
export async function writeFileAtomically(
  file: string,
  text: string,
  mode = SECRET_FILE_MODE,
): Promise<void> {
  const temporary = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    await writeFile(temporary, text, { mode, flush: true, flag: 'wx' });
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

/** The last `bytes` bytes of a text file; empty when there is no such file. */
export async function tailOf(file: string, bytes: number): Promise<string> {
  const handle = await open(file, 'r').catch(() => undefined);
  if (handle === undefined) return '';
  try {
    const { size } = await handle.stat();
    const length = Math.min(size, bytes);
    const { buffer } = await handle.read(Buffer.alloc(length), 0, length, size - length);
    return buffer.toString('utf8').trim();
  } finally {
    await handle.close();
  }
}
