import { stopTestServers } from './test-servers-handle';

/** Ends PostgreSQL and Temporal of the test run, and removes their data. */
export default async function globalTeardown(): Promise<void> {
  await stopTestServers();
}
