import { randomBytes } from 'node:crypto';
import { resealSecrets } from '../../src/activities/reseal';
import { createPool, type Pool } from '../../src/db/pool';
import { createLog } from '../../src/log';
import { createSecretBox } from '../../src/webhooks/secret-box';
import { createTestDatabase } from '../helpers/database';

const [k1, k2, k3] = ['k1', 'k2', 'k3'].map((id) => ({ id, key: randomBytes(32) })) as [
  { id: string; key: Buffer },
  { id: string; key: Buffer },
  { id: string; key: Buffer },
];
const old = createSecretBox([k1]);
const secretBox = createSecretBox([k2, k1]);
const log = createLog('silent', 'test');
const ORGANIZATION = '7b0c3f51-2f9a-4a54-9a0e-0a2c5d3e4f60';
const idOf = (index: number) => `7b0c3f51-2f9a-4a54-9a0e-${String(index).padStart(12, '0')}`;

let pool: Pool;
let drop: () => Promise<void>;

beforeAll(async () => {
  const database = await createTestDatabase();
  ({ drop } = database);
  pool = createPool(database.url, 4);
  await pool.query('insert into organizations (id, name) values ($1, $2)', [ORGANIZATION, 'Acme']);
});
afterAll(async () => {
  await pool.end();
  await drop();
});
beforeEach(() => pool.query('delete from webhook_endpoints'));

/** An endpoint with all three texts sealed. */
async function insert(id: string, box = old): Promise<void> {
  await pool.query(
    `insert into webhook_endpoints (id, organization_id, url, format, events, secret,
       previous_secret, previous_secret_expires_at, headers)
     values ($1, $2, 'https://example.com/', 'raw', '{}', $3, $4, now() + interval '1 day', $5)`,
    [id, ORGANIZATION, ...['secret', 'previous', '{"a":"b"}'].map((text) => box.seal(text, id))],
  );
}

async function sealedWith(keyId: string): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>(
    `select id from webhook_endpoints where starts_with(secret, $1)
       or starts_with(previous_secret, $1) or starts_with(headers, $1) order by id`,
    [`v1.${keyId}.`],
  );
  return rows.map(({ id }) => id);
}

const reseal = (db: Pick<Pool, 'query'> = pool) =>
  resealSecrets({ pool: db as Pool, secretBox, log }, () => undefined);

it('seals all texts with the current key, of deleted and disabled endpoints too', async () => {
  for (let index = 0; index < 3; index += 1) await insert(idOf(index));
  await pool.query('update webhook_endpoints set deleted_at = now() where id = $1', [idOf(1)]);
  await pool.query('update webhook_endpoints set enabled = false where id = $1', [idOf(2)]);
  expect(await reseal()).toBe(3);
  expect(await sealedWith('k1')).toEqual([]);
  const { rows } = await pool.query<Record<string, string>>('select * from webhook_endpoints');
  const alone = createSecretBox([k2]);
  for (const { id = '', secret = '', previous_secret = '', headers = '' } of rows) {
    expect([secret, previous_secret, headers].map((text) => alone.open(text, id))).toEqual([
      'secret',
      'previous',
      '{"a":"b"}',
    ]);
  }
  expect(await reseal()).toBe(0);
});

it('leaves nothing behind where an endpoint is changed in between', async () => {
  for (let index = 0; index < 3; index += 1) await insert(idOf(index));
  // As the API: a new secret by the new key, while the old one goes on, sealed as it was.
  const changing = {
    changed: false,
    async query(...args: unknown[]) {
      const [text, values] = args as [string, string[] | undefined];
      if (!this.changed && text.startsWith('update') && values?.[0] === idOf(1)) {
        this.changed = true;
        await pool.query(
          'update webhook_endpoints set previous_secret = secret, secret = $2 where id = $1',
          [idOf(1), secretBox.seal('newer', idOf(1))],
        );
      }
      return (pool.query as (...all: unknown[]) => Promise<unknown>).apply(pool, args);
    },
  };
  expect(await reseal(changing as unknown as Pool)).toBe(3);
  expect(changing.changed).toBe(true);
  expect(await sealedWith('k1')).toEqual([]);
  const { rows } = await pool.query<{ secret: string; previous_secret: string }>(
    'select secret, previous_secret from webhook_endpoints where id = $1',
    [idOf(1)],
  );
  const [{ secret, previous_secret: previous }] = rows as [(typeof rows)[0]];
  expect([secret, previous].map((text) => secretBox.open(text, idOf(1)))).toEqual([
    'newer',
    'secret',
  ]);
});

it('goes on past an endpoint whose key is not in the list', async () => {
  await insert(idOf(0));
  await insert(idOf(1), createSecretBox([k3]));
  await insert(idOf(2));
  expect(await reseal()).toBe(2);
  expect(await sealedWith('k1')).toEqual([]);
  expect(await sealedWith('k3')).toEqual([idOf(1)]);
});
