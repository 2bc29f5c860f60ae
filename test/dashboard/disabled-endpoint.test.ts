import { createLog } from '../../src/log';
import { startApiServer, type ApiServer } from '../helpers/api-server';
import { describeWithBrowser } from '../helpers/browser';
import { eventually } from '../helpers/eventually';
import { answer, TestReceiver } from '../helpers/receiver';
import { startTimeSkippingStack, type TimeSkippingStack } from '../helpers/time-skipping';
import { sees, signedInPage, WEBHOOKS } from './world';

/** Hours of retries pass in skipped time. */
describeWithBrowser('an endpoint that is disabled for its failures', (browser) => {
  let stack: TimeSkippingStack;
  let server: ApiServer;
  let receiver: TestReceiver;
  beforeAll(async () => {
    stack = await startTimeSkippingStack({
      environment: { DISABLE_AFTER_FAILURES: '2', DASHBOARD_SHOW_MAILS: 'true' },
    });
    receiver = await TestReceiver.start();
    const { services, config } = stack;
    const log = createLog('fatal', 'test');
    const up = () => Promise.resolve();
    server = await startApiServer({
      services,
      config,
      log,
      health: { database: up, temporal: up },
    });
  });
  afterAll(async () => {
    await server.close();
    await stack.close();
    await receiver.close();
  });

  async function signIn(organizationId: string): Promise<string> {
    const { organizations, sessions } = stack.services;
    await organizations.addMember(organizationId, 'admin@example.com', 'admin');
    const mail = await sessions.requestLink('admin@example.com', '127.0.0.1');
    const session = await sessions.redeemLink(new URL(mail?.link ?? '').hash.slice(1));
    if (session === undefined) throw new Error('no session');
    return session.token;
  }

  it('is seen failing and then disabled; mended and enabled, it gets what it missed in order', async () => {
    receiver.answerWith(answer(500, {}, 'out of order'));
    const endpoint = await stack.createEndpoint(receiver.url('/hook'));
    const token = await signIn(endpoint.organization_id);
    const page = await signedInPage(browser(), server, token);
    const path = `${WEBHOOKS}/${endpoint.id}`;

    const published = await stack.publish(endpoint, 1);
    await stack.armed(endpoint, 1);
    await page.goto(path);
    await page.getByRole('link', { name: '1 in retry' }).waitFor();
    const deliveries = page.getByRole('region', { name: 'Table of deliveries' });
    await deliveries.getByText('500 failed').waitFor();
    await stack.pass('3 hours');
    // The page is left alone: what becomes of the endpoint appears by itself.
    await page.evaluate('window.notReloaded = true');
    await sees(page, 'Failing 1 of 2');

    published.push(...(await stack.publish(endpoint, 1)));
    await stack.armed(endpoint, 1);
    await stack.pass('60 minutes');
    published.push(...(await stack.publish(endpoint, 2)));
    await stack.armed(endpoint, 3);
    const isEnabled = async () => (await stack.services.endpoints.get(null, endpoint.id)).enabled;
    // The two of last have gone on for an hour less when the one before them is given up.
    while (await isEnabled()) await stack.pass('15 minutes');

    const notice = page.getByRole('region', { name: 'This endpoint is disabled' });
    await notice.waitFor();
    expect(await page.evaluate('window.notReloaded')).toBe(true);
    await notice.getByText('2 events in a row could not be delivered').waitFor();
    const failures = notice.getByRole('listitem').filter({ hasText: 'out of order' });
    expect(await failures.count()).toBe(10);
    await notice.getByRole('link', { name: 'skipped events' }).click();
    const skipped = page.getByRole('region', { name: 'Skipped events' });
    expect(await skipped.getByRole('link', { name: 'order.created' }).count()).toBe(2);
    // Nothing can be sent again while it is disabled.
    expect(await page.getByRole('button', { name: 'Redeliver' }).count()).toBe(0);
    await page.goto(`${path}/recover`);
    await sees(page, 'enable it first');

    receiver.answerWith(answer(204));
    receiver.received.length = 0;
    await page.goto(path);
    await page.getByRole('button', { name: 'Enable' }).click();
    await sees(page, 'The endpoint is enabled again.');
    await page.getByText('Enabled', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'Redeliver…' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Redeliver' }).click();
    await sees(page, '4 events will be sent again.');
    await eventually('all arrive', () => receiver.received.length >= 4);
    expect(receiver.received.map(({ id }) => id)).toEqual(published);
    await page.getByRole('link', { name: '0 failed' }).waitFor();
    await page.getByRole('link', { name: '0 skipped' }).waitFor();
  }, 120_000);
});
