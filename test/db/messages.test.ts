import { randomUUID } from 'node:crypto';
import { selectRecentMessages } from '../../src/db/messages';
import { createPool, type Pool } from '../../src/db/pool';
import { insertPublished } from '../../src/db/publishing';
import { createTestDatabase } from '../helpers/database';

let pool: Pool;
let drop: () => Promise<void>;
const organizationId = randomUUID();

beforeAll(async () => {
  const database = await createTestDatabase();
  drop = database.drop;
  // One connection, so that each row is looked a place for from where the one before it went.
  pool = createPool(database.url, 1);
  await pool.query('insert into organizations (id, name) values ($1, $2)', [organizationId, 'o']);
});
afterAll(async () => {
  await pool.end();
  await drop();
});

/** Some seven rows of this size fill a page. */
const PAYLOAD_LENGTH = 1_000;
/** Fits into no page where but one of the others was removed. */
const LARGER_PAYLOAD_LENGTH = 1_800;

const newIds = (count: number) => Array.from({ length: count }, () => randomUUID());

async function publish(ids: string[], firstLength = PAYLOAD_LENGTH): Promise<void> {
  await insertPublished(
    pool,
    {
      ids,
      organizationIds: ids.map(() => organizationId),
      types: ids.map(() => 'order.paid'),
      payloads: ids.map((_, index) => 'x'.repeat(index === 0 ? firstLength : PAYLOAD_LENGTH)),
    },
    { ids: [], messageIds: [], endpointIds: [], organizationIds: [], types: [], payloads: [] },
    { organizationIds: [], keys: [], requestHashes: [], responses: [] },
  );
}

it('messages of one batch are in its order, wherever their rows lie', async () => {
  const old = newIds(100);
  await publish(old);
  // Room for one row at the beginning of the table and for more near its end, where the batch begins.
  const removed = [...old.slice(0, 1), ...old.slice(60, 80)];
  await pool.query('delete from webhook_messages where id = any($1)', [removed]);
  await pool.query('vacuum webhook_messages');
  const ids = newIds(60);
  await publish(ids, LARGER_PAYLOAD_LENGTH);

  const { rows } = await pool.query<{ id: string }>(
    'select id from webhook_messages where id = any($1) order by ctid',
    [ids],
  );
  expect(rows.map(({ id }) => id)).not.toEqual(ids);
  const recent = await selectRecentMessages(pool, [organizationId], 60);
  const left = old.filter((id) => !removed.includes(id));
  expect(recent.map(({ id }) => id)).toEqual([...left, ...ids]);
});
