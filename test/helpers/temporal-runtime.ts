import { createLog } from '../../src/log';
import { installRuntime } from '../../src/worker';

let installed = false;

/** Has Temporal's runtime log as ours does; once in a test file, before any part of it is used. */
export function quietRuntime(): void {
  if (installed) return;
  installed = true;
  const level = process.env.SIGNALPOST_TEST_LOG_LEVEL ?? 'fatal';
  installRuntime(createLog(level, 'temporal'), level);
}
