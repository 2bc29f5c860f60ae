import type { AttemptEndpoint } from '../db/deliveries';
import { SecretBoxError, type SecretBox } from '../webhooks/secret-box';
import { CONTENT_TYPE } from '../webhooks/request-headers';
import { createSigner, type Signer } from '../webhooks/sign';
import type { WebhookRequest } from './sender';

/**
 * The signer of an endpoint: its secret and, within the grace period, the one before. A former one
 * that cannot be decrypted is done without: its key is lost, and that is why there is a new one.
 *
 * @throws SecretBoxError when the secret cannot be decrypted
 */
function endpointSigner(secretBox: SecretBox, endpoint: AttemptEndpoint): Signer {
  const { id, secret, previous_secret, previous_secret_expires_at } = endpoint;
  const secrets = [secretBox.open(secret, id)];
  const inGrace =
    previous_secret_expires_at !== null && Date.parse(previous_secret_expires_at) > Date.now();
  if (previous_secret !== null && inGrace) {
    try {
      secrets.push(secretBox.open(previous_secret, id));
    } catch (error) {
      if (!(error instanceof SecretBoxError)) throw error;
    }
  }
  return createSigner(secrets);
}

/** The headers that the endpoint's owner adds to every delivery. */
function endpointHeaders(secretBox: SecretBox, endpoint: AttemptEndpoint): Record<string, string> {
  if (endpoint.headers === null) return {};
  return JSON.parse(secretBox.open(endpoint.headers, endpoint.id)) as Record<string, string>;
}

/** Makes the signed requests of one endpoint; the moment is what is signed. */
export type RequestMaker = (eventId: string, payload: string, at: Date) => WebhookRequest;

/**
 * Prepares what all requests to an endpoint share.
 *
 * @throws SecretBoxError when a secret cannot be decrypted
 */
export function createRequestMaker(secretBox: SecretBox, endpoint: AttemptEndpoint): RequestMaker {
  const signer = endpointSigner(secretBox, endpoint);
  const own = endpointHeaders(secretBox, endpoint);
  return (eventId, payload, at) => ({
    url: endpoint.url,
    owner: endpoint.organization_id,
    headers: {
      ...own,
      'content-type': CONTENT_TYPE,
      ...signer.headers(eventId, at, payload),
    },
    body: payload,
  });
}
