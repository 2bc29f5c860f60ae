import { randomBytes } from 'node:crypto';
import { Client } from 'pg';

/** What the global set-up has started; see global-setup.ts. */
export function requiredEnvironment(name: string): string {
  const value = process.env[name];
  if (value === undefined) throw new Error(`${name} is not set: run the tests by \`npm test\`.`);
  return value;
}

async function asAdmin(statement: string): Promise<void> {
  const client = new Client({ connectionString: requiredEnvironment('SIGNALPOST_TEST_PG_URL') });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

/** A database of its own for a test file, cloned from the migrated template. */
export async function createTestDatabase(): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `signalpost_test_${randomBytes(6).toString('hex')}`;
  await asAdmin(`create database ${name} template signalpost_template`);
  const url = new URL(requiredEnvironment('SIGNALPOST_TEST_PG_URL'));
  url.pathname = `/${name}`;
  return { url: url.href, drop: () => asAdmin(`drop database ${name} with (force)`) };
}
