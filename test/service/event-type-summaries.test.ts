import { randomBytes } from 'node:crypto';
import { createPool, type Pool } from '../../src/db/pool';
import { EVENT_TYPES } from '../../src/domain/event-types';
import { SchemaChecker } from '../../src/event-schemas/schema-checker';
import { createEventTypesService, type EventTypesService } from '../../src/service/event-types';
import { createTestDatabase } from '../helpers/database';

const ORGANIZATION = '3f0b0f3e-0000-4000-8000-000000000001';
const OTHER = '3f0b0f3e-0000-4000-8000-000000000002';
const SCHEMA_BYTES = 50_000;
const TYPES = 40;

let pool: Pool;
let drop: () => Promise<void>;
const checker = new SchemaChecker();
let service: EventTypesService;
/** Everything that PostgreSQL has answered the service. */
let read: unknown[] = [];

beforeAll(async () => {
  const database = await createTestDatabase();
  ({ drop } = database);
  pool = createPool(database.url, 4);
  const query = async (text: string, values: unknown[]) => {
    const answer = await pool.query<object>(text, values);
    read.push(...answer.rows);
    return answer;
  };
  const recorded = new Proxy(pool, {
    get: (target, name) => (name === 'query' ? query : (Reflect.get(target, name) as unknown)),
  });
  service = createEventTypesService({ pool: recorded, checker });
  for (const id of [ORGANIZATION, OTHER])
    await pool.query(`insert into organizations (id, name) values ($1, 'Acme')`, [id]);
  const schema = JSON.stringify({ title: randomBytes(SCHEMA_BYTES / 2).toString('hex') });
  await pool.query(
    `insert into event_types (organization_id, name, description, schema, archived_at)
     select $1, 'own.' || n, 'Number ' || n, $2, case when n = 1 then now() end
     from generate_series(1, $3::integer) n`,
    [ORGANIZATION, schema, TYPES],
  );
  await pool.query(
    `insert into event_types (organization_id, name, description) values ($1, $2, '')`,
    [OTHER, 'not.ours'],
  );
});
beforeEach(() => (read = []));
afterAll(async () => {
  await Promise.all([checker.close(), pool.end()]);
  await drop();
});

it('pages that name the event types do not read their schemas', async () => {
  const types = await service.summaries(ORGANIZATION, true);
  expect(types).toHaveLength(EVENT_TYPES.length + TYPES);
  expect(types.slice(0, EVENT_TYPES.length).map(({ name }) => name)).toEqual(EVENT_TYPES);
  expect(types.find(({ name }) => name === 'own.2')).toEqual({
    name: 'own.2',
    description: 'Number 2',
    source: 'organization',
    isArchived: false,
  });
  expect(JSON.stringify(read).length).toBeLessThan(SCHEMA_BYTES);
});

it('nor does the list of names in an error', async () => {
  expect(await service.namesOf(ORGANIZATION, 3)).toHaveLength(EVENT_TYPES.length + 3);
  expect(JSON.stringify(read).length).toBeLessThan(SCHEMA_BYTES);
});

it('archived ones are told apart, or left out; those of others are not there', async () => {
  const all = await service.summaries(ORGANIZATION, true);
  expect(all.filter(({ isArchived }) => isArchived).map(({ name }) => name)).toEqual(['own.1']);
  expect(all.map(({ name }) => name)).not.toContain('not.ours');
  const active = await service.summaries(ORGANIZATION, false);
  expect(active).toEqual(all.filter(({ isArchived }) => !isArchived));
});
