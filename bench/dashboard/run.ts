import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import { createPool, type Pool } from '../../src/db/pool';
import { createSecretBox } from '../../src/webhooks/secret-box';
import { describeCircumstances } from '../circumstances';
import { positive, runCommand } from '../command';
import { Environment } from '../environment';
import { sourceCommit } from '../machine';
import { writeReport } from '../report';
import { table, whole } from '../text-table';
import { FILL_DEFAULTS, fillDashboardData, settleDashboardData } from './fill';
import { measureDashboardData } from './measure';
import { assetSizes, timePages } from './pages';

/** Of one statement that fills the database. */
const FILL_TIMEOUT_MS = 600_000;

const USAGE = `npm run bench:dashboard -- [--deliveries 1000000] [--endpoints 20] [--out file]

Fills a database with deliveries of the last seven days and times every page of the dashboard, and
every question that the pages ask of the database.
`;

/** The command: arguments in, exit code out. */
runCommand(async ({ onProgress, signal }) => {
  const { values } = parseArgs({
    options: {
      deliveries: { type: 'string', default: String(FILL_DEFAULTS.deliveries) },
      endpoints: { type: 'string', default: String(FILL_DEFAULTS.endpoints) },
      out: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help === true) return USAGE;
  const deliveries = positive('--deliveries', values.deliveries, Number.isInteger);
  const endpoints = positive('--endpoints', values.endpoints, Number.isInteger);
  const commit = await sourceCommit();
  const key = randomBytes(32);
  const environment = await Environment.start({
    // What waits is part of what is shown: nobody sends it.
    workers: 0,
    settings: { SECRETS_KEYS: `k1:${key.toString('base64')}` },
    onLine: (line) => void process.stderr.write(`${line}\n`),
    onProgress,
    signal,
  });
  const pool = createPool(environment.postgres.current?.url ?? '', 5, {
    statementTimeoutMs: FILL_TIMEOUT_MS,
  });
  try {
    onProgress(`Storing ${whole(deliveries)} deliveries`);
    const filled = await fillDashboardData(pool, createSecretBox([{ id: 'k1', key }]), {
      deliveries,
      endpoints,
      events: Math.ceil(deliveries * 0.3),
    });
    await settleDashboardData(pool);
    onProgress('Timing the pages');
    const { apiUrl, adminToken } = environment;
    const cookie = await signIn(apiUrl, adminToken, filled.organizationId);
    const pages = await timePages(apiUrl, cookie, {
      ...filled,
      ...(await someIds(pool, filled.endpointIds[0])),
    });
    onProgress('Timing the questions');
    const questions = await measureDashboardData(pool, filled);
    const assets = await assetSizes();
    const circumstances = await describeCircumstances(environment, commit);
    const report = { ...circumstances, deliveries, endpoints, pages, questions, assets };
    const file = await writeReport(report, values.out, 'dashboard-');
    return [
      table([
        ['page', 'p50 ms', 'p95 ms', 'most ms', 'KiB'],
        ...pages.map((one) => [
          one.page,
          ...[one.p50_ms, one.p95_ms, one.max_ms].map((time) => (time ?? 0).toFixed(1)),
          one.kib.toFixed(1),
        ]),
      ]),
      table([
        ['question', 'p50 ms', 'p95 ms'],
        ...questions.map(({ name, p50, p95 }) => [name, p50.toFixed(1), p95.toFixed(1)]),
      ]),
      table([
        ['loaded once', 'bytes', 'gzip'],
        ...assets.map((one) => [one.file, whole(one.bytes), whole(one.gzip_bytes)]),
      ]),
      `The result is in ${file}\n`,
    ].join('\n\n');
  } finally {
    await pool.end();
    await environment.stop();
  }
});

/** @returns the cookie of a session that may do everything */
async function signIn(apiUrl: string, adminToken: string, organizationId: string): Promise<string> {
  const made = await fetch(`${apiUrl}/v1/organizations/${organizationId}/tokens`, {
    method: 'POST',
    headers: { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({
      name: 'bench',
      scopes: ['webhooks:read', 'webhooks:write', 'events:read', 'events:write'],
    }),
  });
  const { token } = (await made.json()) as { token: string };
  const signedIn = await fetch(`${apiUrl}/sign-in/token`, {
    method: 'POST',
    headers: { origin: apiUrl },
    body: new URLSearchParams({ token }),
    redirect: 'manual',
  });
  const [cookie] = signedIn.headers.getSetCookie();
  if (cookie === undefined) throw new Error(`Signing in was answered with ${signedIn.status}.`);
  return cookie.split(';', 1)[0] ?? '';
}

async function someIds(pool: Pool, endpointId: string) {
  const { rows } = await pool.query<{ eventId: string; messageId: string }>(
    `select id as "eventId", message_id as "messageId" from webhook_events
     where endpoint_id = $1 and succeeded order by created_at desc limit 1`,
    [endpointId],
  );
  const [found] = rows;
  if (found === undefined) throw new Error('The database is not filled.');
  return found;
}
