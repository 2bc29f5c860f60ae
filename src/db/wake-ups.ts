import { setTimeout as delay } from 'node:timers/promises';
import pg from 'pg';
import { CONNECTION_OPTIONS, type Queryable } from './pool';

/** PostgreSQL keeps channels of different databases apart. */
const CHANNEL = 'signalpost_wake_ups';
/** A notification holds less than 8,000 bytes (PostgreSQL's documentation of NOTIFY). */
const MAX_ENDPOINTS_PER_NOTIFICATION = 200;
const RECONNECT_MIN_MS = 500;
const RECONNECT_MAX_MS = 15_000;
/** Short enough that no router on the way forgets a connection on which nothing is said. */
const CHECK_INTERVAL_MS = 30_000;
const ANSWER_TIMEOUT_MS = 5_000;
/** For how long a server is waited for that is to take leave. */
const END_TIMEOUT_MS = 500;

/**
 * Tells whoever follows one of the endpoints, in whatever process, to look at it now. A hint: nobody may
 * rely on its arrival.
 */
export async function notifyWakeUps(db: Queryable, endpointIds: readonly string[]): Promise<void> {
  await db.query({
    name: 'notify_wake_ups',
    // Nothing is lost with it, so nobody waits until its commit is on the disk.
    text: `select set_config('synchronous_commit', 'off', true), pg_notify($1, string_agg(id, ','))
           from unnest($2::text[]) with ordinality as t(id, position)
           group by (position - 1) / $3`,
    values: [CHANNEL, endpointIds, MAX_ENDPOINTS_PER_NOTIFICATION],
  });
}

/**
 * Hears the wake-ups on a connection of its own, which it opens again where it breaks. What is said
 * meanwhile is not heard.
 */
export class WakeUps {
  private readonly listeners = new Set<(endpointIds: readonly string[]) => void>();
  private client: pg.Client | undefined;
  private timer: NodeJS.Timeout | undefined;
  private failures = 0;
  private closed = false;
  private listening = false;

  /**
   * @param connectionString PostgreSQL URL; past a pooler that shares connections nothing is heard
   * @param checkMs time between two questions whether the connection still is one
   */
  constructor(
    private readonly connectionString: string,
    private readonly checkMs = CHECK_INTERVAL_MS,
  ) {
    void this.connect();
  }

  /** Has the ids of endpoints handed over, several at once. */
  onWakeUp(listener: (endpointIds: readonly string[]) => void): void {
    this.listeners.add(listener);
  }

  /** Whether wake-ups are being heard. */
  get isListening(): boolean {
    return this.listening;
  }

  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    const { client } = this;
    this.client = undefined;
    this.listening = false;
    // A server that has vanished never answers, and nothing is lost with the connection.
    const timeout = delay(END_TIMEOUT_MS, undefined, { ref: false });
    await Promise.race([client?.end().catch(() => undefined), timeout]);
  }

  private async connect(): Promise<void> {
    const client = new pg.Client({
      ...CONNECTION_OPTIONS,
      connectionString: this.connectionString,
      query_timeout: ANSWER_TIMEOUT_MS,
    });
    client.on('error', () => this.lost(client));
    client.on('end', () => this.lost(client));
    client.on('notification', ({ payload = '' }) => {
      const ids = payload.split(',');
      for (const listener of this.listeners) listener(ids);
    });
    this.client = client;
    try {
      await client.connect();
    } catch {
      this.lost(client);
      return;
    }
    await this.listen(client);
  }

  /** Again and again: a server that has vanished without a word would not be missed otherwise. */
  private async listen(client: pg.Client): Promise<void> {
    try {
      await client.query(`listen ${CHANNEL}`);
    } catch {
      this.lost(client);
    }
    if (this.client !== client) return;
    this.failures = 0;
    this.listening = true;
    this.timer = setTimeout(() => void this.listen(client), this.checkMs);
  }

  /** Comes for each sign of one connection's end; the first one counts. */
  private lost(client: pg.Client): void {
    if (this.client !== client || this.closed) return;
    this.client = undefined;
    this.listening = false;
    client.end().catch(() => undefined);
    const delayMs = Math.min(RECONNECT_MIN_MS * 2 ** this.failures, RECONNECT_MAX_MS);
    this.failures += 1;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.connect(), delayMs);
  }
}
