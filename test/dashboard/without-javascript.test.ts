import { randomUUID } from 'node:crypto';
import { describeWithBrowser } from '../helpers/browser';
import { eventually } from '../helpers/eventually';
import { sees, signInByToken, startDashboardWorld, type DashboardWorld } from './world';

describeWithBrowser('without JavaScript', (browser) => {
  let world: DashboardWorld;
  beforeAll(async () => {
    world = await startDashboardWorld({ DASHBOARD_SHOW_MAILS: 'true' });
  });
  afterAll(() => world.close());

  it('one signs in, creates an endpoint, redelivers and disables', async () => {
    const { receiver } = world;
    const acme = await world.stack.createOrganization();
    const context = await browser().newContext({ baseURL: world.url, javaScriptEnabled: false });
    const page = await context.newPage();
    await signInByToken(page, acme.token);
    await page.getByRole('link', { name: 'Webhooks' }).click();
    await page.getByRole('link', { name: 'Create Endpoint' }).click();
    // What only a script could do is not offered.
    for (const name of ['Search event types', 'All', 'All of Order'])
      expect(await page.getByLabel(name, { exact: true }).isVisible()).toBe(false);
    await page.getByLabel('URL', { exact: true }).fill('https://127.0.0.2/hook');
    await page.getByRole('checkbox', { name: 'order.paid' }).check();
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('checkbox', { name: 'order.paid' }).isChecked()).toBe(true);
    await page.getByLabel('URL', { exact: true }).fill(receiver.url('/hook'));
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await sees(page, 'The endpoint is created.');
    expect(await page.getByRole('button', { name: /^Copy/ }).count()).toBe(0);

    await page.getByRole('button', { name: 'Send test event' }).click();
    await eventually('it arrives', () => receiver.received.length === 1);
    const delivered = page.getByRole('link', { name: 'order.paid', exact: true });
    await eventually('it is in the log', async () => {
      await page.goto(page.url().replace(/\?.*/, ''));
      return (await delivered.count()) > 0;
    });
    await delivered.click();
    await page.getByRole('heading', { name: 'order.paid', level: 1 }).waitFor();
    await page.getByRole('button', { name: 'Redeliver' }).click();
    await sees(page, 'It is sent again.');
    await eventually('it arrives again', () => receiver.received.length === 2);
    expect(receiver.received[1]?.id).toBe(receiver.received[0]?.id);

    await page
      .getByRole('main')
      .getByRole('link', { name: /127\.0\.0\.1/ })
      .click();
    await page.getByRole('link', { name: 'Disable' }).click();
    await page.getByRole('heading', { name: 'Disable the endpoint?' }).waitFor();
    await page.getByRole('link', { name: 'Cancel' }).click();
    await page.getByRole('link', { name: 'Disable' }).click();
    await page.getByRole('button', { name: 'Disable' }).click();
    await page.getByRole('heading', { name: 'This endpoint is disabled' }).waitFor();
    await sees(page, 'Somebody disabled it by hand.');
    const { body } = await acme.api.get('/v1/webhooks/endpoints');
    expect(body.items).toMatchObject([{ enabled: false, disabled_reason: 'manual' }]);

    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.waitForURL('**/sign-in');
    await page.goto('/events');
    await page.waitForURL('**/sign-in');
  });

  it.each([true, false])(
    'the link of a mail that is shown signs in, with JavaScript: %s',
    async (javaScriptEnabled) => {
      const acme = await world.stack.createOrganization();
      const email = `${randomUUID()}@example.com`;
      await world.stack.services.organizations.addMember(acme.id, email, 'member');
      const context = await browser().newContext({ baseURL: world.url, javaScriptEnabled });
      const page = await context.newPage();
      await page.goto('/sign-in');
      await page.getByLabel('E-mail address', { exact: true }).fill(email);
      await page.getByRole('button', { name: 'Show me a link' }).click();
      const link = page.getByRole('link', { name: 'Open the link' });
      const code = new URL((await link.getAttribute('href')) ?? '').hash.slice(1);
      await link.click();
      const field = page.getByLabel('Code of the link');
      await page.waitForURL((url) => url.pathname === '/sign-in/link');
      // A script takes the code out of the address; without one it is to be copied from there.
      if (!javaScriptEnabled) await field.fill(code);
      await page.getByRole('button', { name: 'Sign in' }).click();
      await page.getByTitle(email).waitFor({ state: 'attached' });
      expect(await page.getByRole('button', { name: 'Sign out' }).count()).toBe(1);
    },
  );
});
