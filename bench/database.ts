import pg from 'pg';

const SHOWN_SETTINGS = ['fsync', 'synchronous_commit', 'full_page_writes'];

/** An event's row and its deliveries' in numbers. */
export interface EventRecord {
  readonly id: string;
  readonly endpoint_id: string;
  /** When it was stored, milliseconds since 1970. */
  readonly stored_at: number;
  readonly work: string | null;
  readonly succeeded: boolean | null;
  readonly skipped: boolean;
  /** Deliveries that succeeded. */
  readonly successes: number;
  /** Deliveries that the receiver answered with a failure. */
  readonly refusals: number;
  /** Deliveries that failed without an answer. */
  readonly unanswered: number;
}

/** An endpoint's row. */
export interface EndpointRecord {
  readonly id: string;
  readonly ordering: string;
  readonly enabled: boolean;
  readonly consecutive_failures: number;
}

/** Looks into Signalpost's database from the side. */
export class Database {
  private constructor(private readonly pool: pg.Pool) {}

  static async connect(connectionString: string): Promise<Database> {
    // A pool of one: a connection that broke because the server was restarted is replaced.
    const pool = new pg.Pool({ connectionString, max: 1 });
    // The server ends before this connection does when a start fails half-way.
    pool.on('error', () => undefined);
    const database = new Database(pool);
    await pool.query('select');
    return database;
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

  /** Every event with how many delivery rows of each kind it has. */
  async eventRecords(): Promise<EventRecord[]> {
    const { rows } = await this.pool.query<EventRecord>(
      `select e.id, e.endpoint_id, extract(epoch from e.created_at)::float8 * 1000 as stored_at,
         e.work, e.succeeded, e.skipped,
         (count(*) filter (where d.succeeded))::integer as successes,
         (count(*) filter (where not d.succeeded and d.http_code is not null))::integer as refusals,
         (count(*) filter (where not d.succeeded and d.http_code is null))::integer as unanswered
       from webhook_events e left join webhook_deliveries d on d.event_id = e.id
       group by e.id`,
    );
    return rows;
  }

  /** Every endpoint's state as its row has it. */
  async endpointRecords(): Promise<EndpointRecord[]> {
    const { rows } = await this.pool.query<EndpointRecord>(
      'select id, ordering, enabled, consecutive_failures from webhook_endpoints',
    );
    return rows;
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
    await this.pool.end().catch(() => undefined);
  }

  /** The first row of a query that always has one. */
  private async one<Row extends pg.QueryResultRow>(
    sql: string,
    values?: readonly unknown[],
  ): Promise<Row> {
    const { rows } = await this.pool.query<Row>(sql, values && [...values]);
    return rows[0] as Row;
  }
}
