import { mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { run } from './run';

/** Milliseconds within which the first byte must have come: many machines cannot reach the download. */
export const DOWNLOAD_CONNECT_TIMEOUT_MS = 10_000;
const DOWNLOAD_STALL_TIMEOUT_MS = 20_000;
const POLL_INTERVAL_MS = 500;

/** The servers that Temporal's TypeScript SDK can download. */
export type SdkServer = 'createLocal' | 'createTimeSkipping';

/**
 * In a process of its own: the SDK's download runs in native code, can neither be told a time-out nor
 * be stopped, and the SDK starts the server when it is done.
 */
const DOWNLOADER = `
const [testing, create, downloadDir, version] = process.argv.slice(1);
const { TestWorkflowEnvironment } = require(testing);
const executable = { type: 'cached-download', downloadDir, version };
TestWorkflowEnvironment[create]({ server: { executable } })
  .then((environment) => environment.teardown())
  .catch((error) => { console.error(error.message); process.exit(1); });
`;

/** What to download, and to where. */
export interface SdkDownload {
  readonly server: SdkServer;
  /** A version tag, or `default`: the one that fits the SDK. */
  readonly version: string;
  /** Where the program goes. */
  readonly target: string;
  /** Default: DOWNLOAD_CONNECT_TIMEOUT_MS. */
  readonly connectTimeoutMs?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Downloads a server program the way that @temporalio/testing knows, and moves it to its place.
 *
 * @returns the target
 * @throws Error when nothing came within the time-out, the download stalls or fails
 */
export async function downloadThroughSdk(download: SdkDownload): Promise<string> {
  const { server, version, target, signal } = download;
  const connectTimeoutMs = download.connectTimeoutMs ?? DOWNLOAD_CONNECT_TIMEOUT_MS;
  const folder = await mkdtemp(`${target}.download-`);
  const stop = new AbortController();
  const watch = watchProgress(folder, connectTimeoutMs, () => stop.abort());
  try {
    const testing = require.resolve('@temporalio/testing');
    const args = ['-e', DOWNLOADER, testing, server, folder, version];
    const signals = signal === undefined ? [stop.signal] : [stop.signal, signal];
    await run(process.execPath, args, { signal: AbortSignal.any(signals) }).catch(
      async (error: unknown) => {
        if (stop.signal.aborted) throw new Error(watch.problem(), { cause: error });
        // A server that was downloaded but not ready within the SDK's five seconds is fine here.
        if ((await finishedFile(folder)) === undefined) throw error;
      },
    );
    const file = await finishedFile(folder);
    if (file === undefined) throw new Error('the SDK downloaded nothing');
    await rename(file, target);
    return target;
  } finally {
    watch.end();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Calls onStall when the folder's files do not grow for too long. */
function watchProgress(folder: string, connectTimeoutMs: number, onStall: () => void) {
  let bytes = 0;
  let grewAt = Date.now();
  const timer = setInterval(() => {
    void bytesIn(folder).then((now) => {
      if (now > bytes) grewAt = Date.now();
      bytes = now;
      const limit = bytes === 0 ? connectTimeoutMs : DOWNLOAD_STALL_TIMEOUT_MS;
      if (Date.now() - grewAt > limit) onStall();
    });
  }, POLL_INTERVAL_MS);
  return {
    end: () => clearInterval(timer),
    problem: () =>
      bytes === 0
        ? `no answer within ${connectTimeoutMs / 1_000} s`
        : `the download stopped after ${bytes} bytes`,
  };
}

async function bytesIn(folder: string): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  const sizes = names.map(async (name) => (await stat(path.join(folder, name))).size);
  const settled = await Promise.allSettled(sizes);
  return settled.reduce((sum, one) => sum + (one.status === 'fulfilled' ? one.value : 0), 0);
}

/** The SDK writes `<name>.downloading` and renames it in the end. */
async function finishedFile(folder: string): Promise<string | undefined> {
  const names = (await readdir(folder)).filter((name) => !name.endsWith('.downloading'));
  const [name] = names;
  return name === undefined ? undefined : path.join(folder, name);
}
