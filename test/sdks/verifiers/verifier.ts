import type { EventType } from '../../../src/domain/event-types';
import type { Sample } from '../samples';

/** A secret that signed nothing. */
export const WRONG_SECRET = `whsec_${Buffer.from('thirty-three bytes that sign naught').toString('base64')}`;

/** The same JSON in other bytes. */
export const changed = (body: string): string => body.replace('"data":{', '"data": {');

/** What a library made of a sample. */
export interface Verified {
  /** `accepted`, or the class of the error. */
  readonly outcome: string;
  /** The event that it gave back, in the notation of the body; a date is `{"moment": ISO 8601}`. */
  readonly event?: unknown;
  /** The outcomes with another secret, and of the body in other bytes. */
  readonly wrongSecret: string;
  readonly changedBody: string;
}

/** A library that verifies deliveries, and what it is expected to do. */
export interface Verifier {
  readonly name: string;
  /** Whether it gives back an event of a type of its own, with dates where it has such. */
  readonly parses: 'nothing' | 'dates' | 'text';
  /** Class of the error for a signature that does not match. */
  readonly mismatch: string;
  /** Class of the error for a secret that is no base64, where it takes no other. */
  readonly badSecret?: string;
  /** Whether it demands `api_version` in a body; the class of its error when that is missing. */
  readonly withoutVersion?: string;
  /** Types of the catalogue that it does not accept, with the class of its error. */
  readonly unknownTypes: Readonly<Partial<Record<EventType, string>>>;
}

/** What a verifier is to make of a sample. */
export function expectedOutcome(verifier: Verifier, { kind, type }: Sample): string {
  const { badSecret, withoutVersion, unknownTypes } = verifier;
  if (kind === 'own, text that is no base64' && badSecret !== undefined) return badSecret;
  if (kind === 'generated, of an endpoint without an API version' && withoutVersion !== undefined) {
    return withoutVersion;
  }
  return unknownTypes[type] ?? 'accepted';
}
