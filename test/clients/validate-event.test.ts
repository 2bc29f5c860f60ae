import path from 'node:path';
import { Signalpost, validateEvent, WebhookVerificationError } from 'signalpost';
import { Webhook } from 'standardwebhooks';
import { EVENT_TYPES } from '../../src/domain/event-types';
import { createSigner } from '../../src/webhooks/sign';
import { describeWithPython } from '../helpers/python';
import { TestReceiver } from '../helpers/receiver';
import { startTestStack, type TestStack } from '../helpers/stack';
import { collectSamples, SECRET_KINDS, type Sample } from '../sdks/samples';
import { agreement } from '../sdks/verifiers/agreement';
import { changed, WRONG_SECRET, type Verified } from '../sdks/verifiers/verifier';

const PACKAGE = path.join(__dirname, '..', '..', 'clients', 'python');
/** Where the program that is the same for all verifiers is. */
const VERIFYING = path.join(__dirname, '..', 'sdks', 'python');

let stack: TestStack;
let receiver: TestReceiver;
/** Deliveries of all types to endpoints with all kinds of secrets, as they arrived. */
let samples: readonly Sample[];

beforeAll(async () => {
  stack = await startTestStack({ worker: true });
  receiver = await TestReceiver.start();
  const { all, withoutSubscriptions } = await collectSamples(stack, receiver);
  samples = [...all, withoutSubscriptions];
}, 90_000);
afterAll(async () => {
  await stack.close();
  await receiver.close();
});

const refusal = (validate: () => unknown): unknown => {
  try {
    return validate();
  } catch (error) {
    return error instanceof WebhookVerificationError ? error.message : error;
  }
};

/** Something to validate that no stack has to send. */
function signed(event: unknown, at = new Date()) {
  const secret = WRONG_SECRET;
  const body = JSON.stringify(event);
  return { body, headers: createSigner([secret]).headers('msg-1', at, body), secret };
}

/** Secrets whose standard key is what they decode to. */
const STANDARD_SECRETS = [
  WRONG_SECRET,
  WRONG_SECRET.replace('whsec_', ''),
  `whsec_${Buffer.from('twenty-five bytes for it.').toString('base64')}`,
  `whsec_${Buffer.from('twenty-five bytes for it.').toString('base64').replaceAll('=', '')}`,
];

/** As other programs sign, with the key of the specification alone. */
function standardlySigned(secret: string) {
  const body = JSON.stringify({ type: 'a.b', timestamp: '2026-01-01T00:00:00Z', data: {} });
  const at = new Date();
  const headers = {
    'webhook-id': 'msg-1',
    'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
    'webhook-signature': new Webhook(secret).sign('msg-1', at, body),
  };
  return { body, headers, secret };
}

describe('validateEvent', () => {
  it('accepts every type with every kind of secret, and gives back what was sent', () => {
    const accepted = samples.map(({ body, headers, secret, kind }) => {
      const event = validateEvent(body, headers, secret);
      expect(event).toEqual(JSON.parse(body));
      return `${event.type}, ${kind}`;
    });
    expect(new Set(accepted).size).toBe(EVENT_TYPES.length * SECRET_KINDS.length);
  });

  it('refuses each of them with another secret, and in other bytes', () => {
    for (const { body, headers, secret } of samples) {
      const refusals = [
        refusal(() => validateEvent(body, headers, WRONG_SECRET)),
        refusal(() => validateEvent(changed(body), headers, secret)),
      ];
      expect(refusals).toEqual(['No signature matches.', 'No signature matches.']);
    }
  });

  it.each(STANDARD_SECRETS)('accepts the signature of the specification alone: %s', (key) => {
    const { body, headers, secret } = standardlySigned(key);
    expect(validateEvent(body, headers, secret).type).toBe('a.b');
  });

  it('takes bodies and headers in every form, also by the client', () => {
    const { body, headers, secret } = samples[0]!;
    const event: unknown = JSON.parse(body);
    const upperCase = Object.fromEntries(
      Object.entries(headers).map(([name, value]) => [name.toUpperCase(), [value]]),
    );
    const bytes = Buffer.from(body);
    expect(validateEvent(bytes, new Headers(headers), secret)).toEqual(event);
    expect(validateEvent(new Uint8Array(bytes), upperCase, secret)).toEqual(event);
    const client = new Signalpost({ accessToken: 'none', serverUrl: stack.apiUrl });
    expect(client.validateEvent(body, headers, secret)).toEqual(event);
  });

  it('takes own types and payloads that are not whole', () => {
    for (const event of [
      { type: 'invoice.paid', timestamp: '2026-01-01T00:00:00Z', data: { any: [1] } },
      { type: 'order.paid', timestamp: '2026-01-01T00:00:00Z', data: {} },
    ]) {
      const { body, headers, secret } = signed(event);
      expect(validateEvent(body, headers, secret)).toEqual(event);
    }
  });

  it.each([-301, 301])('refuses a timestamp %s seconds from now', (seconds) => {
    const at = new Date(Date.now() + seconds * 1_000 + Math.sign(seconds) * 500);
    const { body, headers, secret } = signed({ type: 'a.b', data: {} }, at);
    const refused = refusal(() => validateEvent(body, headers, secret));
    expect(refused).toBe('The timestamp is too far from the present.');
  });

  it.each(['webhook-id', 'webhook-timestamp', 'webhook-signature'] as const)(
    'refuses a delivery without %s',
    (name) => {
      const { body, headers, secret } = signed({ type: 'a.b', data: {} });
      const without = { ...headers, [name]: undefined };
      const refused = refusal(() => validateEvent(body, without, secret));
      expect(refused).toBe(`The header ${name} is missing.`);
    },
  );

  it('refuses what is signed and no event, signatures of other kinds, and an empty secret', () => {
    for (const event of [{ content: 'a chat message' }, null, [], 'text']) {
      const { body, headers, secret } = signed(event);
      expect(refusal(() => validateEvent(body, headers, secret))).toMatch(/^The body is no event/);
    }
    const { body, headers, secret } = signed({ type: 'a.b', data: {} });
    const otherVersion = headers['webhook-signature'].replace('v1,', 'v1a,').split(' ')[0]!;
    const other = { ...headers, 'webhook-signature': `${otherVersion} v1, v1,AAAA v1` };
    expect(refusal(() => validateEvent(body, other, secret))).toBe('No signature matches.');
    const odd = { ...headers, 'webhook-timestamp': 'NaN' };
    expect(refusal(() => validateEvent(body, odd, secret))).toMatch(/^The timestamp/);
    expect(refusal(() => validateEvent(body, headers, ''))).toBe('The secret is empty.');
  });
});

describeWithPython('validate_event', path.join(PACKAGE, 'requirements-dev.txt'), (python) => {
  const run = (program: string, input: unknown) =>
    python().run([path.join(__dirname, 'python', program)], {
      input: JSON.stringify(input),
      env: { PYTHONPATH: [PACKAGE, VERIFYING].join(path.delimiter) },
    });

  it('accepts every type with every kind of secret, typed and whole, and nothing else', async () => {
    const input = samples.map((sample) => ({
      ...sample,
      wrongSecret: WRONG_SECRET,
      changedBody: changed(sample.body),
    }));
    const { stdout, stderr } = await run('verify_signalpost.py', input);
    expect(stderr).toBe('');
    const [verified = []] = JSON.parse(stdout) as Verified[][];
    expect(verified).toHaveLength(samples.length);
    for (const [index, { type, kind, body }] of samples.entries()) {
      const { event, ...outcomes } = verified[index]!;
      expect({ type, kind, ...outcomes }).toEqual({
        type,
        kind,
        outcome: 'accepted',
        wrongSecret: 'WebhookVerificationError',
        changedBody: 'WebhookVerificationError',
      });
      const { differences, values, dates } = agreement(event, JSON.parse(body), true);
      expect({ type, differences }).toEqual({ type, differences: [] });
      expect(values).toBeGreaterThan(8);
      expect(dates).toBeGreaterThanOrEqual(2);
    }
  });

  it('does with the rest as validateEvent', async () => {
    const timestamp = '2026-01-01T00:00:00Z';
    const order = JSON.parse(samples.find(({ type }) => type === 'order.paid')!.body) as {
      data: { subscription: object; items: object[] };
    };
    const partial = { ...order, data: { ...order.data, subscription: { id: '1' } } };
    const input = {
      whole: signed(order),
      own: signed({ type: 'invoice.paid', timestamp, data: { any: [1] } }),
      empty: signed({ type: 'order.paid', timestamp, data: {} }),
      partial: signed(partial),
      added: signed({ ...order, data: { ...order.data, status: 'new', further: { key: 1 } } }),
      chat: signed({ content: 'a chat message' }),
      list: signed([]),
      ...Object.fromEntries(
        STANDARD_SECRETS.map((secret, index) => [`standard${index}`, standardlySigned(secret)]),
      ),
      old: signed({ type: 'a.b', timestamp, data: {} }, new Date(Date.now() - 302_000)),
    };
    const { stdout, stderr } = await run('validate_others.py', input);
    expect(stderr).toBe('');
    const refused = 'The body is no event: is the endpoint’s format raw?'.replace('’', "'");
    const standard = { type: 'a.b', data: {}, mismatch: null };
    expect(JSON.parse(stdout)).toEqual({
      ...Object.fromEntries(STANDARD_SECRETS.map((_, index) => [`standard${index}`, standard])),
      whole: 'OrderPaidEvent',
      own: { type: 'invoice.paid', data: { any: [1] }, mismatch: null },
      empty: { type: 'order.paid', data: {}, mismatch: "KeyError: 'id'" },
      partial: {
        type: 'order.paid',
        data: partial.data,
        mismatch: 'ValueError: event.data.subscription is not whole',
      },
      added: 'OrderPaidEvent',
      chat: refused,
      list: refused,
      old: 'The timestamp is too far from the present.',
    });
  });
});
