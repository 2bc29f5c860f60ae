import type { Page } from 'playwright-core';
import { describeWithBrowser } from '../helpers/browser';
import { eventually } from '../helpers/eventually';
import { answer } from '../helpers/receiver';
import { signedInPage, startDashboardWorld, WEBHOOKS, type DashboardWorld } from './world';

/** Would run, or would be asked for, were any of it taken for markup. */
const MARKUP =
  `</textarea></script></style></title>--><script>alert(1);fetch('/hostile')</script>` +
  `<img src=/hostile onerror=alert(2)><svg onload=alert(3)>'"\`&lt;b&gt;<a href="javascript:alert(4)">`;
const RIGHT_TO_LEFT = '\u202Etxt.exe\u2066\u200F';
const LONG_WORD = 'W'.repeat(200);
const HOSTILE = `${MARKUP} ${RIGHT_TO_LEFT} ${LONG_WORD}`;
/** As long as names may be. */
const NAME = `${MARKUP.slice(0, 200)}${RIGHT_TO_LEFT}${'W'.repeat(40)}`;
const PHONE = { width: 390, height: 844 };

describeWithBrowser('hostile text', (browser) => {
  let world: DashboardWorld;
  beforeAll(async () => {
    world = await startDashboardWorld();
  });
  afterAll(() => world.close());

  /** The words on a page that stand in nothing else than text. */
  const elements = (page: Page) =>
    page.evaluate<
      string[]
    >(`[...document.querySelectorAll('img, svg[onload], script:not([src]), a')]
      .filter((element) => !element.matches('a:not([href^="javascript:"])'))
      .map((element) => element.outerHTML)`);
  /** What is wider than the page; nothing where the page itself does not scroll sideways. */
  const tooWide = (page: Page) =>
    page.evaluate<string[]>(`(() => {
      const { scrollWidth, clientWidth } = document.documentElement;
      if (scrollWidth <= clientWidth) return [];
      const wide = [...document.querySelectorAll('body *')].filter(
        (element) => element.getBoundingClientRect().right > clientWidth + 1 &&
          element.closest('.table-box, pre') === null);
      return [scrollWidth + ' px', ...wide.map((element) => element.outerHTML.slice(0, 80))];
    })()`);

  it('stays text wherever it is shown, and breaks no page of a phone', async () => {
    const { stack, receiver } = world;
    receiver.answerWith(
      answer(500, { 'content-type': 'text/html' }, `<html>${HOSTILE}\u0001\u001B[31m</html>`),
    );
    const acme = await stack.createOrganization(NAME);
    const beta = await stack.createOrganization(`${NAME.slice(0, -1)}2`);
    const created = await acme.api.post('/v1/webhooks/event-types', {
      name: `${'t'.repeat(60)}.paid`,
      description: HOSTILE,
      schema: { type: 'object', description: HOSTILE, examples: [{ [HOSTILE]: HOSTILE }] },
    });
    expect(created.status).toBe(201);
    const type = created.body.name as string;
    const endpoint = await world.endpoint(acme, {
      url: receiver.url(`/hook?q=${encodeURIComponent(HOSTILE)}`),
      name: NAME,
      events: ['order.paid', type],
      headers: { 'X-Hostile': MARKUP, [`X-${'L'.repeat(50)}`]: LONG_WORD },
    });
    await acme.api.post('/v1/webhooks/endpoints', {
      url: receiver.url('/discord'),
      format: 'discord',
      events: [],
    });
    const published = await acme.api.post('/v1/webhooks/events', {
      type,
      data: { [HOSTILE]: HOSTILE, control: '\u0001\u001B[31m\u0085', list: [[[HOSTILE]]] },
    });
    expect(published.status).toBe(202);
    const event = published.body.webhook_events[0].id as string;
    await eventually('its first attempt is logged', async () => {
      const { body } = await acme.api.get('/v1/webhooks/deliveries');
      return body.items.length > 0;
    });
    const email = 'admin@example.com';
    await world.session(beta, 'admin', email);
    const token = await world.session(acme, 'admin', email);
    const page = await signedInPage(browser(), world, token, { viewport: PHONE });
    await page.goto('/');
    // Of the two organizations the one that has everything.
    if (
      (await page.getByRole('banner').locator('summary').textContent())?.includes(
        `${NAME.slice(0, -1)}2`,
      )
    ) {
      await page.getByRole('banner').locator('summary').click();
      await page.getByRole('button', { name: NAME, exact: true }).click();
    }
    const wrong: string[] = [];
    for (const path of [
      '/',
      WEBHOOKS,
      `${WEBHOOKS}/new`,
      endpoint.path,
      `${endpoint.path}/edit`,
      `${endpoint.path}/disable`,
      `${endpoint.path}/reset-secret`,
      `${endpoint.path}/recover`,
      `${endpoint.path}/events?state=retrying`,
      `${endpoint.path}/events/${event}`,
      '/events',
      `/events?type=${encodeURIComponent(HOSTILE)}`,
      `${endpoint.path}?text=${encodeURIComponent(MARKUP)}&type=${encodeURIComponent(MARKUP)}&from=${encodeURIComponent(MARKUP)}`,
      `/events/${published.body.id as string}`,
      `/events/publish?type=${type}`,
      '/settings/event-types',
      `/settings/event-types/${type}`,
      '/settings/members',
      '/settings/access-tokens',
      `/settings/${encodeURIComponent(MARKUP)}`,
    ]) {
      await page.goto(path);
      wrong.push(...(await tooWide(page)).map((what) => `${path} is too wide: ${what}`));
      wrong.push(...(await elements(page)).map((html) => `${path} has ${html}`));
    }
    expect(wrong).toEqual([]);

    // It is there, as text: the tests above have not looked at pages without it.
    await page.goto(`${endpoint.path}/events/${event}`);
    const payload = page.getByRole('region', { name: 'Payload' });
    await payload.getByText(JSON.stringify(HOSTILE).slice(1, 60)).first().waitFor();
    await page.getByText(MARKUP.slice(0, 60)).first().waitFor();
    await page.goto(endpoint.path);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(NAME);
    await page
      .getByRole('region', { name: 'Table of deliveries' })
      .getByRole('link', { name: type })
      .first()
      .click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('region', { name: 'Payload' }).waitFor();
    expect(await tooWide(page)).toEqual([]);
    expect(await elements(page)).toEqual([]);
  }, 90_000);

  it('that is typed comes back as it was, beside what is wrong with it', async () => {
    const acme = await world.stack.createOrganization();
    const page = await signedInPage(browser(), world, await world.session(acme), {
      viewport: PHONE,
    });
    await page.goto(`${WEBHOOKS}/new`);
    await page.getByLabel('URL', { exact: true }).fill('https://10.0.0.1/');
    await page.getByLabel('Name (optional)').fill(NAME);
    await page.getByText('Order, headers and secret').click();
    await page.getByLabel('Further headers').fill(HOSTILE);
    await page.getByRole('button', { name: 'Create', exact: true }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByLabel('Name (optional)').inputValue()).toBe(NAME);
    expect(await page.getByLabel('Further headers').inputValue()).toBe(HOSTILE);

    await page.goto('/settings/event-types');
    await page.getByLabel('Name', { exact: true }).fill(MARKUP);
    await page.getByLabel('JSON Schema').fill(HOSTILE);
    await page.getByRole('button', { name: 'Register' }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByLabel('JSON Schema').inputValue()).toBe(HOSTILE);
    expect(await tooWide(page)).toEqual([]);

    await page.goto('/events/publish');
    await page.getByLabel('Data of order.paid').fill(HOSTILE);
    await page.getByRole('button', { name: 'Publish', exact: true }).click();
    await page.getByRole('alert').waitFor();
    expect(await page.getByLabel('Data of order.paid').inputValue()).toBe(HOSTILE);
    expect(await elements(page)).toEqual([]);
    expect(await tooWide(page)).toEqual([]);

    const stranger = await (
      await browser().newContext({ baseURL: world.url, viewport: PHONE })
    ).newPage();
    await stranger.goto(`/sign-in/link#${encodeURIComponent(MARKUP)}`);
    await stranger.getByRole('button', { name: 'Sign in' }).click();
    await stranger.getByRole('alert').waitFor();
    await stranger.goto('/sign-in');
    await stranger
      .getByLabel('E-mail address', { exact: true })
      .fill(`${'w'.repeat(60)}@${'w'.repeat(60)}.example.com`);
    await stranger.getByRole('button', { name: 'Mail me a link' }).click();
    await stranger.getByRole('heading', { name: 'Check your mail' }).waitFor();
    expect(await tooWide(stranger)).toEqual([]);
  });
});
