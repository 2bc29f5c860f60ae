import { randomBytes, randomUUID } from 'node:crypto';
import type { Pool } from '../../../src/db/pool';
import { createSecretBox } from '../../../src/webhooks/secret-box';
import type { TestStack } from '../../helpers/stack';

/** Makes rows of one organization straight in the database: no workflow is started for them. */
export class RowMaker {
  private readonly box: ReturnType<typeof createSecretBox>;

  constructor(
    private readonly stack: TestStack,
    readonly organizationId: string,
  ) {
    this.box = createSecretBox(stack.config.secretsKeys);
  }

  static async organization(stack: TestStack): Promise<RowMaker> {
    const id = randomUUID();
    await stack.pool.query('insert into organizations (id, name) values ($1, $2)', [id, 'Acme']);
    return new RowMaker(stack, id);
  }

  async endpoint(url = 'https://example.com/hook'): Promise<string> {
    const id = randomUUID();
    await this.stack.pool.query(
      `insert into webhook_endpoints (id, organization_id, url, format, events, secret)
       values ($1, $2, $3, 'raw', '{order.paid}', $4)`,
      [id, this.organizationId, url, this.box.seal('s'.repeat(32), id)],
    );
    return id;
  }

  /** An event that was delivered once, with its message and its delivery. */
  async event(endpointId: string): Promise<string> {
    return (await this.eventOf(endpointId)).event;
  }

  /** The same with the message's id. */
  async eventOf(endpointId: string): Promise<{ event: string; message: string }> {
    const id = randomUUID();
    const message = randomUUID();
    await this.stack.pool.query(
      `with message as (
         insert into webhook_messages (id, organization_id, type, payload)
         values ($4, $3, 'order.paid', '{}') returning id
       ), event as (
         insert into webhook_events (id, message_id, endpoint_id, organization_id, type, attempts,
           succeeded, last_http_code)
         select $1, message.id, $2, $3, 'order.paid', 1, false, 500 from message returning id
       )
       insert into webhook_deliveries
         (id, event_id, endpoint_id, organization_id, attempt, succeeded, http_code, duration_ms)
       select gen_random_uuid(), event.id, $2, $3, 1, false, 500, 5 from event`,
      [id, endpointId, this.organizationId, message],
    );
    return { event: id, message };
  }

  async member(): Promise<string> {
    const id = randomUUID();
    await this.stack.pool.query(
      `insert into organization_members (id, organization_id, email, role)
       values ($1, $2, $3, 'member')`,
      [id, this.organizationId, `${id}@example.com`],
    );
    return id;
  }

  /** A token row that nobody holds the text of. */
  async token(): Promise<string> {
    const id = randomUUID();
    await this.stack.pool.query(
      `insert into access_tokens (id, organization_id, name, token_hash, scopes)
       values ($1, $2, 'n', $3, '{events:read}')`,
      [id, this.organizationId, randomBytes(32)],
    );
    return id;
  }

  /** @param name of the type; the organization may have it already */
  async eventType(name = `type.${randomBytes(8).toString('hex')}`): Promise<string> {
    await this.stack.pool.query(
      `insert into event_types (organization_id, name, description) values ($1, $2, '')
       on conflict do nothing`,
      [this.organizationId, name],
    );
    return name;
  }

  async deleteEndpoint(id: string): Promise<void> {
    await this.stack.pool.query('update webhook_endpoints set deleted_at = now() where id = $1', [
      id,
    ]);
  }

  async deleteMember(id: string): Promise<void> {
    await this.stack.pool.query('delete from organization_members where id = $1', [id]);
  }

  async deleteToken(id: string): Promise<void> {
    await this.stack.pool.query('delete from access_tokens where id = $1', [id]);
  }

  /** As DELETE of the organization does: its endpoints go with it, its tokens stay and are void. */
  async deleteOrganization(): Promise<void> {
    await this.stack.pool.query(
      'update webhook_endpoints set deleted_at = now() where organization_id = $1',
      [this.organizationId],
    );
    await this.stack.pool.query('update organizations set deleted_at = now() where id = $1', [
      this.organizationId,
    ]);
  }
}

/** Tables that belong to no organization: a link is an address's, of whatever organizations. */
const SHARED_TABLES = ['schema_migrations', 'sign_in_links', 'delivery_statistics_progress'];
/** Whose a row `t` is where no column says it. */
const OWNERS = new Map([
  ['organizations', 't.id'],
  [
    'endpoint_watches',
    '(select e.organization_id from webhook_endpoints e where e.id = t.endpoint_id)',
  ],
  [
    'dashboard_sessions',
    `coalesce((select m.organization_id from organization_members m where m.id = t.member_id),
       (select a.organization_id from access_tokens a where a.id = t.access_token_id))`,
  ],
]);
/** Keys and names are the client's own text, and a watch or a count has the id of its endpoint. */
const TABLES_WITHOUT_IDS = [
  'idempotency_keys',
  'event_types',
  'endpoint_watches',
  'delivery_minutes',
  'delivery_quarters',
  'delivery_hours',
];

/** Reads what organizations have in the database, whatever tables there are. */
export class RowReader {
  private constructor(
    private readonly pool: Pool,
    private readonly tables: readonly { name: string; owner: string }[],
  ) {}

  /** @throws Error when a table has no organization, for nothing would compare its rows then */
  static async of(pool: Pool): Promise<RowReader> {
    const { rows } = await pool.query<{ name: string; owned: boolean }>(
      `select c.relname as name, exists (
         select 1 from pg_attribute a
         where a.attrelid = c.oid and a.attname = 'organization_id' and not a.attisdropped) as owned
       from pg_class c
       where c.relkind in ('r', 'p') and c.relnamespace = 'public'::regnamespace and not c.relispartition
         and c.relname <> all($1)`,
      [SHARED_TABLES],
    );
    const tables = rows.map(({ name, owned }) => {
      const owner = owned ? 't.organization_id' : OWNERS.get(name);
      if (owner === undefined) {
        throw new Error(
          `The table ${name} has no organization_id: say in rows.ts whose rows it has.`,
        );
      }
      return { name, owner };
    });
    return new RowReader(pool, tables);
  }

  /** A hash over every row of the organizations; when a token was last used does not count. */
  async fingerprint(organizationIds: readonly string[]): Promise<Record<string, string>> {
    const parts = this.tables.map(
      ({ name, owner }) =>
        `select '${name}' as name, md5(string_agg(row, '|' order by row)) as hash
         from (select (to_jsonb(t) - 'last_used_at')::text as row from ${name} t
               where ${owner} = any($1)) rows`,
    );
    const { rows } = await this.pool.query<{ name: string; hash: string | null }>(
      parts.join(' union all '),
      [organizationIds],
    );
    return Object.fromEntries(rows.map(({ name, hash }) => [name, hash ?? 'empty']));
  }

  /** Every id that organizations have. */
  async ids(organizationIds: readonly string[]): Promise<Set<string>> {
    const parts = this.tables
      .filter(({ name }) => !TABLES_WITHOUT_IDS.includes(name))
      .map(({ name, owner }) => `select t.id from ${name} t where ${owner} = any($1)`);
    const { rows } = await this.pool.query<{ id: string }>(parts.join(' union all '), [
      organizationIds,
    ]);
    return new Set([...organizationIds, ...rows.map(({ id }) => id)]);
  }
}
