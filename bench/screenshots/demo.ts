import type { Pool } from '../../src/db/pool';
import type { FilledOrganization } from '../dashboard/fill';

const NAMES = [
  ['Billing', 'https://billing.acme.example/webhooks', 'raw'],
  ['Data warehouse', 'https://ingest.acme.example/signalpost', 'raw'],
  ['#sales in Slack', 'https://hooks.slack.example/services/T024/B051', 'slack'],
  ['Fulfilment', 'https://fulfilment.acme.example/hooks/orders', 'raw'],
  ['Legacy CRM', 'https://crm.acme.example/incoming', 'raw'],
  [null, 'https://staging.acme.example/webhooks', 'raw'],
] as const;

/** How many endpoints the demonstration has. */
export const DEMO_ENDPOINTS = NAMES.length;

/** Ids of endpoints in the states that are to be seen. */
export interface Demo {
  readonly organizationId: string;
  readonly busy: string;
  readonly disabled: string;
}

/**
 * Makes what fillDashboardData has stored look like somebody's: names, an endpoint that fails and one
 * that was disabled for it.
 */
export async function dressUp(
  pool: Pool,
  { organizationId, endpointIds }: FilledOrganization,
): Promise<Demo> {
  for (const [index, [name, url, format]] of NAMES.entries()) {
    await pool.query(
      `update webhook_endpoints set name = $2, url = $3, format = $4,
         events = case when $4 = 'slack' then '{order.paid}' else '{order.created,order.paid,customer.updated}'::text[] end
       where id = $1`,
      [endpointIds[index], name, url, format],
    );
  }
  const [busy] = endpointIds;
  const failing = endpointIds[3] ?? busy;
  const disabled = endpointIds[4] ?? busy;
  await pool.query('update webhook_endpoints set consecutive_failures = 4 where id = $1', [
    failing,
  ]);
  await pool.query(
    `update webhook_endpoints set enabled = false, disabled_reason = 'failures', consecutive_failures = 10,
       disabled_at = now() - interval '3 hours' where id = $1`,
    [disabled],
  );
  await pool.query(
    `update webhook_deliveries set succeeded = false, http_code = 503, stage = 'status',
       response = '{"error":"database connection pool exhausted"}'
     where endpoint_id = $1 and created_at > now() - interval '9 hours'`,
    [disabled],
  );
  await pool.query(
    `delete from webhook_deliveries where endpoint_id = $1 and created_at > now() - interval '3 hours'`,
    [disabled],
  );
  await pool.query(
    `update webhook_events set skipped = true, succeeded = null, attempts = 0, last_http_code = null
     where endpoint_id = $1 and created_at > now() - interval '4 hours'`,
    [disabled],
  );
  for (const [state, kept] of Object.entries(KEPT)) {
    await pool.query(
      `update webhook_events set work = null, succeeded = true, skipped = false, attempts = 1,
         last_http_code = 204, next_attempt_at = null
       where endpoint_id = $1 and ${state} and id not in (
         select id from webhook_events where endpoint_id = $1 and ${state} order by seq desc limit $2)`,
      [busy, kept],
    );
  }
  // What waits was not tried, and what is in retry was tried in vain.
  await pool.query(
    `delete from webhook_deliveries d using webhook_events e
     where e.id = d.event_id and (e.work = 'queued' or e.skipped) and e.endpoint_id = $1`,
    [busy],
  );
  await pool.query(
    `update webhook_deliveries d set succeeded = false, http_code = 503, stage = 'status', duration_ms = 212
     from webhook_events e where e.id = d.event_id and e.work = 'retrying'`,
  );
  await pool.query(
    `update webhook_events set attempts = 1, last_http_code = 503, next_attempt_at = now() + interval '4 minutes'
     where work = 'retrying'`,
  );
  await pool.query(
    `update webhook_deliveries set response = '{"error":"upstream timed out, try again later"}'
     where not succeeded and endpoint_id <> $1 and http_code is not null`,
    [disabled],
  );
  await pool.query(
    `update webhook_messages set payload = $2 where organization_id = $1 and type = 'order.paid'`,
    [organizationId, ORDER],
  );
  await pool.query(
    `insert into organization_members (id, organization_id, email, role)
     values (gen_random_uuid(), $1, 'ada@acme.example', 'admin'), (gen_random_uuid(), $1, 'grace@acme.example', 'member')`,
    [organizationId],
  );
  await pool.query(
    `insert into event_types (organization_id, name, description, schema) values
       ($1, 'invoice.overdue', 'An invoice was not paid in time.', '{"type":"object","required":["id"],"examples":[{"id":"inv_1042","days":14}]}')`,
    [organizationId],
  );
  return { organizationId, busy, disabled };
}

/** Events of the busy endpoint that are not delivered, by the condition that finds them. */
const KEPT = {
  "work = 'queued'": 2,
  "work = 'retrying'": 12,
  skipped: 0,
  'succeeded = false': 3,
};

const ORDER = JSON.stringify({
  type: 'order.paid',
  timestamp: '2026-11-25T12:00:00.000Z',
  data: {
    id: '5f0e1c1c-9d6c-4a0f-8a53-2f5d9f0f6f11',
    status: 'paid',
    total_amount: 4900,
    currency: 'eur',
    description: 'Team plan, monthly',
    customer: { email: 'lin@customer.example', name: 'Lin Wei' },
    is_fully_refunded: false,
    subscription_id: null,
  },
});
