import { createHmac } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { eventually } from '../helpers/eventually';
import { answer, TestReceiver, type Received } from '../helpers/receiver';
import { startTestStack, type TestOrganization, type TestStack } from '../helpers/stack';

const TYPE = 'order.created';

/** As Standard Webhooks libraries do, with the secret as it is. */
const standard = ({ body, headers }: Received, secret: string): unknown =>
  new Webhook(secret).verify(body, headers);

/** As Polar's older SDKs do: the UTF-8 bytes of the whole secret are the key. */
const older = ({ body, headers }: Received, secret: string): unknown =>
  new Webhook(Buffer.from(secret, 'utf8').toString('base64')).verify(body, headers);

describe.each([86_400, 0])('signatures, with %i s of grace for old secrets', (graceSeconds) => {
  let stack: TestStack;
  let receiver: TestReceiver;
  let acme: TestOrganization;

  beforeAll(async () => {
    stack = await startTestStack({
      worker: true,
      environment: { SECRET_GRACE_SECONDS: String(graceSeconds) },
    });
    receiver = await TestReceiver.start(answer(200));
  });

  afterAll(async () => {
    await stack.close();
    await receiver.close();
  });

  beforeEach(async () => {
    acme = await stack.createOrganization();
  });

  async function createEndpoint(more: Record<string, unknown> = {}) {
    const body = { url: receiver.url(), format: 'raw', events: [TYPE], ...more };
    const created = await acme.api.post('/v1/webhooks/endpoints', body);
    expect(created.status).toBe(201);
    return created.body as { id: string; secret: string };
  }

  /** Publishes a request's very text and returns the POST that came of it. */
  async function deliver(text = `{"type":"${TYPE}","data":{"a":1}}`): Promise<Received> {
    const published = await acme.api.post('/v1/webhooks/events', text);
    expect(published.status).toBe(202);
    const id = published.body.webhook_events[0].id as string;
    const received = await eventually('it arrives', () =>
      receiver.received.find((one) => one.id === id),
    );
    expect(received.headers['webhook-id']).toBe(id);
    return received;
  }

  it('a generated secret verifies in both ways, another one in none', async () => {
    const { secret } = await createEndpoint();
    const received = await deliver();
    expect(standard(received, secret)).toEqual(JSON.parse(received.body));
    expect(older(received, secret)).toEqual(JSON.parse(received.body));
    const { secret: other } = await createEndpoint();
    expect(() => standard(received, other)).toThrow('No matching signature');
    expect(() => older(received, other)).toThrow('No matching signature');
  });

  it('the timestamp is the attempt’s, in whole seconds', async () => {
    await createEndpoint();
    const before = Math.floor(Date.now() / 1_000);
    const { headers, at } = await deliver();
    const timestamp = headers['webhook-timestamp']!;
    expect(timestamp).toMatch(/^\d{10}$/);
    expect(Number(timestamp)).toBeGreaterThanOrEqual(before);
    expect(Number(timestamp)).toBeLessThanOrEqual(Math.floor(at / 1_000));
  });

  it('a secret of the client’s own, no base64, signs by its UTF-8 bytes', async () => {
    const secret = 'mein eigenes Geheimnis – länger als 32 Zeichen';
    const endpoint = await createEndpoint({ secret });
    expect(endpoint.secret).toBe(secret);
    const received = await deliver();
    older(received, secret);
    const { headers, body, id } = received;
    const signature = createHmac('sha256', secret)
      .update(`${id}.${headers['webhook-timestamp']!}.${body}`)
      .digest('base64');
    expect(headers['webhook-signature']).toBe(`v1,${signature}`);
  });

  it('where the key of a secret is lost, a new secret and new headers are all that is needed', async () => {
    const { id } = await createEndpoint({ headers: { 'x-key': 'old' } });
    await stack.pool.query(
      `update webhook_endpoints set secret = replace(secret, 'v1.k1.', 'v1.lost.'),
         headers = replace(headers, 'v1.k1.', 'v1.lost.') where id = $1`,
      [id],
    );
    const secret = 'a-secret-in-place-of-the-one-that-is-lost';
    const path = `/v1/webhooks/endpoints/${id}`;
    const patched = await acme.api.patch(path, { secret, headers: { 'x-key': 'new' } });
    expect([patched.status, patched.body.secret]).toEqual([200, secret]);
    const received = await deliver();
    older(received, secret);
    expect(received.headers['x-key']).toBe('new');
  });

  it('after a reset the old secret verifies within the grace period alone', async () => {
    const { id, secret: first } = await createEndpoint();
    const reset = await acme.api.patch(`/v1/webhooks/endpoints/${id}/secret`);
    const second = reset.body.secret as string;
    expect(second).not.toBe(first);
    const received = await deliver();
    for (const verify of [standard, older]) {
      verify(received, second);
      if (graceSeconds > 0) verify(received, first);
      else expect(() => verify(received, first)).toThrow('No matching signature');
    }
    expect(received.headers['webhook-signature']!.split(' ')).toHaveLength(
      graceSeconds > 0 ? 4 : 2,
    );

    // A second reset within the period: the first secret is out, the second one in grace.
    await acme.api.patch(`/v1/webhooks/endpoints/${id}/secret`);
    const later = await deliver();
    expect(() => standard(later, first)).toThrow('No matching signature');
    if (graceSeconds > 0) standard(later, second);
  });

  it('a secret that the client puts in another’s place is in force at once', async () => {
    const { id, secret: first } = await createEndpoint();
    const second = 'the secret that is to hold from now on';
    await acme.api.patch(`/v1/webhooks/endpoints/${id}`, { secret: second });
    const received = await deliver();
    older(received, second);
    if (graceSeconds > 0) standard(received, first);
    else expect(() => standard(received, first)).toThrow('No matching signature');
  });

  it('the grace period ends', async () => {
    const { id, secret: first } = await createEndpoint();
    const reset = await acme.api.patch(`/v1/webhooks/endpoints/${id}/secret`);
    await stack.pool.query(
      `update webhook_endpoints set previous_secret_expires_at = now() - interval '1 second'
       where id = $1`,
      [id],
    );
    const received = await deliver();
    standard(received, reset.body.secret as string);
    expect(() => standard(received, first)).toThrow('No matching signature');
  });

  it.each([
    ['big numbers', '{"a":12345678901234567890,"b":1.0,"c":1e400,"d":-0}'],
    ['the order of keys', '{"z":1,"a":2,"10":3,"2":4,"__proto__":5}'],
    ['repeated keys', '{"a":1,"a":2}'],
    ['Unicode, escaped and not', '{"a":"ü😀\\u00fc\\ud83d\\ude00\u2028","\\u0061b":"\\/"}'],
    ['white space in texts', '{"a ":" \\t [ 1, 2 ] "}'],
    ['nothing', '{}'],
  ])('bytes sent, stored and signed are the same: %s', async (_name, data) => {
    const { secret } = await createEndpoint();
    const timestamp = '2026-01-02T03:04:05.678Z';
    const received = await deliver(`{"data":${data},"type":"${TYPE}","timestamp":"${timestamp}"}`);
    const { rows } = await stack.pool.query<{ payload: string }>(
      `select m.payload from webhook_events e join webhook_messages m on m.id = e.message_id
       where e.id = $1`,
      [received.id],
    );
    expect(received.body).toBe(rows[0]?.payload);
    expect(received.body).toBe(`{"type":"${TYPE}","timestamp":"${timestamp}","data":${data}}`);
    const event = await acme.api.get(`/v1/webhooks/events/${received.id}`);
    expect(event.body.payload).toBe(received.body);
    standard(received, secret);
  });

  it('white space between the tokens is left out before anything is stored', async () => {
    const { secret } = await createEndpoint();
    const received = await deliver(`{"type":"${TYPE}","data":{ "a" :\t[ 1,\n 2 ] }}`);
    expect(received.body).toMatch(/,"data":\{"a":\[1,2\]\}\}$/);
    standard(received, secret);
  });
});
