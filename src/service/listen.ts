import { randomUUID } from 'node:crypto';
import { createSigner } from '../webhooks/sign';
import type { MessageFeed, Subscription } from './message-feed';

/** After this long a stream asks its client to connect anew, so that none outlives a token for ever. */
const STREAM_MAX_MS = 10 * 60_000;
/** Between two looks at whether the token still holds, with a sign of life for proxies on the way. */
const PULSE_MS = 15_000;

/** A stream of server-sent events. */
export interface EventStream {
  /** The data of each event, JSON on a single line; null is a sign of life. */
  readonly parts: AsyncIterableIterator<string | null>;
  /** Lets go of it: the client is gone. */
  close(): void;
}

/** The key of a stream's signatures: the organization's id without dashes, as Polar's tool expects it. */
const secretOf = (organizationId: string): string => organizationId.replaceAll('-', '');

/**
 * The stream of everything that is published in an organization, as Polar's command line tool reads
 * it: `connected` first, then each message, signed, at the end `reconnect`.
 *
 * @param stillAllowed asked now and then; the stream ends when it says no
 */
export async function listen(
  feed: Pick<MessageFeed, 'subscribe'>,
  organizationId: string,
  stillAllowed: () => Promise<boolean>,
  times: { readonly streamMs?: number; readonly pulseMs?: number } = {},
): Promise<EventStream> {
  const { streamMs = STREAM_MAX_MS, pulseMs = PULSE_MS } = times;
  const subscription = await feed.subscribe(organizationId);
  const secret = secretOf(organizationId);
  async function* parts() {
    try {
      yield JSON.stringify({ key: 'connected', ts: new Date().toISOString(), secret });
      yield* messages(subscription, secret, stillAllowed, Date.now() + streamMs, pulseMs);
      yield JSON.stringify({ type: 'reconnect' });
    } finally {
      subscription.close();
    }
  }
  return { parts: parts(), close: () => subscription.close() };
}

async function* messages(
  subscription: Subscription,
  secret: string,
  stillAllowed: () => Promise<boolean>,
  endMs: number,
  pulseMs: number,
): AsyncGenerator<string | null> {
  const signer = createSigner([secret]);
  while (Date.now() < endMs) {
    const message = await subscription.next(Math.min(endMs, Date.now() + pulseMs));
    if (message === 'ended') return;
    if (message !== undefined) {
      for await (const payload of subscription.payloadOf(message)) {
        yield frame(message.id, payload, signer);
      }
    } else if (Date.now() < endMs) {
      if (!(await stillAllowed())) return;
      yield null;
    }
  }
}

/** The payload stands in it as it was signed: written again, its numbers and keys could change. */
function frame(id: string, payload: string, signer: ReturnType<typeof createSigner>): string {
  const headers = {
    'user-agent': 'signalpost',
    'content-type': 'application/json',
    ...signer.headers(id, new Date(), payload),
  };
  return (
    `{"id":${JSON.stringify(randomUUID())},"key":"webhook.created",` +
    `"payload":{"webhook_event_id":${JSON.stringify(id)},"payload":${payload}},` +
    `"headers":${JSON.stringify(headers)}}`
  );
}
