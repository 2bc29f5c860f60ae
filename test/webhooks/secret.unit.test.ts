import { SECRET_MIN_CHARACTERS } from '../../src/domain/endpoint';
import { generateSecret } from '../../src/webhooks/secret';

describe('generateSecret', () => {
  const secrets = Array.from({ length: 500 }, generateSecret);

  it('is whsec_ and unpadded base64 of 33 bytes, letters and digits only', () => {
    for (const secret of secrets) {
      expect(secret).toMatch(/^whsec_[A-Za-z0-9]{44}$/);
      expect(Buffer.from(secret.slice('whsec_'.length), 'base64')).toHaveLength(33);
      expect(secret.length).toBeGreaterThanOrEqual(SECRET_MIN_CHARACTERS);
    }
  });

  it('is another one each time', () => {
    expect(new Set(secrets).size).toBe(secrets.length);
  });
});
