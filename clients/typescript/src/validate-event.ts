import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ReceivedEvent } from './event-map.js';

/** Older and newer deliveries are refused, so that nobody can send a recorded one again. */
const TOLERANCE_SECONDS = 300;
const SECRET_PREFIX = 'whsec_';
/** With or without padding. */
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}(?:==)?|[A-Za-z0-9+/]{3}=?)?$/;

/** A delivery that does not come from Signalpost, was changed, or is too old. */
export class WebhookVerificationError extends Error {
  override readonly name = 'WebhookVerificationError';
}

/** Headers of a request: Node's, as Express and others have them, or those of the Fetch API. */
export type ReceivedHeaders =
  Readonly<Record<string, string | readonly string[] | undefined>> | Pick<Headers, 'get'>;

/**
 * Verifies a delivery and gives its event.
 *
 * @param body exactly as it came, before anything parses it
 * @param secret the endpoint's, as it is
 * @throws WebhookVerificationError when the signature or the timestamp is not right, or the body is no
 *   event of the format raw
 */
export function validateEvent(
  body: string | Uint8Array,
  headers: ReceivedHeaders,
  secret: string,
): ReceivedEvent {
  const id = header(headers, 'webhook-id');
  const timestamp = header(headers, 'webhook-timestamp');
  const signatures = header(headers, 'webhook-signature');
  const age = Math.abs(Date.now() / 1_000 - Number(timestamp));
  if (!/^\d+$/.test(timestamp) || age > TOLERANCE_SECONDS) {
    throw new WebhookVerificationError('The timestamp is too far from the present.');
  }
  const given = signatures
    .split(' ')
    .filter((signature) => signature.startsWith('v1,'))
    .map((signature) => Buffer.from(signature.slice('v1,'.length), 'base64'));
  const isSigned = keysOf(secret).some((key) => {
    const hmac = createHmac('sha256', key).update(`${id}.${timestamp}.`).update(body).digest();
    return given.some((one) => one.length === hmac.length && timingSafeEqual(one, hmac));
  });
  if (!isSigned) throw new WebhookVerificationError('No signature matches.');
  return parse(body);
}

/**
 * Signalpost signs with both keys that are made of a secret: the specification's, what follows
 * `whsec_` base64-decoded, and the bytes of the whole secret. A secret of your own may have the latter
 * alone.
 */
function keysOf(secret: string): Buffer[] {
  if (secret === '') throw new WebhookVerificationError('The secret is empty.');
  const whole = Buffer.from(secret, 'utf8');
  const encoded = secret.startsWith(SECRET_PREFIX) ? secret.slice(SECRET_PREFIX.length) : secret;
  const isEncoded = encoded !== '' && BASE64.test(encoded);
  return isEncoded ? [Buffer.from(encoded, 'base64'), whole] : [whole];
}

function header(headers: ReceivedHeaders, name: string): string {
  const value = isFetchHeaders(headers) ? headers.get(name) : valueOf(headers, name);
  if (typeof value !== 'string' || value === '') {
    throw new WebhookVerificationError(`The header ${name} is missing.`);
  }
  return value;
}

function isFetchHeaders(headers: ReceivedHeaders): headers is Pick<Headers, 'get'> {
  return typeof headers.get === 'function';
}

/** Names are in lower case where Node has read them, and may not be elsewhere. */
function valueOf(
  headers: Readonly<Record<string, string | readonly string[] | undefined>>,
  name: string,
): unknown {
  const value =
    headers[name] ?? Object.entries(headers).find(([key]) => key.toLowerCase() === name)?.[1];
  return Array.isArray(value) ? value[0] : value;
}

function parse(body: string | Uint8Array): ReceivedEvent {
  try {
    const event = JSON.parse(Buffer.from(body).toString('utf8')) as ReceivedEvent | null;
    if (typeof event?.type === 'string' && 'data' in event) return event;
  } catch {
    // Told below.
  }
  throw new WebhookVerificationError('The body is no event: is the format of the endpoint raw?');
}
