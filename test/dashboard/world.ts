import { randomUUID } from 'node:crypto';
import type { BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { findFreePort } from '../../dev/ports';
import type { TestBrowser } from '../helpers/browser';
import { TestReceiver } from '../helpers/receiver';
import { TestSmtpServer } from '../helpers/smtp';
import { startTestStack, type TestOrganization, type TestStack } from '../helpers/stack';

export const WEBHOOKS = '/settings/webhooks';

/** Fields of an endpoint that tests set beside its URL. */
export type EndpointFields = Readonly<Record<string, unknown>>;

/** A stack whose dashboard is at its public URL, a mail server and a receiver. */
export interface DashboardWorld {
  readonly stack: TestStack;
  readonly smtp: TestSmtpServer;
  readonly receiver: TestReceiver;
  readonly url: string;
  /** The head of each request that the server got, as JSON. */
  readonly requests: readonly string[];
  /** Adds a member, or signs in the one that is there. @returns the cookie's value */
  session(organization: { id: string }, role?: 'admin' | 'member', email?: string): Promise<string>;
  /** Creates an endpoint by the API; at the receiver unless `fields` say otherwise. */
  endpoint(
    organization: TestOrganization,
    fields?: EndpointFields,
  ): Promise<{ id: string; secret: string; path: string }>;
  close(): Promise<void>;
}

export async function startDashboardWorld(
  environment: NodeJS.ProcessEnv = {},
  { worker = true }: { worker?: boolean } = {},
): Promise<DashboardWorld> {
  const smtp = await TestSmtpServer.start();
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}`;
  const requests: string[] = [];
  const stack = await startTestStack({
    worker,
    onRequest: ({ method, url: target, headers }) =>
      void requests.push(JSON.stringify({ method, target, headers })),
    environment: { PORT: String(port), PUBLIC_URL: url, SMTP_URL: smtp.url, ...environment },
  });
  const receiver = await TestReceiver.start();
  return {
    stack,
    smtp,
    receiver,
    url,
    requests,

    async session(organization, role = 'admin', email = `${randomUUID()}@example.com`) {
      await stack.admin.post(`/v1/organizations/${organization.id}/members`, { email, role });
      const sessions = stack.services.sessions;
      const before = smtp.mails.filter(({ to }) => to.includes(email)).length;
      const shown = await sessions.requestLink(email, randomUUID());
      const text = shown?.body ?? (await smtp.mailsTo(email, before + 1)).at(-1)?.parsed.text;
      const session = await sessions.redeemLink(codeOf(text ?? ''));
      if (session === undefined) throw new Error(`The link for ${email} opens no session.`);
      return session.token;
    },

    async endpoint(organization, fields = {}) {
      const created = await organization.api.post('/v1/webhooks/endpoints', {
        url: receiver.url('/hook'),
        format: 'raw',
        events: ['order.paid'],
        ...fields,
      });
      if (created.status !== 201) throw new Error(JSON.stringify(created.body));
      const id = created.body.id as string;
      return { id, secret: created.body.secret as string, path: `${WEBHOOKS}/${id}` };
    },

    async close() {
      await stack.close();
      await receiver.close();
      await smtp.close();
    },
  };
}

/** The link of a sign-in mail. */
export function linkOf(text: string): string {
  const link = /https?:\S+#\S+/.exec(text)?.[0];
  if (link === undefined) throw new Error(`There is no link in: ${text}`);
  return link;
}

const codeOf = (text: string): string => new URL(linkOf(text)).hash.slice(1);

/** A context in which somebody is signed in. @param token of the session */
export async function signedInContext(
  browser: TestBrowser,
  url: string,
  token: string,
  options: BrowserContextOptions = {},
): Promise<BrowserContext> {
  const context = await browser.newContext({ timezoneId: 'UTC', ...options, baseURL: url });
  await context.addCookies([
    { name: 'signalpost', value: token, url, httpOnly: true, sameSite: 'Lax' },
  ]);
  return context;
}

/** A page of somebody who is signed in; see `signedInContext`. */
export async function signedInPage(
  browser: TestBrowser,
  world: Pick<DashboardWorld, 'url'>,
  token: string,
  options: BrowserContextOptions = {},
): Promise<Page> {
  return (await signedInContext(browser, world.url, token, options)).newPage();
}

/** Signs in by an access token, on the page. */
export async function signInByToken(page: Page, token: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('Access token', { exact: true }).fill(token);
  await page.getByRole('button', { name: 'Sign in with the token' }).click();
  await page.getByRole('button', { name: 'Sign out' }).waitFor();
}

/** Waits until a page says something. */
export async function sees(page: Page, text: string | RegExp): Promise<void> {
  await page.getByText(text).first().waitFor();
}
