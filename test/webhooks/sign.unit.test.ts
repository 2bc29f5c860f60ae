import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { createSigner } from '../../src/webhooks/sign';

const ID = '5f8f3d3e-6c7d-4f0a-9d0d-0b8f9f1f6a11';
const AT = new Date();
const STANDARD = `whsec_${Buffer.from('a key of at least twenty-four bytes').toString('base64')}`;
const OWN = 'my own secret, which is no base64 at all!';

const signed = (secrets: string[], payload: string, at = AT) =>
  createSigner(secrets).headers(ID, at, payload);

/** As Polar's older SDKs do: the UTF-8 bytes of the whole secret are the key. */
const asOlderSdk = (secret: string) => new Webhook(Buffer.from(secret, 'utf8').toString('base64'));

describe('the signer', () => {
  it('computes the example of the specification', () => {
    const headers = createSigner(['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw']).headers(
      'msg_p5jXN8AQM9LWM0D4loKWxJek',
      new Date(1_614_265_330_000),
      '{"test": 2432232314}',
    );
    expect(headers['webhook-signature'].split(' ')).toContain(
      'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    );
  });

  it('makes the three headers, with whole seconds', () => {
    const headers = signed([STANDARD], '{}', new Date(1_700_000_000_999));
    expect(Object.keys(headers)).toEqual(['webhook-id', 'webhook-timestamp', 'webhook-signature']);
    expect(headers).toMatchObject({ 'webhook-id': ID, 'webhook-timestamp': '1700000000' });
  });

  it('one signature of each derivation, both verify', () => {
    const headers = signed([STANDARD], '{"a":1}');
    expect(headers['webhook-signature']).toMatch(/^v1,[\w+/]{43}= v1,[\w+/]{43}=$/);
    expect(new Webhook(STANDARD).verify('{"a":1}', headers)).toEqual({ a: 1 });
    expect(asOlderSdk(STANDARD).verify('{"a":1}', headers)).toEqual({ a: 1 });
  });

  it('a secret that is no base64 signs with its UTF-8 bytes alone', () => {
    const headers = signed([OWN], '{}');
    const seconds = headers['webhook-timestamp'];
    const expected = createHmac('sha256', OWN).update(`${ID}.${seconds}.{}`).digest('base64');
    expect(headers['webhook-signature']).toBe(`v1,${expected}`);
    expect(asOlderSdk(OWN).verify('{}', headers)).toEqual({});
  });

  it.each([
    ['32 letters, which are base64 too', 'a'.repeat(32), 2],
    ['with padding', `${'a'.repeat(34)}==`, 2],
    ['without the padding that it should have', `whsec_${'a'.repeat(34)}`, 2],
    ['as Polar’s documentation has it', 'whsec_ovyN6cPrTv56AApvzCaJno08SSmGJmgbWilb33N2JuK', 2],
    ['with a length that base64 cannot have', 'a'.repeat(33), 1],
    ['URL-safe base64', `${'a'.repeat(31)}-`, 1],
    ['nothing behind the prefix', 'whsec_', 1],
    ['no base64 behind the prefix', `whsec_${'ü'.repeat(30)}`, 1],
  ])('signatures of a secret %s', (_name, secret, count) => {
    const headers = signed([secret], '{}');
    expect(headers['webhook-signature'].split(' ')).toHaveLength(count);
    expect(() => asOlderSdk(secret).verify('{}', headers)).not.toThrow();
    if (count === 2) expect(() => new Webhook(secret).verify('{}', headers)).not.toThrow();
  });

  it('each of several secrets verifies, another one does not', () => {
    const other = `whsec_${Buffer.from('another key that has enough bytes').toString('base64')}`;
    const headers = signed([STANDARD, OWN], '{}');
    expect(() => new Webhook(STANDARD).verify('{}', headers)).not.toThrow();
    expect(() => asOlderSdk(OWN).verify('{}', headers)).not.toThrow();
    expect(() => new Webhook(other).verify('{}', headers)).toThrow('No matching signature');
    expect(() => asOlderSdk(other).verify('{}', headers)).toThrow('No matching signature');
  });

  it('id, timestamp and payload are all signed', () => {
    const headers = signed([STANDARD], '{"a":1}');
    const webhook = new Webhook(STANDARD);
    const seconds = Number(headers['webhook-timestamp']);
    expect(() => webhook.verify('{"a":2}', headers)).toThrow();
    expect(() => webhook.verify('{"a":1} ', headers)).toThrow();
    expect(() => webhook.verify('{"a":1}', { ...headers, 'webhook-id': 'x' })).toThrow();
    expect(() =>
      webhook.verify('{"a":1}', { ...headers, 'webhook-timestamp': String(seconds - 1) }),
    ).toThrow();
  });

  it('any text and any secret verify', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }),
        fc.uint8Array({ minLength: 1, maxLength: 80 }),
        (payload, key) => {
          const secret = `whsec_${Buffer.from(key).toString('base64')}`;
          const headers = signed([secret], payload);
          new Webhook(secret).verify(payload, headers, { jsonParse: false });
          asOlderSdk(secret).verify(payload, headers, { jsonParse: false });
        },
      ),
    );
  });
});
