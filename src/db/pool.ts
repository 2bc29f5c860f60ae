import pg from 'pg';
import { isOutage } from './outage';

/** Something that runs statements: the pool, or one client inside a transaction. */
export type Queryable = Pick<pg.Pool, 'query'>;
export type Pool = pg.Pool;

/** A moment as `2026-08-22T01:02:03.456789Z`; the fraction is left out when zero. */
export type Timestamp = string;

const TIMESTAMPTZ_OID = 1_184;
const INT8_OID = 20;
const MICROSECOND_DIGITS = 6;
const CONNECT_TIMEOUT_MS = 5_000;
const STATEMENT_TIMEOUT_MS = 30_000;
/** A server that hangs cancels nothing: this much later its answer is waited for no longer. */
const HANGING_AFTER_MS = 1_000;

/**
 * PostgreSQL's `2026-08-22 01:02:03.4567+00` as the API writes it. Done here, once, because a Date
 * would lose the microseconds.
 */
export function parseTimestamp(text: string): Timestamp {
  const [, date, time, fraction] = /^(\S+) (\d\d:\d\d:\d\d)(?:\.(\d+))?\+00$/.exec(text) ?? [];
  if (date === undefined || time === undefined) return text; // 'infinity' and years beyond 9999
  return fraction === undefined
    ? `${date}T${time}Z`
    : `${date}T${time}.${fraction.padEnd(MICROSECOND_DIGITS, '0')}Z`;
}

const parsers = new Map<number, (text: string) => unknown>([
  [TIMESTAMPTZ_OID, parseTimestamp],
  // Counts and sequence numbers stay far below 2^53.
  [INT8_OID, Number],
]);

/** What all connections have in common, whether of a pool or by themselves. */
export const CONNECTION_OPTIONS = {
  connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
  keepAlive: true,
  application_name: 'signalpost',
} as const;

type GetTypeParser = (oid: number, format?: string) => unknown;
const builtIn = pg.types.getTypeParser as GetTypeParser;
const getTypeParser: GetTypeParser = (oid, format) => parsers.get(oid) ?? builtIn(oid, format);

/** How a pool's connections behave. */
export interface PoolOptions {
  /** Longest that one statement may take. */
  readonly statementTimeoutMs?: number;
  /**
   * Whether all statements find their rows by keys. They are planned once and not for the values of each
   * call, since planning takes longer than the rest, and always by index: a plan that was made while the
   * tables were empty would otherwise go on reading all of them. Wrong for lists with filters and for
   * whatever goes over many rows.
   */
  readonly byKeys?: boolean;
}

/** PostgreSQL's documentation, "Planner Method Configuration" and `plan_cache_mode`. */
const BY_KEYS = [
  'plan_cache_mode=force_generic_plan',
  'enable_seqscan=off',
  'enable_hashjoin=off',
  'enable_mergejoin=off',
].map((setting) => `-c ${setting}`);

/**
 * Opens a pool of connections, each in UTC and with bounded waits.
 *
 * @param connectionString PostgreSQL URL
 * @param size most connections
 */
export function createPool(
  connectionString: string,
  size: number,
  { statementTimeoutMs = STATEMENT_TIMEOUT_MS, byKeys = false }: PoolOptions = {},
): Pool {
  const pool = new pg.Pool({
    ...CONNECTION_OPTIONS,
    connectionString,
    max: size,
    statement_timeout: statementTimeoutMs,
    query_timeout: statementTimeoutMs + HANGING_AFTER_MS,
    options: ['-c timezone=UTC -c datestyle=ISO', ...(byKeys ? BY_KEYS : [])].join(' '),
    types: { getTypeParser: getTypeParser as typeof pg.types.getTypeParser },
  });
  // An idle connection that breaks is replaced by the next query; without a listener it ends the process.
  pool.on('error', () => undefined);
  return pool;
}

/** Runs `work` in one transaction: all of its statements take effect, or none. Rethrows what it throws. */
export async function inTransaction<T>(
  pool: Pool,
  work: (client: Queryable) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken: Error | undefined;
  try {
    await client.query('begin');
    const result = await work(client);
    await client.query('commit');
    return result;
  } catch (error) {
    // A connection that hangs or is gone would have the rollback wait as long again.
    if (isOutage(error)) broken = error instanceof Error ? error : new Error('outage');
    else {
      await client.query('rollback').catch((rollbackError: unknown) => {
        broken = rollbackError instanceof Error ? rollbackError : new Error('rollback failed');
      });
    }
    throw error;
  } finally {
    client.release(broken);
  }
}
