import type { Page } from 'playwright-core';
import { describeWithBrowser } from '../helpers/browser';
import { eventually } from '../helpers/eventually';
import type { TestOrganization } from '../helpers/stack';
import { sees, signedInPage, startDashboardWorld, WEBHOOKS, type DashboardWorld } from './world';

/** Presses the button of the form, and again while the form is under way. */
const CLICK_TWICE = `{
  const button = document.querySelector('.wide-form [type=submit]');
  button.click();
  setTimeout(() => {
    button.click();
    setTimeout(() => void fetch('/assets/icon.svg?clicked'), 100);
  }, 300);
}`;
const EVENT = { type: 'order.paid', data: { n: 1 } };

describeWithBrowser('what a page does when things go wrong meanwhile', (browser) => {
  let world: DashboardWorld;
  beforeAll(async () => {
    // Without a worker what is published stays pending, and its page asks every two seconds.
    world = await startDashboardWorld({}, { worker: false });
  });
  afterAll(() => world.close());

  async function publish(organization: TestOrganization) {
    const { body } = await organization.api.post('/v1/webhooks/events', EVENT);
    const [event] = body.webhook_events as { id: string }[];
    return { message: `/events/${body.id as string}`, event: event?.id ?? '' };
  }
  const endpointCount = async (organization: TestOrganization) =>
    ((await organization.api.get('/v1/webhooks/endpoints')).body.items as unknown[]).length;
  const requested = (method: string, target: string) =>
    world.requests.filter((head) =>
      head.startsWith(JSON.stringify({ method, target }).slice(0, -1)),
    ).length;
  const has = (page: Page, selector: string) => page.locator(selector).count();

  it('goes on in the other organization as a whole when another tab has changed it', async () => {
    const email = 'both@example.com';
    const other = await world.stack.createOrganization('The Other One');
    await world.session(other, 'admin', email);
    const acme = await world.stack.createOrganization('Acme');
    const token = await world.session(acme, 'admin', email);
    const { sessions } = world.stack.services;
    await sessions.changeOrganization(token, acme.id);
    const page = await signedInPage(browser(), world, token);
    await page.goto('/events');
    await page.getByRole('banner').getByText('Acme').waitFor();
    await sessions.changeOrganization(token, other.id);
    await page.getByRole('banner').getByText('The Other One').waitFor();
    expect(await page.locator('#main').getAttribute('data-organization')).toBe(other.id);
  });

  it('clicks on a button whose form is under way create one endpoint', async () => {
    const acme = await world.stack.createOrganization();
    const page = await signedInPage(browser(), world, await world.session(acme));
    const create = page.getByRole('button', { name: 'Create' });
    await page.goto(`${WEBHOOKS}/new`);
    await page.getByLabel('URL', { exact: true }).fill('http://example.com/hook');
    await create.click();
    await page.getByRole('alert').waitFor();
    // What was wrong is mended in a page that came anew: its form can be sent.
    await page.getByLabel('URL', { exact: true }).fill('https://example.com/hook');
    const posts = () => requested('POST', `${WEBHOOKS}/new`);
    const before = posts();
    const database = await world.stack.pool.connect();
    try {
      await database.query('begin');
      await database.query('lock table webhook_endpoints in exclusive mode');
      // Within the page: Playwright would wait for the one that follows.
      await page.evaluate(CLICK_TWICE);
      await eventually(
        'it was clicked twice',
        () => requested('GET', '/assets/icon.svg?clicked') > 0,
      );
    } finally {
      await database.query('commit');
      database.release();
    }
    await sees(page, 'The endpoint is created.');
    expect(posts()).toBe(before + 1);
    expect(await endpointCount(acme)).toBe(1);
  });

  it('a key that is pressed twice asks and does not delete', async () => {
    const acme = await world.stack.createOrganization();
    const { path } = await world.endpoint(acme);
    const page = await signedInPage(browser(), world, await world.session(acme));
    await page.goto(path);
    await page.getByRole('link', { name: 'Delete' }).press('Enter');
    await page.getByRole('dialog').getByRole('button', { name: 'Delete' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(await endpointCount(acme)).toBe(1);
  });

  it('a side view that is closed while it loads stays closed', async () => {
    const acme = await world.stack.createOrganization();
    await world.endpoint(acme);
    await publish(acme);
    const page = await signedInPage(browser(), world, await world.session(acme));
    await page.goto('/events');
    await page.getByRole('link', { name: 'order.paid' }).click();
    const dialog = page.getByRole('dialog');
    const link = dialog.getByRole('table').getByRole('link');
    await link.waitFor();
    let letThrough: () => void = () => undefined;
    const isHeld = new Promise<void>((resolve) => (letThrough = resolve));
    let isAsked = false;
    await page.route(/\/events\/[^/]+$/, async (route) => {
      if (!new URL(route.request().url()).pathname.startsWith(WEBHOOKS)) return route.continue();
      isAsked = true;
      await isHeld;
      return route.continue();
    });
    await link.click();
    await eventually('the event is asked for', () => isAsked);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    const answer = page.waitForResponse((response) => response.url().includes(WEBHOOKS));
    letThrough();
    await (await answer).finished();
    await page.evaluate('new Promise((resolve) => setTimeout(resolve))');
    expect(await has(page, 'dialog[open]')).toBe(0);
  });

  it('a button that copies has its words again, and tells what it did inside the side view', async () => {
    const acme = await world.stack.createOrganization();
    await world.endpoint(acme);
    const { message } = await publish(acme);
    const page = await signedInPage(browser(), world, await world.session(acme), {
      permissions: ['clipboard-read', 'clipboard-write'],
    });
    await page.goto('/events');
    await page.getByRole('link', { name: 'order.paid' }).click();
    const button = page.getByRole('dialog').getByRole('button', { name: 'Copy the payload' });
    await button.click();
    await page.locator('dialog #announcer', { hasText: 'Copied' }).waitFor();
    await button.click();
    await page.getByText('Copied', { exact: true }).first().waitFor();
    await eventually('its words are back', async () => (await button.textContent()) === 'Copy');
    await page.keyboard.press('Escape');
    await page.goto(message);
    await page.getByRole('button', { name: 'Copy the payload' }).click();
    await page.locator('body > #announcer', { hasText: 'Copied' }).waitFor();
  });
});

describeWithBrowser('a page whose viewer has asked too often', (browser) => {
  let world: DashboardWorld;
  beforeAll(async () => {
    world = await startDashboardWorld({ RATE_LIMIT_CALLS_PER_MINUTE: '2' }, { worker: false });
  });
  afterAll(() => world.close());

  it('stays as it is, to be brought up to date later', async () => {
    const acme = await world.stack.createOrganization();
    await world.endpoint(acme);
    const { body } = await acme.api.post('/v1/webhooks/events', EVENT);
    const session = await world.stack.services.sessions.signInWithToken(acme.token, '127.0.0.1');
    if (session === undefined || session === 'admin') throw new Error('no session');
    const page = await signedInPage(browser(), world, session.token);
    await page.goto(`/events/${body.id as string}`);
    const refused = await page.waitForResponse((response) => response.status() === 429);
    await refused.finished();
    await page.evaluate('new Promise((resolve) => setTimeout(resolve))');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('order.paid');
    expect(await page.locator('#main [data-live]').count()).toBe(1);
  });
});
