import { randomUUID } from 'node:crypto';
import { findFreePort } from '../../dev/ports';
import { disabledMail } from '../../src/activities/disabled-mail';
import { createMailer } from '../../src/mail/mailer';
import type { EndpointRow } from '../../src/db/endpoints';
import type { Endpoint } from '../../src/service/endpoints';
import { eventually } from '../helpers/eventually';
import { answer, TestReceiver } from '../helpers/receiver';
import { TestSmtpServer } from '../helpers/smtp';
import { startTimeSkippingStack, type TimeSkippingStack } from '../helpers/time-skipping';

const FROM = 'Signalpost <hooks@signalpost.example>';
const PUBLIC_URL = 'https://hooks.example';

describe('mails about disabled endpoints', () => {
  let stack: TimeSkippingStack;
  let receiver: TestReceiver;
  let smtp: TestSmtpServer;

  beforeAll(async () => {
    smtp = await TestSmtpServer.start();
    receiver = await TestReceiver.start();
    stack = await startTimeSkippingStack({
      environment: { SMTP_URL: smtp.url, MAIL_FROM: FROM, DISABLE_AFTER_FAILURES: '1', PUBLIC_URL },
    });
  });

  afterAll(async () => {
    await stack.close();
    await receiver.close();
    await smtp.close();
  });

  /** An endpoint whose organization has two admins and one member, with addresses of their own. */
  async function endpointWithAdmins(name: string | null = null) {
    const endpoint = await stack.createEndpoint(receiver.url(`/${randomUUID()}`), { name });
    const address = (who: string) => `${who}-${endpoint.id}@example.com`;
    for (const [who, role] of [
      ['one', 'admin'],
      ['two', 'admin'],
      ['three', 'member'],
    ] as const) {
      await stack.services.organizations.addMember(endpoint.organization_id, address(who), role);
    }
    return { endpoint, admins: [address('one'), address('two')] as const };
  }

  const row = (endpoint: Endpoint) => stack.services.endpoints.get(null, endpoint.id);
  const mailRows = async (endpoint: Endpoint) => {
    const { rows } = await stack.pool.query<{ recipient: string; sent: boolean }>(
      `select recipient, sent_at is not null as sent from mails where endpoint_id = $1
       order by created_at, recipient`,
      [endpoint.id],
    );
    return rows;
  };
  const allSent = (endpoint: Endpoint, count: number) =>
    eventually(`${count} mails are sent`, async () => {
      const rows = await mailRows(endpoint);
      return rows.length === count && rows.every(({ sent }) => sent);
    });
  const mailsAbout = (endpoint: Endpoint) =>
    smtp.mails.filter(({ parsed }) => parsed.text?.includes(endpoint.id));

  /** The endpoint's next event is answered with 410 Gone. */
  async function disableByGone(endpoint: Endpoint): Promise<void> {
    receiver.answerWith(answer(410));
    await stack.publish(endpoint, 1);
    await eventually('disabled', async () => !(await row(endpoint)).enabled);
  }

  it('410: each admin gets exactly one, the member none', async () => {
    const { endpoint, admins } = await endpointWithAdmins('Shop');
    await disableByGone(endpoint);
    await allSent(endpoint, 2);
    const mails = mailsAbout(endpoint);
    expect(mails.map(({ to }) => to).sort()).toEqual(admins.map((address) => [address]).sort());
    const { disabled_at } = await row(endpoint);
    for (const { parsed, source } of mails) {
      expect(parsed.from?.text).toBe('"Signalpost" <hooks@signalpost.example>');
      expect(parsed.subject).toBe('Webhook endpoint disabled: Shop');
      expect(parsed.text).toContain('because its receiver answered 410 Gone.');
      expect(parsed.text).toContain(`disabled at ${disabled_at!}`);
      expect(parsed.text).toContain(`URL: ${endpoint.url}`);
      expect(parsed.text).toContain(`${PUBLIC_URL}/settings/webhooks/${endpoint.id}`);
      expect(parsed.headers.get('auto-submitted')).toBe('auto-generated');
      expect(source).not.toContain(endpoint.secret);
    }
    expect(new Set(mails.map(({ parsed }) => parsed.messageId)).size).toBe(2);
  });

  it('used-up attempts: one mail each, that tells how many events', async () => {
    receiver.answerWith(answer(500));
    const { endpoint } = await endpointWithAdmins();
    await stack.publish(endpoint, 3);
    await stack.armed(endpoint, 3);
    await stack.pass('3 hours');
    expect(await row(endpoint)).toMatchObject({ enabled: false, disabled_reason: 'failures' });
    await allSent(endpoint, 2);
    const mails = mailsAbout(endpoint);
    expect(mails).toHaveLength(2);
    expect(mails[0]!.parsed.text).toMatch(
      /because (an event|\d events in a row) could not be delivered\./,
    );
    // Nothing more is sent, however much time passes.
    await stack.pass('3 hours');
    expect(mailsAbout(endpoint)).toHaveLength(2);
  });

  it('a server that refuses for now gets the mail later, once', async () => {
    const { endpoint, admins } = await endpointWithAdmins();
    const before = smtp.refused;
    smtp.refuseNext(4);
    await disableByGone(endpoint);
    await eventually('refused', () => smtp.refused > before);
    await stack.pass('10 minutes');
    await allSent(endpoint, 2);
    expect(smtp.refused).toBe(before + 4);
    for (const admin of admins) expect(await smtp.mailsTo(admin)).toHaveLength(1);
  });

  it('a server that is down gets the mail when it is up again', async () => {
    const { endpoint, admins } = await endpointWithAdmins();
    const { port } = smtp;
    await smtp.close();
    await disableByGone(endpoint);
    const handle = stack.temporal.client.workflow.getHandle(`endpoint/${endpoint.id}`);
    await eventually('both have failed', async () => {
      const { raw } = await handle.describe();
      const failed = (raw.pendingActivities ?? []).filter(
        ({ activityType, lastFailure }) => activityType?.name === 'sendMail' && lastFailure,
      );
      return failed.length === 2;
    });
    expect((await mailRows(endpoint)).map(({ sent }) => sent)).toEqual([false, false]);
    smtp = await TestSmtpServer.start(port);
    await stack.pass('1 hour');
    await allSent(endpoint, 2);
    for (const admin of admins) expect(await smtp.mailsTo(admin)).toHaveLength(1);
  });

  it('a manual disabling sends none', async () => {
    const { endpoint } = await endpointWithAdmins();
    await stack.services.endpoints.update(null, endpoint.id, { enabled: false }, () => undefined);
    const other = await endpointWithAdmins();
    await stack.temporal.client.workflow
      .getHandle(`endpoint/${other.endpoint.id}`)
      .signal('disable');
    await eventually('both are disabled', async () => {
      const states = await Promise.all([endpoint, other.endpoint].map((one) => stack.status(one)));
      return states.every(({ state }) => state === 'disabled');
    });
    await stack.pass('1 hour');
    expect(await mailRows(endpoint)).toEqual([]);
    expect(await mailRows(other.endpoint)).toEqual([]);
  });

  it('disabled, enabled and disabled again: a second mail', async () => {
    const { endpoint, admins } = await endpointWithAdmins();
    await disableByGone(endpoint);
    await allSent(endpoint, 2);
    await stack.services.endpoints.update(null, endpoint.id, { enabled: true }, () => undefined);
    await eventually(
      'the workflow follows',
      async () => (await stack.status(endpoint)).state === 'enabled',
    );
    await disableByGone(endpoint);
    await allSent(endpoint, 4);
    for (const admin of admins) {
      const mails = await smtp.mailsTo(admin, 2);
      expect(new Set(mails.map(({ parsed }) => parsed.messageId)).size).toBe(2);
      expect(mails).toHaveLength(2);
    }
  });

  it('no admin, no mail', async () => {
    const endpoint = await stack.createEndpoint(receiver.url('/nobody'));
    await disableByGone(endpoint);
    expect(await mailRows(endpoint)).toEqual([]);
    expect(await stack.settled(endpoint)).toMatchObject({ state: 'disabled' });
  });

  it.each([
    ['line feeds', 'Shop\r\nBcc: all@example.com\r\n\r\nhello', 'Shop Bcc: all@example.com hello'],
    [
      'Unicode line separators',
      'a\u2028Bcc: b@example.com\u2029c\u0085d',
      'a Bcc: b@example.com c d',
    ],
    ['255 characters', 'x'.repeat(255), 'x'.repeat(80)],
    ['an emoji at the cut', 'x'.repeat(79) + '😀😀', `${'x'.repeat(79)}😀`],
    ['encoded words', '=?utf-8?q?=0d=0aBcc:all=40example.com?=', null],
    [
      'letters of all kinds',
      'Müller & Söhne <b@example.com> "店"',
      'Müller & Söhne <b@example.com> "店"',
    ],
  ])('a name with %s adds no header', async (_name, name, shown) => {
    const { endpoint, admins } = await endpointWithAdmins();
    // Past the API, which refuses control characters.
    await stack.pool.query('update webhook_endpoints set name = $2 where id = $1', [
      endpoint.id,
      name,
    ]);
    await disableByGone(endpoint);
    const [mail] = await smtp.mailsTo(admins[0]);
    const { parsed, to } = mail!;
    expect(to).toEqual([admins[0]]);
    expect(parsed.headers.has('bcc')).toBe(false);
    expect([...parsed.headers.keys()].sort()).toEqual([
      'auto-submitted',
      'content-transfer-encoding',
      'content-type',
      'date',
      'from',
      'message-id',
      'mime-version',
      'subject',
      'to',
    ]);
    expect(parsed.subject).toMatch(/^Webhook endpoint disabled: /);
    if (shown !== null) expect(parsed.subject).toBe(`Webhook endpoint disabled: ${shown}`);
    await allSent(endpoint, 2);
  });
});

describe('mails without SMTP_URL', () => {
  it('are kept in the database, unsent', async () => {
    const stack = await startTimeSkippingStack();
    const receiver = await TestReceiver.start(answer(410));
    try {
      const endpoint = await stack.createEndpoint(receiver.url());
      const { organization_id } = endpoint;
      await stack.services.organizations.addMember(organization_id, 'a@example.com', 'admin');
      await stack.publish(endpoint, 1);
      const rows = await eventually('the mail is written', async () => {
        const found = await stack.pool.query<Record<string, unknown>>(
          'select recipient, subject, sent_at, claimed_at from mails',
        );
        return found.rows.length > 0 ? found.rows : undefined;
      });
      await stack.pass('1 hour');
      expect(rows).toEqual([
        {
          recipient: 'a@example.com',
          subject: `Webhook endpoint disabled: 127.0.0.1:${receiver.port}`,
          sent_at: null,
          claimed_at: null,
        },
      ]);
      expect(await stack.settled(endpoint)).toMatchObject({ state: 'disabled' });
      const { raw } = await stack.temporal.client.workflow
        .getHandle(`endpoint/${endpoint.id}`)
        .describe();
      expect(raw.pendingActivities ?? []).toEqual([]);
    } finally {
      await stack.close();
      await receiver.close();
    }
  });
});

describe('the mailer', () => {
  const MAIL = { id: randomUUID(), recipient: 'a@example.com', subject: 's', body: 'b' };

  it('says so when the server does not take the mail', async () => {
    const smtp = await TestSmtpServer.start();
    const mailer = createMailer(smtp.url, FROM);
    smtp.refuseNext(1);
    await expect(mailer.send(MAIL)).rejects.toThrow('greylisted');
    await mailer.send(MAIL);
    expect(smtp.mails).toHaveLength(1);
    expect(smtp.mails[0]?.parsed.messageId).toBe(`<${MAIL.id}@signalpost>`);
    mailer.close();
    await smtp.close();
  });

  it('says so when there is no server', async () => {
    const mailer = createMailer(`smtp://127.0.0.1:${await findFreePort()}`, FROM);
    await expect(mailer.send(MAIL)).rejects.toThrow('ECONNREFUSED');
    mailer.close();
  });
});

describe('disabledMail', () => {
  const ENDPOINT = {
    id: randomUUID(),
    organization_id: randomUUID(),
    url: 'https://example.com/hooks?token=a',
    name: null,
    disabled_at: '2026-01-02T03:04:05.678901Z',
    disabled_reason: 'failures',
    consecutive_failures: 1,
  } as EndpointRow;

  it('counts in words that fit', () => {
    expect(disabledMail(ENDPOINT, 0, PUBLIC_URL).body).toContain(
      'because an event could not be delivered.',
    );
    expect(disabledMail({ ...ENDPOINT, consecutive_failures: 10 }, 7, PUBLIC_URL).body).toMatch(
      /because 10 events in a row could not be delivered\.[^]*marked as skipped: 7\n/,
    );
  });

  it('names an endpoint without a name by its host', () => {
    expect(disabledMail(ENDPOINT, 0, PUBLIC_URL).subject).toBe(
      'Webhook endpoint disabled: example.com',
    );
    expect(disabledMail({ ...ENDPOINT, name: '' }, 0, PUBLIC_URL).subject).toBe(
      'Webhook endpoint disabled: example.com',
    );
    expect(disabledMail({ ...ENDPOINT, name: ' \u3000 ' }, 0, PUBLIC_URL).subject).toBe(
      'Webhook endpoint disabled: example.com',
    );
  });
});
