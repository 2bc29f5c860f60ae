import type { OrganizationScope } from '../db/endpoints';
import type { Timestamp } from '../db/pool';

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
