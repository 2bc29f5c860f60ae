import type { Page } from 'playwright-core';
import { describeWithBrowser } from '../helpers/browser';
import { eventually } from '../helpers/eventually';
import type { TestOrganization } from '../helpers/stack';
import { publish } from '../api/support';
import { signedInPage, startDashboardWorld, WEBHOOKS, type DashboardWorld } from './world';

/** The bound under which a page counts as steady is 0.1 (web.dev, "Cumulative Layout Shift"). */
const SHIFT_MAX = 0.01;
/** What a browser loads of each page beside its HTML, packed or not. */
const ASSETS_MAX_BYTES = 50_000;

const OBSERVE = `window.shifts = [];
new PerformanceObserver((list) => {
  for (const { value, hadRecentInput } of list.getEntries()) {
    if (!hadRecentInput) window.shifts.push(value);
  }
}).observe({ type: 'layout-shift', buffered: true });`;

describeWithBrowser('while a page is loaded', (browser) => {
  let world: DashboardWorld;
  let acme: TestOrganization;
  let path: string;
  let page: Page;

  beforeAll(async () => {
    world = await startDashboardWorld();
    acme = await world.stack.createOrganization();
    ({ path } = await world.endpoint(acme));
    for (let count = 0; count < 40; count += 1) await publish(acme.api);
    await eventually('delivered', () => world.receiver.received.length === 40);
  });
  afterAll(() => world.close());

  beforeEach(async () => {
    page = await signedInPage(browser(), world, await world.session(acme), {
      // Not the server's: the first page is drawn for the viewer all the same.
      timezoneId: 'Asia/Kolkata',
    });
    await page.addInitScript(OBSERVE);
  });

  const shift = () => page.evaluate<number>('window.shifts.reduce((sum, value) => sum + value, 0)');

  it('nothing moves', async () => {
    // The first visit tells the server the time zone.
    await page.goto('/settings/event-types');
    for (const address of [
      '/',
      WEBHOOKS,
      `${WEBHOOKS}/new`,
      path,
      `${path}/events?state=failed`,
      '/events',
      '/events/publish',
      '/settings/event-types',
      '/settings/members',
      '/settings/access-tokens',
    ]) {
      await page.goto(address, { waitUntil: 'networkidle' });
      expect([address, (await shift()) <= SHIFT_MAX]).toEqual([address, true]);
    }
  });

  it('would be seen if something did', async () => {
    await page.goto('/', { waitUntil: 'networkidle' });
    await page.evaluate(`document.querySelector('main').style.marginTop = '300px'`);
    await eventually('a shift', async () => (await shift()) > SHIFT_MAX);
  });

  it('times are those of the viewer, from the first page that has some', async () => {
    await page.goto(path, { waitUntil: 'networkidle' });
    const time = page.locator('table.deliveries time').first();
    const at = new Date((await time.getAttribute('datetime')) ?? '');
    const clock = new Intl.DateTimeFormat('en-GB', {
      timeZone: 'Asia/Kolkata',
      timeStyle: 'medium',
    }).format(at);
    expect(await time.textContent()).toContain(clock);
  });

  it('little is loaded, once', async () => {
    const assets = new Set<string>();
    page.on('response', (response) => {
      if (response.url().includes('/assets/')) assets.add(response.url());
    });
    await page.goto(path, { waitUntil: 'networkidle' });
    const kinds = () => [...assets].map((url) => url.replace(/.*\.(\w+)$/, '$1'));
    await eventually('both are loaded', () => kinds().includes('css') && kinds().includes('js'));
    // Asked for once more: what the browser has of an answer's body may be gone by now.
    const answers = await Promise.all([...assets].map((url) => fetch(url)));
    const bodies = await Promise.all(answers.map((answer) => answer.arrayBuffer()));
    expect(bodies.reduce((sum, { byteLength }) => sum + byteLength, 0)).toBeLessThan(
      ASSETS_MAX_BYTES,
    );
    for (const { headers } of answers) {
      expect(headers.get('cache-control')).toMatch(/^public, max-age=\d{5,}/);
    }
  });
});
