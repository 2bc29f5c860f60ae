import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { packageRoot } from '../package-root';

/** Number of the advisory lock that keeps two migrations from running at once. */
const MIGRATION_LOCK = 7_446_381_022;
const FILE_NAME = /^(\d{6})_\w+\.sql$/;

/**
 * Brings a database to the newest schema: runs every file of `migrations/` that it has not seen, in
 * order of their numbers, each in its own transaction. Safe to run from several processes at once.
 *
 * @param databaseUrl PostgreSQL URL
 * @returns names of the files that were run
 * @throws Error when the database has migrations that this version does not know, or a file fails
 */
export async function migrateDatabase(databaseUrl: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [MIGRATION_LOCK]);
    await client.query(
      `create table if not exists schema_migrations (
         name text primary key, run_at timestamptz not null default now())`,
    );
    const { rows } = await client.query<{ name: string }>('select name from schema_migrations');
    const done = new Set(rows.map(({ name }) => name));
    const folder = path.join(packageRoot(), 'migrations');
    const files = (await readdir(folder)).filter((name) => FILE_NAME.test(name)).sort();
    const unknown = [...done].filter((name) => !files.includes(name));
    if (unknown.length > 0) {
      throw new Error(`The database is newer than this version: it has ${unknown.join(', ')}.`);
    }
    const missing = files.filter((name) => !done.has(name));
    for (const name of missing) {
      await runFile(client, name, await readFile(path.join(folder, name), 'utf8'));
    }
    return missing;
  } finally {
    await client.end();
  }
}

async function runFile(client: pg.Client, name: string, sql: string): Promise<void> {
  try {
    await client.query('begin');
    await client.query(sql);
    await client.query('insert into schema_migrations (name) values ($1)', [name]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`Migration ${name} failed: ${(error as Error).message}`, { cause: error });
  }
}
