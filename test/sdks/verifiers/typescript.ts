import { validateEvent as validateEvent0 } from 'polar-sdk-0/webhooks.js';
import { Webhook } from 'standardwebhooks';
import { VERSIONS } from '../clients/typescript-1';
import type { Sample } from '../samples';
import { changed, WRONG_SECRET, type Verified, type Verifier } from './verifier';

type Validate = (body: string, headers: Record<string, string>, secret: string) => unknown;

/** A verifier of this process. */
export interface LocalVerifier extends Verifier {
  readonly validate: Validate;
}

/** Back from the SDK's camel case and dates. */
function toNotation(value: unknown): unknown {
  if (value instanceof Date) return { moment: value.toISOString() };
  if (Array.isArray(value)) return value.map(toNotation);
  if (typeof value !== 'object' || value === null) return value;
  const snake = (key: string) => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [snake(key), toNotation(inner)]),
  );
}

export const LOCAL_VERIFIERS: readonly LocalVerifier[] = [
  {
    name: 'TypeScript 0.49.0',
    parses: 'dates',
    mismatch: 'WebhookVerificationError',
    unknownTypes: {
      'subscription.cycled': 'SDKValidationError',
      'subscription.paused': 'SDKValidationError',
      'subscription.resumed': 'SDKValidationError',
      'discount.created': 'SDKValidationError',
      'discount.updated': 'SDKValidationError',
      'discount.deleted': 'SDKValidationError',
    },
    validate: (...delivery) => toNotation(validateEvent0(...delivery)),
  },
  ...Object.entries(VERSIONS).map(([version, { webhooks }]): LocalVerifier => ({
    name: `TypeScript 1.0.1, ${version}`,
    parses: 'text',
    mismatch: 'PolarWebhookVerificationError',
    unknownTypes: {},
    validate: webhooks.validateEvent,
  })),
  {
    name: 'npm standardwebhooks 1.1.1',
    parses: 'nothing',
    mismatch: 'WebhookVerificationError',
    badSecret: 'Error',
    unknownTypes: {},
    validate: (body, headers, secret) => new Webhook(secret).verify(body, headers),
  },
];

async function attempt(
  validate: Validate,
  { body, headers, secret }: Pick<Sample, 'body' | 'headers' | 'secret'>,
): Promise<{ outcome: string; event?: unknown }> {
  try {
    return { outcome: 'accepted', event: await validate(body, headers, secret) };
  } catch (error) {
    return { outcome: (error as Error).constructor.name };
  }
}

/** Has a library verify every sample, and refuse each of them with what is wrong. */
export async function verifyAll(
  { validate }: LocalVerifier,
  samples: readonly Sample[],
): Promise<Verified[]> {
  const verified: Verified[] = [];
  for (const sample of samples) {
    const wrong = await attempt(validate, { ...sample, secret: WRONG_SECRET });
    const other = await attempt(validate, { ...sample, body: changed(sample.body) });
    verified.push({
      ...(await attempt(validate, sample)),
      wrongSecret: wrong.outcome,
      changedBody: other.outcome,
    });
  }
  return verified;
}
