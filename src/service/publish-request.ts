import { createHash } from 'node:crypto';
import type { ListeningEndpoint } from '../db/endpoints';

export interface PublishItem {
  readonly organizationId: string;
  readonly type: string;
  /** ISO 8601; null is the time of publishing. */
  readonly timestamp: string | null;
  /** JSON text of the event's data. */
  readonly data: string;
}

/** Everything that one request publishes: all of it is stored or none. */
export interface PublishRequest {
  readonly items: readonly PublishItem[];
  readonly idempotencyKey: string | null;
  /** Only this endpoint gets it, whatever it listens to (test events). */
  readonly onlyEndpoint?: ListeningEndpoint;
}

export interface PublishedMessage {
  readonly id: string;
  readonly webhook_events: readonly { id: string; webhook_endpoint_id: string }[];
}

/** Organizations that a request publishes for. */
export const organizationsOf = (request: PublishRequest): ReadonlySet<string> =>
  new Set(request.items.map(({ organizationId }) => organizationId));

/** Test events are one endpoint's, few, and most wanted when something is wrong. */
export const isLimited = (request: PublishRequest): boolean => request.onlyEndpoint === undefined;

/** Whose turn a request takes, and whose key it has. */
export const firstOrganization = (request: PublishRequest): string =>
  request.items[0]?.organizationId ?? '';

/** Its Idempotency-Key, which is the organization's own; null without one. */
export const keyOf = (request: PublishRequest): string | null =>
  request.idempotencyKey === null
    ? null
    : `${firstOrganization(request)} ${request.idempotencyKey}`;

/**
 * What a key was used for. Where the client gives no timestamp, none is compared: it would be the time
 * of each try.
 */
export const requestHash = (request: PublishRequest): Buffer =>
  createHash('sha256')
    .update(
      JSON.stringify(
        request.items.map(({ organizationId, type, timestamp, data }) => [
          organizationId,
          type,
          timestamp,
          data,
        ]),
      ),
    )
    .digest();
