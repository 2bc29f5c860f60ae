import type { Page } from 'playwright-core';
import { AXE_RULES_OF_LOOKS, axeViolations, describeWithBrowser } from '../helpers/browser';
import { eventually } from '../helpers/eventually';
import { answer } from '../helpers/receiver';
import type { TestOrganization } from '../helpers/stack';
import { signedInPage, startDashboardWorld, WEBHOOKS, type DashboardWorld } from './world';

const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };
const LOOKS = [
  ['light', DESKTOP, undefined],
  ['dark', PHONE, AXE_RULES_OF_LOOKS],
] as const;
const UNFOLD = `for (const details of document.querySelectorAll('details')) details.open = true`;
/** What a page does that is not by its address alone. */
type Steps = (page: Page) => Promise<unknown>;

describeWithBrowser('accessibility', (browser) => {
  let world: DashboardWorld;
  let acme: TestOrganization;
  let path: string;
  let event: string;
  let message: string;
  let disabled: string;
  let admin: string;
  let member: string;
  let newcomer: string;
  beforeAll(async () => {
    world = await startDashboardWorld({ DASHBOARD_SHOW_MAILS: 'true' });
    const { receiver, stack } = world;
    receiver.answerWith((received, response) => {
      response.writeHead(received.path === '/hook' ? 204 : 410).end('no more');
    });
    acme = await stack.createOrganization();
    admin = await world.session(acme);
    member = await world.session(acme, 'member');
    newcomer = await world.session(await stack.createOrganization('Empty'));
    const working = await world.endpoint(acme, { name: 'Shop', headers: { 'X-Tenant': '42' } });
    const gone = await world.endpoint(acme, { url: receiver.url('/gone') });
    [path, disabled] = [working.path, gone.path];
    await acme.api.post('/v1/webhooks/event-types', {
      name: 'invoice.paid',
      description: 'Somebody has paid.',
      schema: { type: 'object', examples: [{ n: 1, s: 'x', t: true }] },
    });
    const published = await acme.api.post('/v1/webhooks/events', {
      type: 'order.paid',
      data: { n: 1, s: 'text', t: true, u: null },
    });
    message = published.body.id as string;
    const events = published.body.webhook_events as { id: string; webhook_endpoint_id: string }[];
    event = events.find((one) => working.path.endsWith(one.webhook_endpoint_id))?.id ?? '';
    await eventually('one is delivered and one disabled', async () => {
      const { body } = await acme.api.get('/v1/webhooks/endpoints');
      const { body: log } = await acme.api.get('/v1/webhooks/deliveries?succeeded=true');
      const isOneDisabled = (body.items as { enabled: boolean }[]).some(({ enabled }) => !enabled);
      return isOneDisabled && (log.items as unknown[]).length > 0;
    });
    receiver.answerWith(answer(204));
    // Events in each state, so that the lists of them have rows.
    await stack.pool.query(
      `insert into webhook_events (id, message_id, endpoint_id, organization_id, type, work, attempts,
         succeeded, skipped, next_attempt_at)
       select gen_random_uuid(), $1, $2, $3, 'order.paid', work, attempts, succeeded, skipped, due
       from (values ('retrying', 2, null::boolean, false, now() + interval '1 day'),
         (null, 0, null, true, null), (null, 10, false, false, null))
         states (work, attempts, succeeded, skipped, due)`,
      [message, working.id, acme.id],
    );
  });
  afterAll(() => world.close());

  const dialog = async (page: Page, link: string) => {
    await page.getByRole('link', { name: link }).first().click();
    await page.getByRole('dialog').getByRole('heading', { level: 1 }).waitFor();
  };
  const press = async (page: Page, name: string) => {
    await page.getByRole('button', { name, exact: true }).click();
    await page.waitForLoadState();
  };

  const pages: readonly [string, () => string, (() => string) | null, Steps?][] = [
    ['signing in', () => '/sign-in', null],
    [
      'signing in with a wrong token',
      () => '/sign-in',
      null,
      async (page) => {
        await page.getByLabel('Access token', { exact: true }).fill('no');
        await press(page, 'Sign in with the token');
        await page.getByText('is not valid').waitFor();
      },
    ],
    [
      'a mail that is shown',
      () => '/sign-in',
      null,
      async (page) => {
        const email = `shown-${Date.now()}@example.com`;
        await world.stack.services.organizations.addMember(acme.id, email, 'member');
        await page.getByLabel('E-mail address', { exact: true }).fill(email);
        await press(page, 'Show me a link');
        await page.getByRole('link', { name: 'Open the link' }).waitFor();
      },
    ],
    ['the link of a mail', () => '/sign-in/link#code', null],
    ['the first steps, none done', () => '/', () => newcomer],
    ['the first steps, done', () => '/', () => admin],
    ['no endpoint', () => WEBHOOKS, () => newcomer],
    ['endpoints', () => WEBHOOKS, () => admin],
    ['endpoints by state', () => `${WEBHOOKS}?state=disabled`, () => admin],
    ['no endpoint of a name', () => `${WEBHOOKS}?text=zzzz`, () => admin],
    ['a new endpoint', () => `${WEBHOOKS}/new`, () => admin],
    [
      'a new endpoint with problems',
      () => `${WEBHOOKS}/new`,
      () => admin,
      async (page) => {
        await page.getByLabel('URL', { exact: true }).fill('https://10.0.0.1');
        await page.getByText('Order, headers and secret').click();
        await page.getByLabel('Secret of your own').fill('short');
        await press(page, 'Create');
        await page.getByRole('alert').waitFor();
      },
    ],
    ['changing an endpoint', () => `${path}/edit`, () => admin],
    ['an endpoint', () => path, () => admin],
    ['an endpoint that is new', () => `${path}?done=created`, () => admin],
    ['an endpoint of a member', () => `${path}?range=7d`, () => member],
    ['an endpoint that is disabled', () => disabled, () => admin],
    ['no delivery like that', () => `${path}?text=nothing`, () => admin],
    ['the side view', () => path, () => admin, (page) => dialog(page, 'order.paid')],
    ['a question in the side view', () => path, () => admin, (page) => dialog(page, 'Delete')],
    ['disabling', () => `${path}/disable`, () => admin],
    ['resetting the secret', () => `${path}/reset-secret`, () => admin],
    ['deleting', () => `${path}/delete`, () => admin],
    ['recovering', () => `${path}/recover`, () => admin],
    ['recovering what is disabled', () => `${disabled}/recover`, () => admin],
    ...['waiting', 'retrying', 'skipped', 'failed'].map(
      (state) =>
        [`events: ${state}`, () => `${path}/events?state=${state}`, () => admin] as [
          string,
          () => string,
          () => string,
        ],
    ),
    ['an event', () => `${path}/events/${event}`, () => admin],
    ['nothing published', () => '/events', () => newcomer],
    ['events', () => '/events', () => admin],
    ['a message', () => `/events/${message}`, () => admin],
    ['publishing', () => '/events/publish', () => admin],
    ['event types', () => '/settings/event-types', () => admin],
    ['an event type', () => '/settings/event-types/invoice.paid', () => admin],
    ['members', () => '/settings/members', () => admin],
    ['members, for a member', () => '/settings/members', () => member],
    ['access tokens', () => '/settings/access-tokens', () => admin],
    [
      'a new access token',
      () => '/settings/access-tokens',
      () => admin,
      async (page) => {
        await page.getByLabel('Name').fill('Shop server');
        await page.getByRole('checkbox', { name: /^events:write/ }).check();
        await press(page, 'Create');
        await page.getByRole('heading', { name: 'The new access token' }).waitFor();
      },
    ],
    ['a page that is not there', () => '/settings/nothing', () => admin],
    ['a page that is not allowed', () => `${path}/edit`, () => member],
  ];

  it.each(pages.map(([what, ...how]) => [what, how] as const))(
    '%s: nothing that axe finds, light and dark, wide and narrow',
    async (_what, [address, session, steps]) => {
      const page =
        session === null
          ? await (await browser().newContext({ baseURL: world.url })).newPage()
          : await signedInPage(browser(), world, session());
      await page.goto(address());
      await steps?.(page);
      // What is folded is nothing to axe.
      await page.evaluate(UNFOLD);
      for (const [colorScheme, viewport, rules] of LOOKS) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await page.setViewportSize(viewport);
        expect([colorScheme, await axeViolations(page, rules)]).toEqual([colorScheme, []]);
      }
      const overflow =
        'document.documentElement.scrollWidth - document.documentElement.clientWidth';
      expect(await page.evaluate(overflow)).toBe(0);
    },
  );

  it('axe finds what is wrong', async () => {
    const page = await (await browser().newContext({ baseURL: world.url })).newPage();
    await page.goto('/sign-in');
    await page.evaluate(`document.querySelector('label').remove()`);
    expect(await axeViolations(page)).toContainEqual(expect.stringMatching(/^label: .*#email/));
  });

  it('the first Tab is the way past the navigation', async () => {
    const page = await signedInPage(browser(), world, admin);
    await page.goto(path);
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Skip to the content');
    expect(await page.getByRole('link', { name: 'Skip to the content' }).isVisible()).toBe(true);
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(
      await page.evaluate(`document.querySelector('main').contains(document.activeElement)`),
    ).toBe(true);
  });

  it('an endpoint is created by keyboard alone', async () => {
    const page = await signedInPage(browser(), world, newcomer);
    await page.goto(WEBHOOKS);
    const { keyboard } = page;
    /** Goes on by Tab until the focus is where it is wanted. */
    const tabTo = async (name: string) => {
      const focused = `(() => {
        const { activeElement: element } = document;
        const label = element.labels?.[0];
        return (element.getAttribute('aria-label') ?? label?.textContent ?? element.textContent).trim();
      })()`;
      for (let presses = 0; presses < 120; presses += 1) {
        await keyboard.press('Tab');
        if ((await page.evaluate<string>(focused)).startsWith(name)) return;
      }
      throw new Error(`Tab does not lead to ${name}.`);
    };
    await tabTo('Create Endpoint');
    await keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Create Endpoint' }).waitFor();
    await tabTo('URL');
    await keyboard.type(world.receiver.url('/keyboard'));
    await tabTo('Name');
    await keyboard.type('By keyboard');
    await tabTo('Raw JSON');
    await keyboard.press('ArrowDown');
    await keyboard.press('ArrowUp');
    await tabTo('Search event types');
    await keyboard.type('order.');
    // It filters, and does not send the form.
    await keyboard.press('Enter');
    await tabTo('All');
    await keyboard.press('Space');
    await tabTo('order.updated');
    await keyboard.press('Space');
    await page.getByText(/^3 of \d+ chosen$/).waitFor();
    await tabTo('Create');
    await keyboard.press('Enter');
    await page.getByRole('heading', { name: 'By keyboard', level: 1 }).waitFor();
    const { rows } = await world.stack.pool.query<{ format: string; events: string[] }>(
      `select format, events from webhook_endpoints where name = 'By keyboard'`,
    );
    expect(rows).toEqual([
      { format: 'raw', events: ['order.created', 'order.paid', 'order.refunded'] },
    ]);
  });
});
