import { randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { parseEndpointUrl } from '../../src/webhooks/endpoint-url';
import { describeWithBrowser } from '../helpers/browser';
import { eventually } from '../helpers/eventually';
import { linkOf, sees, startDashboardWorld, type DashboardWorld } from './world';

/** What somebody does who has never been here. */
describeWithBrowser('the documented walk through the dashboard', (browser) => {
  let world: DashboardWorld;
  beforeAll(async () => {
    world = await startDashboardWorld();
  });
  afterAll(() => world.close());

  it('from a mailed link to a verified delivery', async () => {
    const { stack, smtp, receiver, url } = world;
    const acme = await stack.createOrganization();
    const email = `${randomUUID()}@example.com`;
    await stack.admin.post(`/v1/organizations/${acme.id}/members`, { email, role: 'admin' });
    const context = await browser().newContext({ baseURL: url });
    const page = await context.newPage();

    await page.goto('/');
    await page.getByLabel('E-mail address', { exact: true }).fill(email);
    await page.getByRole('button', { name: 'Mail me a link' }).click();
    await page.getByRole('heading', { name: 'Check your mail' }).waitFor();
    const [mail] = await smtp.mailsTo(email);
    const link = linkOf(mail?.parsed.text ?? '');
    const code = new URL(link).hash.slice(1);
    await page.goto(link);
    // The address holds the code no longer, for nobody to read over a shoulder.
    await page.waitForURL(`${url}/sign-in/link`);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('heading', { name: 'Get started' }).waitFor();
    expect(code).toMatch(/^[\w-]{43}$/);

    // Signed in elsewhere with the same link: it works once.
    const other = await (await browser().newContext({ baseURL: url })).newPage();
    await other.goto(link);
    await other.getByRole('button', { name: 'Sign in' }).click();
    await other.getByRole('alert').getByText('used already').waitFor();
    await other.goto('/settings/webhooks');
    await other.waitForURL('**/sign-in');

    await page.getByRole('link', { name: 'Webhooks' }).click();
    await page.getByRole('link', { name: 'Create Endpoint' }).click();
    await page.getByLabel('URL', { exact: true }).fill('http://10.0.0.1/hook');
    const refusal = parseEndpointUrl('http://10.0.0.1/hook');
    await sees(page, refusal.ok ? '' : refusal.message);
    await page.getByLabel('URL', { exact: true }).fill(receiver.url('/hook'));
    await sees(page, 'This URL can be used.');
    await page.getByLabel('Name (optional)').fill('Shop');

    await page.getByLabel('Search event types').fill('refund.');
    await page.getByLabel('All', { exact: true }).check();
    await page.getByText(/^2 of \d+ chosen$/).waitFor();
    await page.getByLabel('Search event types').fill('order.paid');
    await page.getByRole('checkbox', { name: 'order.paid' }).check();
    await page.getByText(/^3 of \d+ chosen$/).waitFor();
    await page.getByLabel('Search event types').fill('');
    await page.getByRole('checkbox', { name: 'All of Discount' }).check();
    await page.getByText(/^6 of \d+ chosen$/).waitFor();
    await page.getByRole('button', { name: 'Create', exact: true }).click();

    await page.getByRole('heading', { name: 'Shop', level: 1 }).waitFor();
    const secret = await page.getByRole('textbox', { name: 'secret' }).textContent();
    expect(secret).toMatch(/^whsec_[A-Za-z0-9]+$/);
    const created = (await acme.api.get('/v1/webhooks/endpoints')).body.items[0];
    expect(created).toMatchObject({ name: 'Shop', url: receiver.url('/hook'), secret });
    expect([...(created.events as string[])].sort()).toEqual([
      'discount.created',
      'discount.deleted',
      'discount.updated',
      'order.paid',
      'refund.created',
      'refund.updated',
    ]);

    await page.getByRole('link', { name: 'Hide' }).click();
    expect(await page.content()).not.toContain(secret);
    await page.getByLabel('Type of the test event').selectOption('order.paid');
    await page.getByRole('button', { name: 'Send test event' }).click();
    await sees(page, 'A test event is on its way.');
    // From here on the page is left alone: what comes appears by itself.
    await page.evaluate('window.notReloaded = true');
    const deliveries = page.getByRole('region', { name: 'Table of deliveries' });
    await deliveries.getByRole('link', { name: 'order.paid' }).waitFor();
    expect(await deliveries.getByRole('row').count()).toBe(2);

    const publishing = await context.newPage();
    await publishing.goto('/events/publish?type=refund.created');
    await publishing.getByRole('button', { name: 'Publish', exact: true }).click();
    await sees(publishing, 'It is published');
    await publishing.getByText('Delivered', { exact: true }).waitFor();
    await publishing.close();
    await deliveries.getByRole('link', { name: 'refund.created' }).waitFor();
    expect(await page.evaluate('window.notReloaded')).toBe(true);

    const received = await eventually('both arrive', () =>
      receiver.received.length >= 2 ? receiver.received : undefined,
    );
    const webhook = new Webhook(secret ?? '');
    expect(
      received.map(({ body, headers }) => (webhook.verify(body, headers) as { type: string }).type),
    ).toEqual(['order.paid', 'refund.created']);
    expect(world.requests.length).toBeGreaterThan(20);
    expect([...world.requests, JSON.stringify(received)].join('\n')).not.toContain(code);

    await page.getByRole('link', { name: 'Get started' }).click();
    for (const step of ['Create an endpoint', 'Publish an event', 'See it delivered'])
      await page.getByRole('heading', { name: `${step} done` }).waitFor();
  }, 90_000);

  it('an address that is nobody’s reads the same, and gets no mail', async () => {
    const page = await (await browser().newContext({ baseURL: world.url })).newPage();
    const before = world.smtp.mails.length;
    await page.goto('/sign-in');
    await page.getByLabel('E-mail address', { exact: true }).fill('nobody@example.com');
    await page.getByRole('button', { name: 'Mail me a link' }).click();
    await page.getByRole('heading', { name: 'Check your mail' }).waitFor();
    // A mail that would have been begun is on its way before this one.
    await world.session(await world.stack.createOrganization());
    expect(world.smtp.mails).toHaveLength(before + 1);
  });
});
