import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const ALGORITHM = 'aes-256-gcm';
const VERSION = 'v1';
/** 96 bits, as NIST SP 800-38D (section 5.2.1.1) recommends for GCM. */
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Thrown when a sealed text cannot be opened: its key is not in the list, or it was altered. */
export class SecretBoxError extends Error {
  override readonly name = 'SecretBoxError';
}

/** Seals endpoints' secrets for the database and opens them again. */
export interface SecretBox {
  /** What every text that is sealed with the current key begins with. */
  readonly currentPrefix: string;
  /**
   * Encrypts a text.
   *
   * @param owner id that the text belongs to; it opens only with the same one
   */
  seal(text: string, owner: string): string;
  /** @throws SecretBoxError when the key is unknown or the text was altered */
  open(sealed: string, owner: string): string;
}

/**
 * A box over a list of keys: the first seals, all of them open, so that a key is replaced by putting
 * the new one in front.
 *
 * @param keys at least one, each 32 bytes
 */
export function createSecretBox(
  keys: readonly { readonly id: string; readonly key: Buffer }[],
): SecretBox {
  const current = keys[0];
  if (current === undefined) throw new SecretBoxError('No key to encrypt secrets with was given.');
  const currentPrefix = `${VERSION}.${current.id}.`;
  return {
    currentPrefix,
    seal(text, owner) {
      const iv = randomBytes(IV_BYTES);
      const cipher = createCipheriv(ALGORITHM, current.key, iv, { authTagLength: TAG_BYTES });
      cipher.setAAD(Buffer.from(owner));
      const encrypted = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
      return currentPrefix + Buffer.concat([iv, cipher.getAuthTag(), encrypted]).toString('base64');
    },
    open(sealed, owner) {
      const [version, id, encoded = ''] = sealed.split('.', 3);
      const key = keys.find((candidate) => candidate.id === id)?.key;
      if (version !== VERSION || key === undefined) {
        throw new SecretBoxError('A secret is encrypted with a key that is not in SECRETS_KEYS.');
      }
      const bytes = Buffer.from(encoded, 'base64');
      const iv = bytes.subarray(0, IV_BYTES);
      try {
        const decipher = createDecipheriv(ALGORITHM, key, iv, { authTagLength: TAG_BYTES });
        decipher.setAAD(Buffer.from(owner));
        decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
        return Buffer.concat([
          decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)),
          decipher.final(),
        ]).toString('utf8');
      } catch (cause) {
        throw new SecretBoxError('A stored secret cannot be decrypted.', { cause });
      }
    },
  };
}
