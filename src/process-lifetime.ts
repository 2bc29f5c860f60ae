/**
 * Calls `shutdown` once, on SIGTERM, SIGINT or when the parent that started this process with an IPC
 * channel is gone, and exits when it is done: with 1 after `timeoutMs`.
 */
export function onShutdown(shutdown: () => Promise<void>, timeoutMs: number): void {
  let begun = false;
  const begin = () => {
    if (begun) return;
    begun = true;
    setTimeout(() => process.exit(1), timeoutMs).unref();
    shutdown().then(
      () => process.exit(0),
      () => process.exit(1),
    );
  };
  process.on('SIGTERM', begin);
  process.on('SIGINT', begin);
  process.on('disconnect', begin);
}

/** Tells a parent with an IPC channel that this process is ready. */
export function sendReady(message: Readonly<Record<string, unknown>> = {}): void {
  process.send?.({ type: 'ready', ...message });
}
