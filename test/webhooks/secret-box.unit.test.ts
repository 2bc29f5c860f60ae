import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { createSecretBox, SecretBoxError } from '../../src/webhooks/secret-box';

const OLD = { id: 'k1', key: randomBytes(32) };
const NEW = { id: 'k2', key: randomBytes(32) };
const OWNER = '7b0c3f51-2f9a-4a54-9a0e-0a2c5d3e4f60';

const box = createSecretBox([OLD]);

/** A sealed text with one bit of its bytes turned. */
function turnBit(sealed: string, bit: number): string {
  const [version, id, encoded = ''] = sealed.split('.');
  const bytes = Buffer.from(encoded, 'base64');
  const index = Math.floor(bit / 8) % bytes.length;
  bytes[index] = (bytes[index] ?? 0) ^ (1 << (bit % 8));
  return [version, id, bytes.toString('base64')].join('.');
}

describe('the secret box', () => {
  it('opens what it has sealed, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string(), (text, owner) => {
        expect(box.open(box.seal(text, owner), owner)).toBe(text);
      }),
    );
  });

  it('seals the same text differently each time and shows nothing of it', () => {
    const text = 'whsec_something';
    const sealed = Array.from({ length: 100 }, () => box.seal(text, OWNER));
    expect(new Set(sealed).size).toBe(sealed.length);
    for (const one of sealed) {
      expect(one).toMatch(/^v1\.k1\.[A-Za-z0-9+/]+=*$/);
      expect(one.startsWith(box.currentPrefix)).toBe(true);
      expect(Buffer.from(one.split('.')[2]!, 'base64').toString('latin1')).not.toContain('whsec');
    }
  });

  it('does not open for another owner', () => {
    const sealed = box.seal('secret', OWNER);
    expect(() => box.open(sealed, OWNER.toUpperCase())).toThrow(SecretBoxError);
    expect(() => box.open(sealed, '')).toThrow('A stored secret cannot be decrypted.');
  });

  it('does not open when a single bit was turned', () => {
    const sealed = box.seal('secret', OWNER);
    const bits = Buffer.from(sealed.split('.')[2]!, 'base64').length * 8;
    for (let bit = 0; bit < bits; bit += 1) {
      expect(() => box.open(turnBit(sealed, bit), OWNER)).toThrow(SecretBoxError);
    }
  });

  it.each([
    '',
    'v1',
    'v1.k1',
    'v1.k1.',
    'v1.k1.AAAA',
    'v1.k9.AAAA',
    'v2.k1.AAAA',
    'secret in plain text',
    'v1.k1.!!!!',
  ])('does not open %j, and says so in one way', (sealed) => {
    expect(() => box.open(sealed, OWNER)).toThrow(SecretBoxError);
  });

  it('never repeats secret or key in an error', () => {
    const sealed = box.seal('very-secret', OWNER);
    const messages = [
      () => box.open(turnBit(sealed, 200), OWNER),
      () => createSecretBox([NEW]).open(sealed, OWNER),
    ].map((open) => {
      try {
        return open();
      } catch (error) {
        return String(error);
      }
    });
    expect(messages).toEqual([
      'SecretBoxError: A stored secret cannot be decrypted.',
      'SecretBoxError: A secret is encrypted with a key that is not in SECRETS_KEYS.',
    ]);
  });

  it('the first key seals, all of them open; without the old one the old texts stay closed', () => {
    const sealedBefore = box.seal('before', OWNER);
    const rotated = createSecretBox([NEW, OLD]);
    expect(rotated.open(sealedBefore, OWNER)).toBe('before');
    const sealedAfter = rotated.seal('after', OWNER);
    expect(sealedAfter.startsWith('v1.k2.')).toBe(true);
    expect(rotated.currentPrefix).toBe('v1.k2.');
    const newAlone = createSecretBox([NEW]);
    expect(newAlone.open(sealedAfter, OWNER)).toBe('after');
    expect(() => newAlone.open(sealedBefore, OWNER)).toThrow('not in SECRETS_KEYS');
    expect(() => box.open(sealedAfter, OWNER)).toThrow('not in SECRETS_KEYS');
  });

  it('another key under the same id opens nothing', () => {
    const impostor = createSecretBox([{ id: 'k1', key: randomBytes(32) }]);
    expect(() => impostor.open(box.seal('secret', OWNER), OWNER)).toThrow(SecretBoxError);
  });

  it('needs a key', () => {
    expect(() => createSecretBox([])).toThrow('No key');
  });
});
