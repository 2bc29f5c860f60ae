import { mkdir } from 'node:fs/promises';
import { homedir } from 'node:os';
import path from 'node:path';

/**
 * A folder for downloads that outlives node_modules: `signalpost/<name>` in $XDG_CACHE_HOME, or in
 * the system's usual place (~/.cache, on macOS ~/Library/Caches). Created when absent.
 */
export async function cacheFolder(
  name: string,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<string> {
  const given = environment.XDG_CACHE_HOME ?? '';
  const usual =
    process.platform === 'darwin'
      ? path.join(homedir(), 'Library', 'Caches')
      : path.join(homedir(), '.cache');
  // The XDG rules: a path that is not absolute counts as not given.
  const base = path.isAbsolute(given) ? given : usual;
  const folder = path.join(base, 'signalpost', name);
  await mkdir(folder, { recursive: true });
  return folder;
}
