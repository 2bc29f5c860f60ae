import { randomUUID } from 'node:crypto';
import { countNextDeliveries } from '../../src/db/statistics-rollup';
import type { Pool } from '../../src/db/pool';
import type { SecretBox } from '../../src/webhooks/secret-box';

/** How much a database is filled with. */
export interface FillOptions {
  readonly deliveries: number;
  /** Of one organization; the first of them gets half of everything. */
  readonly endpoints: number;
  readonly events: number;
  /** Part of the deliveries that fail, from 0 to 1. */
  readonly failures: number;
  /** Age of the oldest delivery; the newest is of now, and all are spread evenly. */
  readonly days: number;
  /** Bytes of a payload. */
  readonly payloadBytes: number;
}

export const FILL_DEFAULTS: FillOptions = {
  deliveries: 1_000_000,
  endpoints: 20,
  events: 300_000,
  failures: 0.02,
  days: 7,
  payloadBytes: 600,
};

export interface FilledOrganization {
  readonly organizationId: string;
  /** The one with half of everything first. */
  readonly endpointIds: readonly [string, ...string[]];
}

/** Types of the events; the last one is rare: one event in 20,000. */
export const FILL_TYPES = ['order.created', 'order.paid', 'customer.updated', 'refund.created'];
const RARE = 20_000;
/** Milliseconds that half of the attempts take, and how far others are from that (lognormal). */
const MEDIAN_MS = 80;
const SPREAD = 0.8;
/** Of the first endpoint: events of each state in which none of the others are. */
export const UNDELIVERED = { queued: 2_000, retrying: 150, failed: 3_000, skipped: 3_000 };

/**
 * Fills a migrated database with an organization and what it has sent, by SQL alone, in seconds.
 * Messages go to three endpoints each. Rows lie in the order of time, as they do in life.
 *
 * @param secretBox seals the endpoints' secrets; the same keys open them
 */
export async function fillDashboardData(
  pool: Pool,
  secretBox: SecretBox,
  options: Partial<FillOptions> = {},
): Promise<FilledOrganization> {
  const fill = { ...FILL_DEFAULTS, ...options };
  const organizationId = randomUUID();
  const endpointIds = Array.from({ length: fill.endpoints }, () => randomUUID());
  await pool.query('insert into organizations (id, name) values ($1, $2)', [
    organizationId,
    'Acme',
  ]);
  await pool.query(
    `insert into webhook_endpoints (id, organization_id, url, name, format, events, secret, created_at)
     select id, $1, 'https://example.com/hooks/' || n, 'Endpoint ' || n, 'raw', $4, secret,
       now() - interval '30 days' + n * interval '1 second'
     from unnest($2::uuid[], $3::text[]) with ordinality as p (id, secret, n)`,
    [
      organizationId,
      endpointIds,
      endpointIds.map((id) => secretBox.seal(`whsec_${'c2VjcmV0'.repeat(4)}`, id)),
      FILL_TYPES,
    ],
  );
  for (const statement of STATEMENTS)
    await runWith(pool, statement, fill, organizationId, endpointIds);
  return { organizationId, endpointIds: endpointIds as [string, ...string[]] };
}

/** Counts all that there is, as the Schedule does, and has PostgreSQL look at what is new. */
export async function settleDashboardData(pool: Pool): Promise<void> {
  for (const table of LOG_TABLES) await pool.query(`vacuum analyze ${table}`);
  while (await countNextDeliveries(pool, COUNT_SECONDS));
  for (const table of COUNT_TABLES) await pool.query(`vacuum analyze ${table}`);
}

const LOG_TABLES = ['webhook_messages', 'webhook_events', 'webhook_deliveries'];
const COUNT_TABLES = ['delivery_minutes', 'delivery_quarters', 'delivery_hours'];
const COUNT_SECONDS = 6 * 3_600;

async function runWith(
  pool: Pool,
  statement: string,
  fill: FillOptions,
  organizationId: string,
  endpointIds: readonly string[],
): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('set statement_timeout = 0');
    // Values in the text, because a parameter that a statement does not use would have no type.
    const values: Record<string, string | number> = {
      ...fill,
      organization: `'${organizationId}'::uuid`,
      endpoints: `'{${endpointIds.join()}}'::uuid[]`,
      types: `'{${FILL_TYPES.join()}}'::text[]`,
      messages: Math.ceil(fill.events / 3),
    };
    await client.query(statement.replaceAll(/\$(\w+)/g, (_, name: string) => String(values[name])));
  } finally {
    await client.query('reset statement_timeout');
    client.release();
  }
}

/** The same id for the same number, of one kind and organization. */
const idOf = (kind: string, n: string) => `md5('${kind}' || $organization || (${n}))::uuid`;

/** From 0 to 1, the same for the same number. */
const chance = (salt: string, n: string) =>
  `(hashtextextended('${salt}' || (${n}), 0) & 1048575) / 1048576.0`;

/** When the part `x` of all deliveries was made. */
const timeOf = (x: string) => `now() - $days * interval '1 day' * (1 - (${x})::float8)`;

const STATEMENTS = [
  `insert into webhook_messages (id, organization_id, type, payload, created_at)
   select ${idOf('message', 'n')}, $organization,
     ($types)[case when n % (${RARE} / 3) = 0 then 4 else 1 + n % 3 end],
     '{"type":"' || ($types)[1 + n % 3] || '","data":{"id":"' || n || '","text":"' ||
       repeat('x', $payloadBytes - 60) || '"}}',
     ${timeOf('n / $messages.0')}
   from generate_series(0, $messages - 1) n`,

  `insert into webhook_events (id, message_id, endpoint_id, organization_id, type, created_at, queued_at,
     attempts, succeeded, last_http_code)
   select ${idOf('event', 'e.n')}, m.id, ($endpoints)[e.endpoint], $organization, m.type, m.created_at,
     m.created_at, 1, true, 200
   from (
     select n, case when n % 2 = 0 or cardinality($endpoints) = 1 then 1
         else 2 + (n / 2) % (cardinality($endpoints) - 1) end as endpoint
     from generate_series(0, $events - 1) n
   ) e
   join webhook_messages m on m.id = ${idOf('message', 'e.n / 3')}
   order by e.n`,

  // As many for each event as there are, one after the other.
  `insert into webhook_deliveries (id, event_id, endpoint_id, organization_id, attempt, succeeded,
     http_code, response, stage, duration_ms, created_at, sent_at)
   select ${idOf('delivery', 'd.n')}, e.id, e.endpoint_id, $organization, 1, not d.fails,
     case when not d.fails then 204 when d.kind < 0.2 then null when d.kind < 0.6 then 500
       when d.kind < 0.9 then 404 else 301 end,
     case when not d.fails then '' else repeat('No. ', 50) end,
     case when not d.fails then null when d.kind < 0.2 then 'timeout' else 'status' end,
     d.duration, d.at, d.at - d.duration * interval '1 millisecond'
   from (
     select n, ${chance('fails', 'n')} < $failures as fails, ${chance('kind', 'n')} as kind,
       greatest(1, ${MEDIAN_MS} * exp(${SPREAD} * random_normal()))::integer as duration,
       ${timeOf('n / $deliveries.0')} as at
     from generate_series(0, $deliveries - 1) n
   ) d
   join webhook_events e on e.id = ${idOf('event', '(d.n * $events::float8 / $deliveries)::bigint')}
   order by d.n`,

  // Events of the first endpoint that are not delivered, the newest of all.
  ...Object.entries({
    queued: "work = 'queued', succeeded = null, attempts = 0",
    retrying:
      "work = 'retrying', succeeded = null, next_attempt_at = now() + random() * interval '1 hour'",
    failed: 'succeeded = false, attempts = 10, last_http_code = 500',
    skipped: 'skipped = true, succeeded = null, attempts = 0',
  }).map(
    ([state, change]) =>
      `update webhook_events set ${change}
       where id in (
         select id from webhook_events
         where endpoint_id = ($endpoints)[1] and work is null and succeeded
         order by seq desc limit least(${UNDELIVERED[state as keyof typeof UNDELIVERED]}, $events / 20))`,
  ),
];
