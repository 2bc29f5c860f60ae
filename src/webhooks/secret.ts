import { randomBytes } from 'node:crypto';
import { SECRET_PREFIX } from '../domain/endpoint';

/** Divisible by three, so that base64 needs no padding; the specification asks for 24 to 64 bytes. */
const SECRET_BYTES = 33;

/**
 * A new secret: `whsec_` and base64 of random bytes, drawn again until it holds letters and digits
 * only, so that it survives every shell, URL and double click.
 */
export function generateSecret(): string {
  for (;;) {
    const encoded = randomBytes(SECRET_BYTES).toString('base64');
    if (/^[A-Za-z0-9]+$/.test(encoded)) return SECRET_PREFIX + encoded;
  }
}
