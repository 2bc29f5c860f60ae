import { createPool, type Pool } from '../../src/db/pool';
import { createTestDatabase } from '../helpers/database';

let pool: Pool;
let drop: () => Promise<void>;

beforeAll(async () => {
  const database = await createTestDatabase();
  drop = database.drop;
  pool = createPool(database.url, 2);
});
afterAll(async () => {
  await pool.end();
  await drop();
});

it.each([
  ['2026-08-22T01:02:03.456789Z', '2026-08-22T01:02:03.456789Z'],
  ['2026-08-22T01:02:03.4Z', '2026-08-22T01:02:03.400000Z'],
  ['2026-08-22T01:02:03.000001Z', '2026-08-22T01:02:03.000001Z'],
  ['2026-08-22T01:02:03.000000Z', '2026-08-22T01:02:03Z'],
  ['2026-08-22T01:02:03+05:30', '2026-08-21T19:32:03Z'],
  ['0001-01-01T00:00:00Z', '0001-01-01T00:00:00Z'],
  ['9999-12-31T23:59:59.999999Z', '9999-12-31T23:59:59.999999Z'],
])('%s is read as %s', async (written, read) => {
  const { rows } = await pool.query<{ at: string }>('select $1::timestamptz as at', [written]);
  expect(rows).toEqual([{ at: read }]);
});

it('counts are numbers', async () => {
  const { rows } = await pool.query<{ count: unknown }>('select count(*) as count from mails');
  expect(rows).toEqual([{ count: 0 }]);
});
