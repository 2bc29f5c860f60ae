import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import type { Pool } from '../../src/db/pool';
import type { ApiClient } from './api';
import { eventually } from './eventually';
import type { TestReceiver } from './receiver';

const PRODUCER_RETRY_MS = 100;

/** A producer as they should be: tries again with the same Idempotency-Key until it has its 202. */
export async function publishSurely(api: ApiClient, data: unknown): Promise<string> {
  const key = randomUUID();
  for (;;) {
    try {
      const answer = await api.post(
        '/v1/webhooks/events',
        { type: 'order.created', data },
        { 'idempotency-key': key },
      );
      if (answer.status === 202) return answer.body.id as string;
    } catch {
      // The API is down: so it is tried again.
    }
    await delay(PRODUCER_RETRY_MS);
  }
}

export interface Account {
  readonly events: number;
  readonly deliveredTwice: number;
}

/**
 * Waits until nothing is pending and holds the receiver against the database: every event delivered,
 * none lost, first arrivals in the order of publishing for each endpoint.
 *
 * @returns how many events there were and how many POSTs came more than once
 */
export async function account(
  pool: Pool,
  receiver: TestReceiver,
  expectedEvents: number,
  timeoutMs: number,
): Promise<Account> {
  await eventually(
    'nothing is pending',
    async () => {
      const { rows } = await pool.query<{ count: number; pending: number }>(
        `select count(*) as count, count(*) filter (where work is not null) as pending
         from webhook_events`,
      );
      return rows[0]?.count === expectedEvents && rows[0].pending === 0;
    },
    timeoutMs,
  ).catch(async (error: unknown) => {
    const { rows } = await pool.query(
      'select work, succeeded, skipped, count(*) from webhook_events group by 1, 2, 3',
    );
    throw new Error(`${String(error)}: ${JSON.stringify(rows)}`);
  });
  const { rows } = await pool.query<{ id: string; endpoint_id: string; succeeded: boolean | null }>(
    'select id, endpoint_id, succeeded from webhook_events order by seq',
  );
  expect(rows.filter(({ succeeded }) => succeeded !== true)).toEqual([]);

  const endpointOf = new Map(rows.map(({ id, endpoint_id }) => [id, endpoint_id]));
  const arrivals = receiver.firstArrivals();
  expect(new Set(arrivals)).toEqual(new Set(endpointOf.keys()));
  for (const endpointId of new Set(endpointOf.values())) {
    const published = rows.filter((row) => row.endpoint_id === endpointId).map(({ id }) => id);
    expect(arrivals.filter((id) => endpointOf.get(id) === endpointId)).toEqual(published);
  }
  return { events: rows.length, deliveredTwice: receiver.received.length - arrivals.length };
}
