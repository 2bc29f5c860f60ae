import { randomBytes } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium, type BrowserContext, type Page } from 'playwright-core';
import { packageRoot } from '../../src/package-root';
import { createPool } from '../../src/db/pool';
import { createSecretBox } from '../../src/webhooks/secret-box';
import { runCommand } from '../command';
import { fillDashboardData, settleDashboardData } from '../dashboard/fill';
import { Environment } from '../environment';
import { DEMO_ENDPOINTS, dressUp, type Demo } from './demo';

const USAGE = `npm run screenshots -- [--out docs/screenshots]

Takes a picture of each page of the dashboard, light and dark, over data that is made up.
Needs Chromium: CHROMIUM_PATH, by default /usr/bin/chromium.
`;
const VIEW = { width: 1_280, height: 800 };
const PHONE = { width: 390, height: 844 };
const FILL_TIMEOUT_MS = 120_000;
const SCHEMES = ['light', 'dark'] as const;

/** The command: arguments in, exit code out. */
runCommand(async ({ onProgress, signal }) => {
  const { values } = parseArgs({
    options: {
      out: { type: 'string', default: path.join(packageRoot(), 'docs', 'screenshots') },
      help: { type: 'boolean', short: 'h' },
    },
  });
  if (values.help === true) return USAGE;
  await mkdir(values.out, { recursive: true });
  const key = randomBytes(32);
  const environment = await Environment.start({
    workers: 0,
    settings: {
      SECRETS_KEYS: `k1:${key.toString('base64')}`,
      DASHBOARD_SHOW_MAILS: 'true',
      PUBLIC_URL: 'http://localhost:8400',
      TEMPORAL_UI_URL: 'http://localhost:8233',
    },
    // The API prints each mail that it shows.
    onLine: () => undefined,
    onProgress,
    signal,
  });
  const pool = createPool(environment.postgres.current?.url ?? '', 5, {
    statementTimeoutMs: FILL_TIMEOUT_MS,
  });
  const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';
  const browser = await chromium.launch({
    executablePath,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--disable-dev-shm-usage'],
  });
  try {
    onProgress('Filling the database');
    const filled = await fillDashboardData(pool, createSecretBox([{ id: 'k1', key }]), {
      deliveries: 60_000,
      events: 60_000,
      endpoints: DEMO_ENDPOINTS,
      failures: 0.03,
    });
    const demo = await dressUp(pool, filled);
    await settleDashboardData(pool);
    for (const colorScheme of SCHEMES) {
      onProgress(`Taking pictures, ${colorScheme}`);
      const context = await browser.newContext({
        viewport: VIEW,
        colorScheme,
        timezoneId: 'Europe/Berlin',
        locale: 'en-GB',
        reducedMotion: 'reduce',
      });
      const take = async (page: Page, name: string) => {
        const file = path.join(values.out, `${name}-${colorScheme}.png`);
        await page.screenshot({ path: file });
      };
      await picture(context, environment.apiUrl, demo, take);
      await context.close();
    }
    return `The pictures are in ${path.relative(process.cwd(), values.out)}\n`;
  } finally {
    await browser.close();
    await pool.end();
    await environment.stop();
  }
});

async function picture(
  context: BrowserContext,
  url: string,
  { busy, disabled }: Demo,
  take: (page: Page, name: string) => Promise<void>,
): Promise<void> {
  const page = await context.newPage();
  await page.goto(`${url}/sign-in`);
  await take(page, 'sign-in');
  await page.getByRole('textbox', { name: 'E-mail address' }).fill('ada@acme.example');
  await page.getByRole('button', { name: 'Show me a link' }).click();
  await take(page, 'mail');
  const link = await page.getByRole('link', { name: 'Open the link' }).getAttribute('href');
  // The mail's link names the public address, and this instance has another port.
  await page.goto(`${url}/sign-in/link${new URL(link ?? '').hash}`);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('heading', { name: 'Get started' }).waitFor();
  await take(page, 'get-started');
  const webhooks = `${url}/settings/webhooks`;
  const pages: Record<string, string> = {
    webhooks,
    'create-endpoint': `${webhooks}/new`,
    endpoint: `${webhooks}/${busy}`,
    'endpoint-disabled': `${webhooks}/${disabled}`,
    'events-skipped': `${webhooks}/${disabled}/events?state=skipped`,
    'reset-secret': `${webhooks}/${busy}/reset-secret`,
    redeliver: `${webhooks}/${busy}/recover`,
    events: `${url}/events`,
    publish: `${url}/events/publish`,
    'event-types': `${url}/settings/event-types`,
    members: `${url}/settings/members`,
    'access-tokens': `${url}/settings/access-tokens`,
  };
  for (const [name, address] of Object.entries(pages)) {
    await page.goto(address);
    await take(page, name);
  }
  await page.goto(`${webhooks}/${busy}/events?state=retrying`);
  await page.locator('tbody a').first().click();
  await page.getByRole('dialog').getByRole('heading', { name: 'Attempts' }).waitFor();
  await take(page, 'event-side-view');
  await page.goto(`${url}/events?type=order.paid`);
  await page.locator('tbody a').first().click();
  await page.getByRole('dialog').getByRole('heading', { name: 'Payload' }).waitFor();
  await take(page, 'published-event');
  await page.setViewportSize(PHONE);
  await page.goto(`${webhooks}/${busy}`);
  await take(page, 'endpoint-phone');
}
