import pg from 'pg';

const SHOWN_SETTINGS = ['fsync', 'synchronous_commit', 'full_page_writes'];

/** Looks into Signalpost's database from the side. */
export class Database {
  private constructor(private readonly client: pg.Client) {}

  static async connect(connectionString: string): Promise<Database> {
    const client = new pg.Client({ connectionString });
    // The server ends before this connection does when a start fails half-way.
    client.on('error', () => undefined);
    await client.connect();
    return new Database(client);
  }

  /** Events whose bookkeeping is still to be done. */
  async unfinishedEvents(): Promise<number> {
    // Two counts, because each has an index of its own and `is not null` has none.
    const { count } = await this.one<{ count: number }>(
      `select ((select count(*) from webhook_events where work = 'queued')
         + (select count(*) from webhook_events where work = 'retrying'))::integer as count`,
    );
    return count;
  }

  /** Transactions that have written messages and deliveries so far; reads both tables. */
  countCommits(): Promise<{ publish: number; delivery: number }> {
    // Neither table's rows are changed while the benchmark runs: xmin is the writer's transaction.
    return this.one(
      `select
         (select count(distinct xmin::text)::integer from webhook_messages) as publish,
         (select count(distinct xmin::text)::integer from webhook_deliveries) as delivery`,
    );
  }

  /** Attempts that did not succeed, each of which is a row. */
  async failedAttempts(endpointIds: readonly string[]): Promise<number> {
    const { count } = await this.one<{ count: number }>(
      `select count(*)::integer as count from webhook_deliveries
       where not succeeded and endpoint_id = any($1::uuid[])`,
      [endpointIds],
    );
    return count;
  }

  /** Bytes of the tables that grow with every event, with their indexes. */
  async storedBytes(): Promise<number> {
    const { bytes } = await this.one<{ bytes: number }>(
      `select sum(pg_total_relation_size(name::regclass))::float8 as bytes
       from unnest(array['webhook_messages', 'webhook_events', 'webhook_deliveries']) as name`,
    );
    return bytes;
  }

  /** The server's version and what makes its storage durable. */
  async describe(): Promise<{ version: string; durability: Record<string, string> }> {
    const show = async (name: string) =>
      (await this.one<Record<string, string>>(`show ${name}`))[name] ?? 'unknown';
    const durability: Record<string, string> = {};
    for (const name of SHOWN_SETTINGS) durability[name] = await show(name);
    return { version: await show('server_version'), durability };
  }

  async close(): Promise<void> {
    await this.client.end().catch(() => undefined);
  }

  /** The first row of a query that always has one. */
  private async one<Row extends pg.QueryResultRow>(
    sql: string,
    values?: readonly unknown[],
  ): Promise<Row> {
    const { rows } = await this.client.query<Row>(sql, values && [...values]);
    return rows[0] as Row;
  }
}
