/** Jest loads setup and teardown as separate modules; they share this process's symbols only. */
const HANDLE = Symbol.for('signalpost.test.stop-servers');

type Stop = () => Promise<void>;

const shared = globalThis as typeof globalThis & { [HANDLE]?: Stop | undefined };

/** Keeps the function that ends and removes the servers of the test run. */
export function setStopTestServers(stop: Stop): void {
  shared[HANDLE] = stop;
}

/** Ends and removes the servers of the test run, once. */
export async function stopTestServers(): Promise<void> {
  const stop = shared[HANDLE];
  shared[HANDLE] = undefined;
  await stop?.();
}
