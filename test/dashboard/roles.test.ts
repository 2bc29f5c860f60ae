import { randomUUID } from 'node:crypto';
import type { Page } from 'playwright-core';
import { ApiClient } from '../helpers/api';
import { describeWithBrowser } from '../helpers/browser';
import { eventually } from '../helpers/eventually';
import type { TestOrganization } from '../helpers/stack';
import {
  sees,
  signedInPage,
  signInByToken,
  startDashboardWorld,
  type DashboardWorld,
} from './world';

/** And not the one of the snippets, which ends in dots. */
const SECRET = /whsec_[A-Za-z0-9+/]{8}/;
const HEADER_VALUE = 'Bearer of-the-receiver';

describeWithBrowser('who may do what', (browser) => {
  let world: DashboardWorld;
  let acme: TestOrganization;
  let endpoint: Awaited<ReturnType<DashboardWorld['endpoint']>>;
  let paths: readonly string[];
  beforeAll(async () => {
    world = await startDashboardWorld();
    acme = await world.stack.createOrganization();
    endpoint = await world.endpoint(acme, { headers: { Authorization: HEADER_VALUE } });
    await acme.api.post('/v1/webhooks/event-types', { name: 'invoice.paid', description: '' });
    const published = await acme.api.post('/v1/webhooks/events', { type: 'order.paid', data: {} });
    const event = published.body.webhook_events[0].id as string;
    await eventually('it is delivered', async () => {
      const { body } = await acme.api.get(`/v1/webhooks/events/${event}`);
      return body.status === 'succeeded' || body.succeeded === true;
    });
    paths = [
      '/',
      '/settings/webhooks',
      endpoint.path,
      `${endpoint.path}?done=created`,
      `${endpoint.path}/events`,
      `${endpoint.path}/events?state=failed`,
      `${endpoint.path}/events/${event}`,
      '/events',
      `/events/${published.body.id as string}`,
      '/settings/event-types',
      '/settings/event-types/invoice.paid',
    ];
  });
  afterAll(() => world.close());

  /** Names of what could change something: forms that are sent by POST, but for those about oneself. */
  const changing = (page: Page) =>
    page.evaluate<string[]>(`[...document.querySelectorAll('form[method=post]')]
      .map((form) => form.getAttribute('action'))
      .filter((action) => action !== '/sign-out' && action !== '/organization')`);

  it('a member finds nothing that changes anything, no secret and no header value', async () => {
    const page = await signedInPage(browser(), world, await world.session(acme, 'member'));
    for (const path of [...paths, '/settings/members', '/settings/access-tokens']) {
      expect((await page.goto(path))?.status()).toBe(200);
      const links = await page
        .getByRole('link', {
          name: /Create|Edit|Delete|Disable|Reset|Redeliver|Remove|Revoke|Publish/,
        })
        .count();
      expect([path, await changing(page), links]).toEqual([path, [], 0]);
      const html = await page.content();
      expect(html).not.toMatch(SECRET);
      expect(html).not.toContain(endpoint.secret.slice(6));
      expect(html).not.toContain('of-the-receiver');
    }
    await page.goto(endpoint.path);
    await sees(page, 'Authorization: ••••');
  });

  it('an admin finds the same pages with them, so that the test above sees something', async () => {
    const page = await signedInPage(browser(), world, await world.session(acme));
    await page.goto(endpoint.path);
    expect(await changing(page)).toEqual([`${endpoint.path}/test`, `${endpoint.path}/secret`]);
    await sees(page, HEADER_VALUE);
    expect(await page.content()).not.toContain(endpoint.secret);
    await page.getByRole('button', { name: 'Reveal' }).click();
    await page.getByRole('textbox', { name: 'secret' }).getByText(endpoint.secret).waitFor();
  });

  it('a token may do what its scopes say, and sees neither members nor access tokens', async () => {
    const page = await (await browser().newContext({ baseURL: world.url })).newPage();
    await signInByToken(page, acme.token);
    for (const name of ['Members', 'Access tokens'])
      expect(await page.getByRole('link', { name }).count()).toBe(0);
    for (const path of ['/settings/members', '/settings/access-tokens']) {
      expect((await page.goto(path))?.status()).toBe(403);
      expect(await page.content()).not.toContain('@example.com');
    }
    await page.goto(endpoint.path);
    expect(await page.getByRole('button', { name: 'Send test event' }).count()).toBe(1);

    const reading = await world.stack.admin.post(`/v1/organizations/${acme.id}/tokens`, {
      name: 'reads',
      scopes: ['webhooks:read'],
    });
    const reader = await (await browser().newContext({ baseURL: world.url })).newPage();
    await signInByToken(reader, reading.body.token as string);
    await reader.goto(`${endpoint.path}?done=created`);
    expect(await changing(reader)).toEqual([]);
    expect(await reader.content()).not.toMatch(SECRET);
    expect(await reader.content()).not.toContain('of-the-receiver');
  });

  it('an admin adds a member and removes them, which signs them out at once', async () => {
    const page = await signedInPage(browser(), world, await world.session(acme));
    const email = `${randomUUID()}@example.com`;
    await page.goto('/settings/members');
    await page.getByLabel('E-mail address').fill(email);
    await page.getByLabel('Role').selectOption('member');
    await page.getByRole('button', { name: 'Add' }).click();
    await sees(page, 'The member is added');
    await page.getByRole('row', { name: email }).getByText('member', { exact: true }).waitFor();
    await page.getByLabel('E-mail address').fill(email.toUpperCase());
    await page.getByRole('button', { name: 'Add' }).click();
    await page.getByRole('alert').getByText('a member with this address already').waitFor();

    const theirs = await signedInPage(browser(), world, await world.session(acme, 'member', email));
    await theirs.goto('/events');
    await theirs.getByRole('heading', { name: 'Events', level: 1 }).waitFor();
    await page.getByRole('link', { name: `Remove ${email}` }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
    await sees(page, 'The member is removed');
    expect(await page.getByRole('row', { name: email }).count()).toBe(0);
    // By the live update of the page that they look at, without a click.
    await theirs.waitForURL('**/sign-in');
  });

  it('an admin creates a token that works and is shown once, and revokes it', async () => {
    const page = await signedInPage(browser(), world, await world.session(acme));
    await page.goto('/settings/access-tokens');
    await page.getByLabel('Name').fill('Nothing chosen');
    await page.getByRole('button', { name: 'Create' }).click();
    await page.getByRole('alert').waitFor();
    await page.getByLabel('Name').fill('Shop server');
    await page.getByRole('checkbox', { name: /^webhooks:read/ }).check();
    await page.getByRole('button', { name: 'Create' }).click();
    const shown = page.getByRole('region', { name: 'The new access token' });
    const token = (await shown.getByRole('textbox').textContent()) ?? '';
    const program = new ApiClient(world.url, token);
    expect((await program.get('/v1/webhooks/endpoints')).status).toBe(200);
    expect((await program.post('/v1/webhooks/events', {})).status).toBe(403);

    // Loaded again it is gone, and nothing is made anew.
    await page.reload();
    await sees(page, 'It was shown once');
    expect(await page.content()).not.toContain(token);
    // Only the program has sent it, never the browser.
    const withToken = world.requests.filter((head) => head.includes(token));
    expect(withToken.filter((head) => head.includes('"cookie"'))).toEqual([]);
    await page.goto('/settings/access-tokens');
    expect(await page.content()).not.toContain(token);
    const row = page.getByRole('row', { name: 'Shop server' });
    expect(await row.count()).toBe(1);
    expect(await row.getByRole('listitem').allTextContents()).toEqual(['webhooks:read']);
    await page.getByRole('link', { name: 'Revoke Shop server' }).click();
    const question = page.getByRole('dialog');
    await question.getByText('Shop server', { exact: true }).waitFor();
    await question.getByRole('button', { name: 'Revoke' }).click();
    await sees(page, 'The access token is revoked');
    expect((await program.get('/v1/webhooks/endpoints')).status).toBe(401);
    expect(await row.count()).toBe(0);
  });

  it('whoever belongs to two organizations goes from one to the other', async () => {
    const other = await world.stack.createOrganization('Beta');
    const email = `${randomUUID()}@example.com`;
    await world.session(acme, 'member', email);
    const page = await signedInPage(browser(), world, await world.session(other, 'admin', email));
    await page.goto('/');
    const menu = page.getByRole('banner').locator('summary');
    const to = (await menu.textContent())?.trim() === 'Beta' ? 'Acme' : 'Beta';
    await menu.click();
    await page.getByRole('button', { name: to }).click();
    await page.waitForURL('**/settings/webhooks');
    const mayCreate = await page.getByRole('link', { name: 'Create Endpoint' }).count();
    expect(mayCreate).toBe(to === 'Beta' ? 1 : 0);
  });
});
