import { createProcessStack, type ProcessStack } from '../helpers/processes';
import { eventually } from '../helpers/eventually';
import { answer, TestReceiver } from '../helpers/receiver';
import type { ApiClient } from '../helpers/api';

const TYPE = 'order.created';
/** What no line may hold: texts that occur nowhere else. */
const MARKS = {
  payload: 'mark-of-the-payload',
  secret: 'mark-of-the-secret-of-an-endpoint-0123456789',
  header: 'mark-of-a-header',
  path: 'mark-of-the-path',
  query: 'mark-of-the-query',
  answer: 'mark-of-the-answer',
  badToken: 'sp_oat_mark-of-a-bad-token',
  badBody: 'mark-of-a-bad-body',
};

describe('the log of API and worker at its most talkative', () => {
  const lines: string[] = [];
  let stack: ProcessStack;
  let receiver: TestReceiver;
  let api: ApiClient;

  beforeAll(async () => {
    stack = await createProcessStack({ LOG_LEVEL: 'trace' }, (line) => lines.push(line));
    receiver = await TestReceiver.start(answer(200, {}, MARKS.answer));
    // Some servers are set to repeat a statement's parameters in their errors.
    const database = new URL(stack.environment.DATABASE_URL ?? '').pathname.slice(1);
    await stack.pool.query(`alter database ${database} set log_parameter_max_length_on_error = -1`);
    await Promise.all([stack.startApi(), stack.startWorker()]);
    api = await stack.createOrganization();
  });
  afterAll(async () => {
    await stack.close();
    await receiver.close();
  });

  const publish = (data: unknown = { text: MARKS.payload }) =>
    api.post('/v1/webhooks/events', { type: TYPE, data });
  const logged = (text: string) =>
    eventually(`a line with ${text}`, () => lines.some((line) => line.includes(text)));

  it('holds neither tokens nor secrets nor payloads, in success and in every failure', async () => {
    const created = await api.post('/v1/webhooks/endpoints', {
      url: receiver.url(`/${MARKS.path}?q=${MARKS.query}`),
      format: 'raw',
      events: [TYPE],
      secret: MARKS.secret,
      headers: { authorization: `Bearer ${MARKS.header}` },
    });
    expect(created.status).toBe(201);
    const path = `/v1/webhooks/endpoints/${created.body.id as string}`;
    expect((await publish()).status).toBe(202);
    await logged('"attempt":1');

    // Refusals.
    await api.call('GET', path, undefined, { authorization: `Bearer ${MARKS.badToken}` });
    await api.call('POST', '/v1/webhooks/events', `{"${MARKS.badBody}`);
    await api.post('/v1/webhooks/endpoints', { url: MARKS.badBody, secret: 1 });
    await api.get(`/v1/${MARKS.path}?q=${MARKS.query}`);

    // The receiver fails, in its answer and before it.
    receiver.answerWith(answer(500, { 'x-mark': MARKS.header }, MARKS.answer));
    await publish();
    await logged('"stage":"status"');
    await stack.pool.query('delete from webhook_deliveries');
    await api.patch(path, { url: 'http://127.0.0.1:9/mark-of-the-path?q=mark-of-the-query' });
    await publish();
    await logged('"stage":"connect"');

    // The database refuses what it is given: PostgreSQL's own words repeat the row.
    await stack.pool.query(
      `alter table webhook_messages add constraint refuse check (payload not like '%${MARKS.payload}%') not valid`,
    );
    expect((await publish()).status).toBe(500);
    await logged('violates check constraint');
    await stack.pool.query('alter table webhook_endpoints rename to away');
    expect((await api.get(path)).status).toBe(500);
    await logged('does not exist');
    await stack.pool.query('alter table away rename to webhook_endpoints');
    // A worker that cannot open the secret.
    await stack.pool.query(`update webhook_endpoints set secret = 'v1.none.' || secret`);
    await stack.pool.query('alter table webhook_messages drop constraint refuse');
    await publish();
    await logged('our own failure');

    const secrets = {
      ...MARKS,
      token: api.token ?? '',
      adminToken: stack.admin.token ?? '',
      key: (stack.environment.SECRETS_KEYS ?? '').split(':')[1] ?? '',
      databasePassword: new URL(stack.environment.DATABASE_URL ?? '').password,
      generatedSecret: (await seen('secret')) ?? 'none',
    };
    for (const [what, text] of Object.entries(secrets)) {
      expect(text.length).toBeGreaterThan(8);
      expect([what, lines.filter((line) => line.includes(text))]).toEqual([what, []]);
    }
    expect(lines.length).toBeGreaterThan(10);
  });

  /** A field of an endpoint that the service has made up itself. */
  async function seen(field: string): Promise<string | undefined> {
    await stack.pool.query('update webhook_endpoints set deleted_at = now()');
    const body = { url: receiver.url(), format: 'raw', events: [TYPE] };
    const { body: endpoint } = await api.post('/v1/webhooks/endpoints', body);
    await publish({ a: 1 });
    await eventually('delivered', () =>
      receiver.received.some(({ body }) => body.includes('"a":1')),
    );
    return endpoint[field] as string | undefined;
  }
});
