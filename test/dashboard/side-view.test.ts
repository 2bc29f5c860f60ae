import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Webhook } from 'standardwebhooks';
import { describeWithBrowser } from '../helpers/browser';
import { eventually } from '../helpers/eventually';
import { answer } from '../helpers/receiver';
import { sees, signedInPage, startDashboardWorld, type DashboardWorld } from './world';

const run = promisify(execFile);
const FOCUS_IN_DIALOG = `document.querySelector('dialog[open]')?.contains(document.activeElement)`;
const FOCUSED_TEXT = 'document.activeElement.textContent';

describeWithBrowser('the side view of an event', (browser) => {
  let world: DashboardWorld;
  beforeAll(async () => {
    world = await startDashboardWorld();
  });
  beforeEach(() => {
    world.receiver.answerWith(answer(204));
  });
  afterAll(() => world.close());

  /** An endpoint with one delivered event, open in the side view. */
  async function open(permissions: string[] = []) {
    const acme = await world.stack.createOrganization();
    // What another test has left in retry comes by another path.
    const path = `/hook/${acme.id}`;
    const received = () => world.receiver.received.filter((one) => one.path === path);
    const endpoint = await world.endpoint(acme, { url: world.receiver.url(path) });
    await acme.api.post('/v1/webhooks/events', {
      type: 'order.paid',
      data: { note: `it's "here" \\ $HOME \`id\` ü😀`, n: 1 },
    });
    await eventually('it arrives', () => received().length === 1);
    const token = await world.session(acme);
    const page = await signedInPage(browser(), world, token, { permissions });
    await page.goto(endpoint.path);
    const link = page
      .getByRole('region', { name: 'Table of deliveries' })
      .getByRole('link', { name: 'order.paid' });
    await link.click();
    const dialog = page.getByRole('dialog', { name: /^order\.paid event/ });
    await dialog.getByRole('heading', { name: 'order.paid', level: 1 }).waitFor();
    return { endpoint, page, link, dialog, received };
  }

  it('is a dialog with the focus inside; Esc closes it and gives the focus back', async () => {
    const { page, dialog } = await open();
    expect(await page.evaluate(FOCUS_IN_DIALOG)).toBe(true);
    // The page beneath is out of reach while it is open.
    for (let presses = 0; presses < 25; presses += 1) {
      await page.keyboard.press('Tab');
      const outside = `document.activeElement !== document.body && !(${FOCUS_IN_DIALOG})`;
      expect(await page.evaluate(outside)).toBe(false);
    }
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
    expect(await page.evaluate(FOCUSED_TEXT)).toBe('order.paid');
    await page.keyboard.press('Enter');
    await dialog.waitFor();
    await dialog.getByRole('button', { name: 'Close' }).click();
    await dialog.waitFor({ state: 'hidden' });
    expect(await page.evaluate(FOCUSED_TEXT)).toBe('order.paid');
  });

  it('shows the attempt of a redelivery by itself, and so does the page beneath', async () => {
    const { page, dialog, received } = await open();
    await page.evaluate('window.notReloaded = true');
    expect(await dialog.getByRole('list').getByRole('listitem').count()).toBe(1);
    world.receiver.answerWith(answer(503, {}, 'not just now'));
    await dialog.getByRole('button', { name: 'Redeliver' }).click();
    await dialog.getByText('It is sent again.').waitFor();
    await dialog.getByText('not just now').waitFor();
    const attempts = dialog.getByRole('listitem');
    expect(await attempts.nth(0).textContent()).toContain('204 delivered');
    expect(await attempts.nth(1).textContent()).toContain('503 failed');
    expect(new Set(received().map(({ id }) => id)).size).toBe(1);
    await page.keyboard.press('Escape');
    await page
      .getByRole('region', { name: 'Table of deliveries' })
      .getByText('503 failed')
      .waitFor();
    expect(await page.evaluate('window.notReloaded')).toBe(true);
  });

  it('"Copy as curl" copies a command that sends the same again', async () => {
    const { page, dialog, endpoint, received } = await open(['clipboard-read', 'clipboard-write']);
    await dialog.getByRole('button', { name: 'Copy as curl' }).click();
    await dialog.getByRole('button', { name: 'Copied' }).waitFor();
    const command = await page.evaluate<string>('navigator.clipboard.readText()');
    expect(command).toMatch(/^curl /);
    await run('bash', ['-c', command]);
    const [first, second] = received();
    expect(second?.body).toBe(first?.body);
    expect(second?.id).toBe(first?.id);
    expect(new Webhook(endpoint.secret).verify(second?.body ?? '', second?.headers ?? {})).toEqual(
      JSON.parse(first?.body ?? ''),
    );
  });

  it('410 Gone disables at once, and the page says why', async () => {
    const { page, dialog, endpoint } = await open();
    world.receiver.answerWith(answer(410));
    await dialog.getByRole('button', { name: 'Redeliver' }).click();
    await dialog.getByText('410 failed').waitFor();
    await dialog.getByText('The endpoint is disabled: nothing is redelivered to it.').waitFor();
    await page.goto(endpoint.path);
    await sees(page, 'Its receiver answered 410 Gone');
    expect(await page.getByRole('button', { name: 'Send test event' }).count()).toBe(0);
  });
});
