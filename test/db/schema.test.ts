import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Client } from 'pg';
import { migrateDatabase } from '../../src/db/migrate';
import { createPool, type Pool } from '../../src/db/pool';
import { createTestDatabase, requiredEnvironment } from '../helpers/database';
import { dumpSchema } from './dump-schema';

/**
 * What the migrations make of an empty database. After a new migration write it anew, and commit it:
 * UPDATE_SCHEMA=1 npx jest --selectProjects stack -- test/db/schema
 */
const DUMP_FILE = path.join(__dirname, 'schema.sql');
const MIGRATIONS = path.join(__dirname, '../../migrations');

let url: string;
let pool: Pool;
let drop: () => Promise<void>;

beforeEach(async () => {
  ({ url, drop } = await createTestDatabase());
  pool = createPool(url, 4);
});
afterEach(async () => {
  await pool.end();
  await drop();
});

/** As if nothing had ever been migrated. */
async function empty(): Promise<void> {
  await pool.query('drop schema public cascade');
  await pool.query('create schema public');
}

async function ranMigrations(): Promise<{ name: string; run_at: string }[]> {
  const { rows } = await pool.query<{ name: string; run_at: string }>(
    'select name, run_at from schema_migrations order by name',
  );
  return rows;
}

const migrationFiles = async () => (await readdir(MIGRATIONS)).sort();

it('is what test/db/schema.sql says', async () => {
  const dump = await dumpSchema(pool);
  if (process.env.UPDATE_SCHEMA === '1') await writeFile(DUMP_FILE, dump);
  expect(dump).toBe(await readFile(DUMP_FILE, 'utf8'));
});

it('shows in the dump whatever is changed', async () => {
  const dumps = new Set([await dumpSchema(pool)]);
  const changes = [
    'alter table organizations add column colour text',
    'alter table organizations alter column colour set default 5',
    'alter table organizations alter column colour set not null',
    'alter table organizations alter column colour type varchar(9)',
    "alter table organizations add constraint c check (colour <> '')",
    'create unique index organizations_colour on organizations (lower(colour)) where id is null',
    'create view seen as select id from organizations',
    "create type mood as enum ('good')",
    "create function f() returns int language sql as 'select 1'",
    'create sequence numbers',
    'alter table organizations set (fillfactor = 70)',
    'alter table event_types set unlogged',
    'create trigger t before update on organizations execute function suppress_redundant_updates_trigger()',
  ];
  for (const change of changes) {
    await pool.query(change);
    dumps.add(await dumpSchema(pool));
  }
  expect(dumps.size).toBe(changes.length + 1);
});

it('is made by the files of migrations/, in order, from an empty database', async () => {
  await empty();
  const files = await migrationFiles();
  expect(await migrateDatabase(url)).toEqual(files);
  expect((await ranMigrations()).map(({ name }) => name)).toEqual(files);
  expect(await dumpSchema(pool)).toBe(await readFile(DUMP_FILE, 'utf8'));
});

it('migrating again changes nothing', async () => {
  const [dump, ran] = [await dumpSchema(pool), await ranMigrations()];
  expect(await migrateDatabase(url)).toEqual([]);
  expect(await migrateDatabase(url)).toEqual([]);
  expect([await dumpSchema(pool), await ranMigrations()]).toEqual([dump, ran]);
});

it('several processes may migrate at once', async () => {
  await empty();
  const results = await Promise.all(Array.from({ length: 8 }, () => migrateDatabase(url)));
  const files = await migrationFiles();
  expect(results.filter((names) => names.length > 0)).toEqual([files]);
  expect((await ranMigrations()).map(({ name }) => name)).toEqual(files);
});

it('a database that is newer than the program is refused and left as it is', async () => {
  await pool.query(`insert into schema_migrations (name) values ('999999_from_the_future.sql')`);
  const ran = await ranMigrations();
  await expect(migrateDatabase(url)).rejects.toThrow(
    'The database is newer than this version: it has 999999_from_the_future.sql.',
  );
  expect(await ranMigrations()).toEqual(ran);
});

it('a migration that fails is rolled back as a whole, and named', async () => {
  await empty();
  // In the way of what the first migration makes in its middle.
  await pool.query('create table webhook_messages (id int)');
  await expect(migrateDatabase(url)).rejects.toThrow(
    /^Migration 000001_initial_schema\.sql failed: .*"webhook_messages" already exists/,
  );
  expect(await ranMigrations()).toEqual([]);
  const { rows } = await pool.query("select to_regclass('organizations') as made");
  expect(rows).toEqual([{ made: null }]);
  await pool.query('drop table webhook_messages');
  expect(await migrateDatabase(url)).toEqual(await migrationFiles());
});

it('each migration has a number of its own and opens with its reason', async () => {
  const files = await migrationFiles();
  expect(files.length).toBeGreaterThan(0);
  expect(files.map((name) => Number(name.slice(0, 6)))).toEqual(files.map((_, index) => index + 1));
  for (const name of files) {
    expect(name).toMatch(/^\d{6}_[a-z0-9_]+\.sql$/);
    expect(await readFile(path.join(MIGRATIONS, name), 'utf8')).toMatch(/^-- \S/);
  }
});

it('a database that cannot be reached is an error, not a wait', async () => {
  const gone = new URL(requiredEnvironment('SIGNALPOST_TEST_PG_URL'));
  gone.pathname = '/nothing_of_this_name';
  await expect(migrateDatabase(gone.href)).rejects.toThrow(/does not exist/);
});

it('the connection of a migration is closed when it fails', async () => {
  await pool.query(`insert into schema_migrations (name) values ('999999_from_the_future.sql')`);
  await expect(migrateDatabase(url)).rejects.toThrow();
  const client = new Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(
    `select count(*)::int as locks from pg_locks where locktype = 'advisory'
       and database = (select oid from pg_database where datname = current_database())`,
  );
  await client.end();
  expect(rows).toEqual([{ locks: 0 }]);
});
