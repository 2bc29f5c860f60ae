import type { OrganizationScope } from '../db/endpoints';
import { selectEventPayloads } from '../db/events';
import type { Pool, Timestamp } from '../db/pool';
import { selectSentDelivery, type SentDeliveryRow } from '../db/sent-requests';
import { signingSecrets } from '../domain/signing-secrets';
import { ApiError } from '../errors';
import { CONTENT_TYPE, USER_AGENT } from '../webhooks/request-headers';
import { SecretBoxError, type SecretBox } from '../webhooks/secret-box';
import { createSigner, timestampHeader } from '../webhooks/sign';
import type { AnswerPayloads } from './answer-payloads';

/** A header as it was sent. */
export interface SentHeader {
  readonly name: string;
  /** Null when it is not known any more. */
  readonly value: string | null;
  /** Whether the value is replaced by dots: the endpoint's own headers may be credentials. */
  readonly masked: boolean;
}

/**
 * Why the signature cannot be told: the attempt is from before its time was kept (`unrecorded`), the
 * secrets of that time are not known any more (`secret_replaced`), they were replaced at about that time
 * so that it cannot be told which signed (`secret_changing`), the payload is archived (`archived`), or a
 * secret cannot be decrypted (`secret_unreadable`).
 */
export type NoSignatureReason =
  'unrecorded' | 'secret_replaced' | 'secret_changing' | 'archived' | 'secret_unreadable';

/** The request of one attempt. */
export interface SentRequest {
  readonly method: 'POST';
  /** The endpoint's, as it is now. */
  readonly url: string;
  readonly sentAt: Timestamp | null;
  readonly headers: readonly SentHeader[];
  /** Null when the signature is among the headers. */
  readonly noSignature: NoSignatureReason | null;
  /** Whether the endpoint was changed since, so that URL and headers may have been others. */
  readonly endpointChangedSince: boolean;
  /** The same in a sentence; null when nothing was changed. */
  readonly note: string | null;
}

/** Tells how an attempt's request looked. */
export interface SentRequestService {
  /** @throws ApiError ResourceNotFound, also when the endpoint is deleted */
  get(scope: OrganizationScope, deliveryId: string): Promise<SentRequest>;
}

const MASK = '••••';
const CHANGED_NOTE =
  'The endpoint was changed after this attempt: its URL and headers may have been others.';

type Signature = { readonly value: string } | { readonly reason: NoSignatureReason };

export function createSentRequestService({
  pool,
  secretBox,
  payloads,
}: {
  pool: Pool;
  secretBox: SecretBox;
  payloads: Pick<AnswerPayloads, 'enter'>;
}): SentRequestService {
  /** The secrets that have signed, in the order in which a worker takes them. */
  function secretsOf(row: SentDeliveryRow, sentAt: number): string[] | NoSignatureReason {
    const which = signingSecrets(sentAt, {
      changedAt: timeOf(row.secret_changed_at),
      previousExpiresAt: timeOf(row.previous_secret_expires_at),
      previousAloneSince: timeOf(row.previous_secret_alone_since),
    });
    if (which === 'changing') return 'secret_changing';
    if (which === 'forgotten') return 'secret_replaced';
    const sealed = [
      ...(which === 'previous' ? [] : [row.secret]),
      ...(which === 'present' ? [] : [row.previous_secret]),
    ];
    const secrets: string[] = [];
    for (const text of sealed) {
      if (text === null) return 'secret_replaced';
      try {
        secrets.push(secretBox.open(text, row.endpoint_id));
      } catch (error) {
        if (error instanceof SecretBoxError) return 'secret_unreadable';
        throw error;
      }
    }
    return secrets;
  }

  async function sign(scope: OrganizationScope, row: SentDeliveryRow): Promise<Signature> {
    if (row.sent_at === null) return { reason: 'unrecorded' };
    const sentAt = new Date(row.sent_at);
    const secrets = secretsOf(row, sentAt.getTime());
    if (typeof secrets === 'string') return { reason: secrets };
    if (row.payload_bytes === null) return { reason: 'archived' };
    // In memory as text, and once more as the bytes that are signed.
    const leave = await payloads.enter(scope, 2 * row.payload_bytes);
    try {
      const payload = (await selectEventPayloads(pool, scope, [row.event_id])).get(row.event_id);
      if (typeof payload !== 'string') return { reason: 'archived' };
      const headers = createSigner(secrets).headers(row.event_id, sentAt, payload);
      return { value: headers['webhook-signature'] };
    } finally {
      leave();
    }
  }

  /** Their values may be credentials, which whoever reads the log need not see. */
  function ownHeaders(row: SentDeliveryRow): SentHeader[] {
    if (row.headers === null) return [];
    try {
      const headers = JSON.parse(secretBox.open(row.headers, row.endpoint_id)) as object;
      return Object.keys(headers).map((name) => ({ name, value: MASK, masked: true }));
    } catch (error) {
      if (error instanceof SecretBoxError) return [];
      throw error;
    }
  }

  return {
    async get(scope, deliveryId) {
      const row = await selectSentDelivery(pool, scope, deliveryId);
      if (row === undefined) throw new ApiError('ResourceNotFound');
      const signature = await sign(scope, row);
      const since = Date.parse(row.sent_at ?? row.created_at);
      const changedSince = (timeOf(row.endpoint_modified_at) ?? 0) > since;
      const plain = (name: string, value: string | null) => ({ name, value, masked: false });
      return {
        method: 'POST',
        url: row.url,
        sentAt: row.sent_at,
        headers: [
          plain('content-type', CONTENT_TYPE),
          plain('user-agent', USER_AGENT),
          plain('webhook-id', row.event_id),
          plain('webhook-timestamp', row.sent_at && timestampHeader(new Date(row.sent_at))),
          plain('webhook-signature', 'value' in signature ? signature.value : null),
          ...ownHeaders(row),
        ],
        noSignature: 'reason' in signature ? signature.reason : null,
        endpointChangedSince: changedSince,
        note: changedSince ? CHANGED_NOTE : null,
      };
    },
  };
}

const timeOf = (moment: Timestamp | null): number | null =>
  moment === null ? null : Date.parse(moment);
