import type { Page } from 'playwright-core';
import { RowMaker } from '../api/matrix/rows';
import { describeWithBrowser } from '../helpers/browser';
import type { TestOrganization } from '../helpers/stack';
import { signedInPage, startDashboardWorld, WEBHOOKS, type DashboardWorld } from './world';

/** A type, its outcome, and when it was tried: 19:30 UTC is 01:00 of the next day in India. */
const DELIVERIES = [
  ['order.paid', 204, '2026-01-14T19:30:00Z'],
  ['order.created', 302, '2026-01-15T19:30:00Z'],
  ['order.updated', 404, '2026-01-16T19:30:00Z'],
  ['refund.created', 503, '2026-01-17T19:30:00Z'],
  ['refund.updated', null, '2026-01-18T19:30:00Z'],
] as const;

describeWithBrowser('lists and their filters', (browser) => {
  let world: DashboardWorld;
  let acme: TestOrganization;
  let maker: RowMaker;
  let token: string;
  beforeAll(async () => {
    // Without a worker rows stay as they are made.
    world = await startDashboardWorld({}, { worker: false });
    acme = await world.stack.createOrganization();
    maker = new RowMaker(world.stack, acme.id);
    token = await world.session(acme);
  });
  afterAll(() => world.close());

  const table = (page: Page) => page.getByRole('region', { name: 'Table of deliveries' });
  const types = (page: Page) => table(page).getByRole('link').allTextContents();

  async function withDeliveries() {
    const endpoint = await maker.endpoint();
    const ids: string[] = [];
    for (const [type, code, at] of DELIVERIES) {
      const event = await maker.event(endpoint);
      ids.push(event);
      await world.stack.pool.query(
        `with event as (update webhook_events set type = $2 where id = $1)
         update webhook_deliveries set http_code = $3, succeeded = $4, created_at = $5
         where event_id = $1`,
        [event, type, code, code === 204, at],
      );
    }
    return { path: `${WEBHOOKS}/${endpoint}`, ids };
  }

  it('deliveries by result, code, type, text and both, in the viewer’s zone', async () => {
    const { path, ids } = await withDeliveries();
    const page = await signedInPage(browser(), world, token, { timezoneId: 'Asia/Kolkata' });
    await page.goto(path);
    await table(page).getByText('19 Jan, 01:00:00').waitFor();
    expect(await types(page)).toEqual(DELIVERIES.map(([type]) => type).reverse());

    const search = page.getByRole('search', { name: 'Deliveries' });
    const filter = async (change: (form: typeof search) => Promise<unknown>) => {
      const clear = search.getByRole('link', { name: 'Clear' });
      if ((await clear.count()) > 0) await clear.click();
      await page.waitForURL((url) => url.search === '');
      await change(search);
      await search.getByRole('button', { name: 'Filter' }).click();
      await clear.waitFor();
      return (await table(page).count()) === 0 ? [] : types(page);
    };
    const choose = (label: string, option: string) =>
      filter((form) =>
        form.getByRole('combobox', { name: label, exact: true }).selectOption(option),
      );
    expect(await choose('Result', 'delivered')).toEqual(['order.paid']);
    expect(await choose('Result', 'failed')).toHaveLength(4);
    expect(await choose('Code', '2xx')).toEqual(['order.paid']);
    expect(await choose('Code', '3xx')).toEqual(['order.created']);
    expect(await choose('Code', '4xx')).toEqual(['order.updated']);
    expect(await choose('Code', '5xx')).toEqual(['refund.created']);
    expect(await choose('Event type', 'order.updated')).toEqual(['order.updated']);
    expect(await choose('Event type', 'product.created')).toEqual([]);
    await page.getByText('No delivery matches.').waitFor();

    const text = (value: string) => filter((form) => form.getByLabel('Id or code').fill(value));
    // The figures may stand in an id of another one too.
    expect(await text('503')).toContain('refund.created');
    expect(await text((ids[2] ?? '').slice(0, 13))).toEqual(['order.updated']);
    expect(await text('%')).toEqual([]);
    expect(await text('<b>')).toEqual([]);

    // From 01:00 of the 16th in India, exclusive as on the API: 19:30 of the 15th in UTC.
    const between = (from: string, to: string) =>
      filter(async (form) => {
        await form.getByLabel('From').fill(from);
        await form.getByLabel('To', { exact: true }).fill(to);
      });
    expect(await between('2026-01-16T00:59', '2026-01-17T01:00')).toEqual(['order.created']);
    expect(await between('2026-01-16T01:00', '2026-01-17T01:01')).toEqual(['order.updated']);
    // What was asked for is still in the form.
    expect(await search.getByLabel('From').inputValue()).toBe('2026-01-16T01:00');
    expect(
      await filter(async (form) => {
        await form.getByRole('combobox', { name: 'Result' }).selectOption('failed');
        await form.getByRole('combobox', { name: 'Event type' }).selectOption('order.created');
        await form.getByLabel('From').fill('2026-01-01T00:00');
      }),
    ).toEqual(['order.created']);
  });

  it('a filter that is being filled in stays while the page updates itself', async () => {
    const { path, ids } = await withDeliveries();
    const page = await signedInPage(browser(), world, token);
    await page.goto(path);
    const text = page.getByLabel('Id or code');
    await text.fill('half a word');
    await world.stack.pool.query(
      `insert into webhook_deliveries
         (id, event_id, endpoint_id, organization_id, attempt, succeeded, http_code, duration_ms)
       select gen_random_uuid(), event_id, endpoint_id, organization_id, 2, true, 299, 5
       from webhook_deliveries where event_id = $1`,
      [ids[0]],
    );
    await table(page).getByText('299 delivered').waitFor();
    expect(await text.inputValue()).toBe('half a word');
    expect(await page.evaluate('document.activeElement.name')).toBe('text');
  });

  it('older deliveries come page by page, each once, with the filter kept', async () => {
    const endpoint = await maker.endpoint();
    const event = await maker.event(endpoint);
    await world.stack.pool.query(
      `insert into webhook_deliveries (id, event_id, endpoint_id, organization_id, attempt,
         succeeded, http_code, duration_ms, created_at)
       select gen_random_uuid(), $1, $2, $3, n, false, 500 + n % 2, n,
         timestamptz '2026-01-01T00:00:00Z' + n / 4 * interval '1 minute'
       from generate_series(6, 105) n`,
      [event, endpoint, acme.id],
    );
    const page = await signedInPage(browser(), world, token);
    await page.goto(`${WEBHOOKS}/${endpoint}?outcome=failed&code=5xx`);
    const took: string[] = [];
    for (;;) {
      took.push(...(await table(page).getByRole('cell', { name: / ms$/ }).allTextContents()));
      const older = page.getByRole('link', { name: 'Older' });
      if ((await older.count()) === 0) break;
      const before = page.url();
      await older.click();
      await page.waitForURL((url) => url.href !== before);
      await table(page).waitFor();
    }
    expect(took).toHaveLength(101);
    expect(new Set(took).size).toBe(101);
    await page.getByRole('link', { name: 'Newest' }).click();
    await page.waitForURL((url) => !url.search.includes('cursor'));
    expect(new URL(page.url()).searchParams.get('outcome')).toBe('failed');
  });

  it('endpoints by name, URL and state, over pages that keep the filter', async () => {
    const organization = await world.stack.createOrganization();
    const foreign = await world.stack.createOrganization();
    const many = async ({ id }: { id: string }, count: number) => {
      const rows = new RowMaker(world.stack, id);
      for (let n = 1; n <= count; n += 1) await rows.endpoint(`https://Tenant-${n}.example/a%b`);
      await world.stack.pool.query(
        `update webhook_endpoints p
         set name = 'Shop ' || n, enabled = n % 3 <> 0,
           consecutive_failures = case when n % 5 = 0 then 4 else 0 end,
           created_at = now() - n * interval '1 minute'
         from (select id, substring(url, '\\d+')::integer as n from webhook_endpoints
               where organization_id = $1) numbered
         where p.id = numbered.id`,
        [id],
      );
    };
    await maker.endpoint();
    await many(organization, 45);
    await many(foreign, 45);
    const page = await signedInPage(browser(), world, await world.session(organization));
    const list = page.getByRole('region', { name: 'Endpoints', exact: true });
    const names = async () =>
      (await list.count()) === 0 ? [] : list.getByRole('link').allTextContents();
    const search = page.getByRole('search', { name: 'Endpoints' });
    const find = async (text: string, state = '') => {
      await page.goto(WEBHOOKS);
      await search.getByLabel('Name or URL').fill(text);
      await search.getByRole('combobox', { name: 'State' }).selectOption(state);
      await search.getByRole('button', { name: 'Filter' }).click();
      await search.getByRole('link', { name: 'Clear' }).waitFor();
      return names();
    };
    expect(await find('shop 4')).toEqual([4, 40, 41, 42, 43, 44, 45].map((n) => `Shop ${n}`));
    expect(await find('TENANT-7.')).toEqual(['Shop 7']);
    expect(await find('%b', 'failing')).toEqual([5, 10, 20, 25, 35, 40].map((n) => `Shop ${n}`));
    expect(await find('_')).toEqual([]);
    await page.getByText('No endpoint matches').waitFor();
    expect(await find('<b>')).toEqual([]);
    expect(await find('', 'disabled')).toHaveLength(15);
    const enabled = await find('', 'enabled');
    expect(enabled).toHaveLength(20);
    await page.getByRole('link', { name: 'Older' }).click();
    await page.getByText('Page 2 of 2').waitFor();
    const all = [...enabled, ...(await names())];
    expect(all).toHaveLength(30);
    expect(new Set(all).size).toBe(30);
    expect(await search.getByRole('combobox', { name: 'State' }).inputValue()).toBe('enabled');
    // Few endpoints are seen at a glance.
    await page.context().close();
    const few = await signedInPage(browser(), world, token);
    await few.goto(WEBHOOKS);
    await few.getByRole('heading', { name: 'Webhooks' }).waitFor();
    expect(await few.getByRole('search').count()).toBe(0);
  });

  it('what waits, is in retry, was skipped or has failed is counted, and listed by its state', async () => {
    const endpoint = await world.endpoint(acme, {
      url: 'https://example.com/',
      events: ['order.paid'],
    });
    const items = Array.from({ length: 10 }, (_, n) => ({ type: 'order.paid', data: { n } }));
    const published = await acme.api.post('/v1/webhooks/events/batch', { events: items });
    expect(published.status).toBe(202);
    const { rows } = await world.stack.pool.query<{ id: string }>(
      'select id from webhook_events where endpoint_id = $1 order by seq',
      [endpoint.id],
    );
    const ids = rows.map(({ id }) => id);
    const set = (what: string, some: readonly string[]) =>
      world.stack.pool.query(`update webhook_events set ${what} where id = any($1)`, [some]);
    await set(
      `work = 'retrying', attempts = 3, last_http_code = 503, next_attempt_at = now() + interval '1 hour'`,
      ids.slice(0, 2),
    );
    await set(`work = null, skipped = true`, ids.slice(2, 5));
    await set(
      `work = null, succeeded = false, attempts = 10, last_http_code = 500`,
      ids.slice(5, 6),
    );
    await set(`work = null, succeeded = true, attempts = 1`, ids.slice(6, 7));

    const page = await signedInPage(browser(), world, token);
    const listed = async (link: string, region: string) => {
      await page.goto(endpoint.path);
      await page.getByRole('link', { name: link }).click();
      const list = page.getByRole('region', { name: region });
      await list.waitFor();
      const shown = await list.getByRole('code').allTextContents();
      return { shown, text: await list.textContent() };
    };
    const waiting = await listed('3 waiting', 'Waiting events');
    expect(waiting.shown).toEqual(ids.slice(7));
    const retrying = await listed('2 in retry', 'In retry events');
    expect(retrying.shown.sort()).toEqual(ids.slice(0, 2).sort());
    expect(retrying.text).toContain('Next attempt');
    const skipped = await listed('3 skipped', 'Skipped events');
    expect(skipped.shown.sort()).toEqual(ids.slice(2, 5).sort());
    const failed = await listed('1 failed', 'Failed events');
    expect(failed.shown).toEqual(ids.slice(5, 6));
    expect(failed.text).toContain('500');
    // Tabs lead from one to the other, and a failed one is sent again from its row.
    await page.getByRole('link', { name: 'Skipped 3' }).click();
    await page.getByRole('link', { name: 'Failed 1' }).click();
    await page.getByRole('button', { name: 'Redeliver' }).click();
    await page.getByText('1 event will be sent again.').waitFor();
    await page.getByRole('link', { name: '0 failed' }).waitFor();
  });

  it('published events by their type', async () => {
    await acme.api.post('/v1/webhooks/events', { type: 'benefit.created', data: {} });
    const page = await signedInPage(browser(), world, token);
    await page.goto('/events');
    await page.getByLabel('Event type').selectOption('benefit.created');
    await page.getByRole('button', { name: 'Filter' }).click();
    const list = page.getByRole('region', { name: 'Events' });
    await list.getByText('no endpoint listened').waitFor();
    expect(await list.getByRole('link').allTextContents()).toEqual(['benefit.created']);
    await page.getByRole('link', { name: 'Clear' }).click();
    await list.getByRole('link', { name: 'order.paid' }).first().waitFor();
  });
});
