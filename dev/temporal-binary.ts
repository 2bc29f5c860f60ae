import { mkdtemp, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { cacheFolder } from './cache-folder';
import { takeLock, waitForLock } from './lock-file';
import type { OnProgress } from './progress';
import { reason } from './processes';
import { run } from './run';
import { downloadThroughSdk } from './sdk-download';
import { firstWay, type Way } from './ways';

/** Newer tags need a `replace` in their go.mod and cannot be installed with `go install`. */
const CLI_VERSION = 'v1.5.1';
const CLI_MODULE = `github.com/temporalio/cli/cmd/temporal@${CLI_VERSION}`;
const VERSION_TIMEOUT_MS = 20_000;
const GO_INSTALL_TIMEOUT_MS = 30 * 60_000;
const PROGRAM = process.platform === 'win32' ? 'temporal.exe' : 'temporal';
const ADVICE =
  'Install the Temporal CLI (see docs.temporal.io/cli) so that "temporal" is on PATH, name its file ' +
  'in TEMPORAL_CLI_PATH, or set TEMPORAL_ADDRESS to a Temporal server that runs already.';

/** How the CLI is looked for. */
export interface TemporalBinaryOptions {
  readonly onProgress?: OnProgress;
  /** Ends the search, with everything that was started for it. */
  readonly signal?: AbortSignal | undefined;
  /** Default: process.env. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Milliseconds that the official download has for its first byte. */
  readonly downloadTimeoutMs?: number;
}

/**
 * The path of a `temporal` program that runs: TEMPORAL_CLI_PATH, one on PATH, the cached one, the
 * SDK's download, `go install`; what was downloaded or built is kept in the cache. Several
 * processes may ask at once: one works, the others wait for it.
 *
 * @throws Error when TEMPORAL_CLI_PATH is set and does not work
 * @throws NoWayError when no way works, with the reasons
 */
export async function obtainTemporalBinary(options: TemporalBinaryOptions = {}): Promise<string> {
  const { signal, onProgress = () => undefined, environment = process.env } = options;
  const explicit = environment.TEMPORAL_CLI_PATH ?? '';
  if (explicit !== '') return verifyExplicit(explicit);
  const folder = await cacheFolder(`temporal-cli-${CLI_VERSION}`, environment);
  const cached = path.join(folder, PROGRAM);
  const ready: Way[] = [
    { name: 'TEMPORAL_CLI_PATH', attempt: () => Promise.reject(new Error('not set')) },
    { name: '"temporal" on PATH', attempt: () => findOnPath(environment) },
    { name: `the cached copy (${cached})`, attempt: () => verifyIfThere(cached) },
  ];
  const quick = await firstWay('', ready, '', signal).catch(() => undefined);
  signal?.throwIfAborted();
  if (quick !== undefined) return quick;

  const making: Way[] = [
    {
      name: 'the official download',
      attempt: async () => {
        onProgress('Getting the Temporal CLI: the official download');
        const file = await downloadThroughSdk({
          server: 'createLocal',
          version: CLI_VERSION,
          target: path.join(folder, `${PROGRAM}.downloaded`),
          connectTimeoutMs: options.downloadTimeoutMs,
          signal,
        });
        return keep(file, cached);
      },
    },
    {
      name: `go install ${CLI_MODULE}`,
      attempt: () => goInstall(folder, cached, environment, onProgress, signal),
    },
  ];
  const lockFile = path.join(folder, 'lock');
  const lock = await takeLock(lockFile).catch(() => {
    onProgress('Waiting for another process that is getting the Temporal CLI');
    return waitForLock(lockFile, signal);
  });
  try {
    return await firstWay('The Temporal CLI', [...ready, ...making], ADVICE, signal);
  } finally {
    await lock.release();
  }
}

/** @throws Error when the file does not run as the Temporal CLI */
async function verify(file: string): Promise<string> {
  const output = await run(file, ['--version'], { timeoutMs: VERSION_TIMEOUT_MS });
  if (!/temporal version/i.test(output)) throw new Error(`${file} is not the Temporal CLI`);
  return file;
}

async function verifyExplicit(file: string): Promise<string> {
  try {
    return await verify(file);
  } catch (error) {
    throw new Error(`TEMPORAL_CLI_PATH does not name the Temporal CLI: ${reason(error)}`, {
      cause: error,
    });
  }
}

async function verifyIfThere(file: string): Promise<string | undefined> {
  return (await stat(file).catch(() => undefined)) === undefined ? undefined : verify(file);
}

async function findOnPath(environment: NodeJS.ProcessEnv): Promise<string | undefined> {
  const folders = (environment.PATH ?? '')
    .split(path.delimiter)
    .filter((folder) => path.isAbsolute(folder));
  const problems: string[] = [];
  for (const folder of folders) {
    try {
      const found = await verifyIfThere(path.join(folder, PROGRAM));
      if (found !== undefined) return found;
    } catch (error) {
      problems.push(reason(error));
    }
  }
  if (problems.length > 0) throw new Error(problems.join('; '));
  return undefined;
}

/** Compiles into a folder of its own beside the cached file: the rename makes it appear whole. */
async function goInstall(
  folder: string,
  cached: string,
  environment: NodeJS.ProcessEnv,
  onProgress: OnProgress,
  signal: AbortSignal | undefined,
): Promise<string> {
  await run('go', ['version'], { env: environment, signal }).catch((error: unknown) => {
    throw new Error(`needs Go: ${reason(error)}`, { cause: error });
  });
  onProgress('Getting the Temporal CLI: compiling it with Go, once, takes some minutes');
  const target = await mkdtemp(path.join(folder, 'go-'));
  try {
    await run('go', ['install', CLI_MODULE], {
      cwd: target, // Outside any module or workspace that the project may lie in.
      env: { ...environment, GOBIN: target },
      timeoutMs: GO_INSTALL_TIMEOUT_MS,
      signal,
    });
    return await keep(path.join(target, PROGRAM), cached);
  } finally {
    await rm(target, { recursive: true, force: true });
  }
}

async function keep(file: string, cached: string): Promise<string> {
  try {
    await verify(file);
    await rename(file, cached);
    return cached;
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  }
}
