import type { AttemptEvent } from '../db/deliveries';
import type { AttemptResult } from '../domain/delivery';
import type { Payloads } from './payloads';
import type { Sender } from './sender';
import type { RequestMaker } from './signing';

/** A request that was made, and what came of it. */
export interface Posted {
  readonly result: AttemptResult;
  /** The moment that was signed. */
  readonly sentAt: Date;
}

/**
 * Signs an event and POSTs it, once there is room for its payload.
 *
 * @param organizationId whose event it is
 * @param maker called when its turn has come
 * @returns null when the payload is archived, and nothing was sent
 * @throws what Payloads, Sender and the maker throw
 */
export function postEvent(
  { payloads, sender }: { payloads: Payloads; sender: Sender },
  organizationId: string,
  event: Pick<AttemptEvent, 'event_id' | 'payload' | 'payload_bytes'>,
  maker: () => RequestMaker,
): Promise<Posted | null> {
  return payloads.with(organizationId, event, async (payload) => {
    if (payload === null) return null;
    const sentAt = new Date();
    return { result: await sender.send(maker()(event.event_id, payload, sentAt)), sentAt };
  });
}
