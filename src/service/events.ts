import {
  listDeliveries,
  countDeliveries,
  type DeliveryFilter,
  type DeliveryRow,
} from '../db/deliveries';
import { selectEndpoint, type OrganizationScope } from '../db/endpoints';
import * as rows from '../db/events';
import type { EventFilter, EventRow } from '../db/events';
import type { Pool } from '../db/pool';
import { ApiError } from '../errors';
import type { Notifier } from '../temporal/notifier';
import type { Page } from './endpoints';
import type { EventTypesService } from './event-types';
import type { PublishedMessage } from './publish-request';
import type { Publisher } from './publisher';

/** Events that one statement puts into the queue again. */
const RECOVER_BATCH_EVENTS = 10_000;
const DEFAULT_TEST_TYPE = 'order.created';

/** Rows of events and deliveries may come without payloads: AnswerPayloads reads them. */
export interface EventsService {
  list(
    scope: OrganizationScope,
    filter: EventFilter,
    limit: number,
    offset: number,
  ): Promise<Page<EventRow>>;
  /** @throws ApiError ResourceNotFound, as all of the following do */
  get(scope: OrganizationScope, id: string): Promise<EventRow>;
  /**
   * Sends an event again; does nothing for an archived one or while its endpoint is disabled.
   *
   * @throws ApiError ResourceNotFound also when the endpoint is deleted
   */
  redeliver(scope: OrganizationScope, id: string): Promise<void>;
  /**
   * Sends everything again that failed or was skipped since a moment, the oldest first.
   *
   * @returns how many events that is
   * @throws ApiError Conflict while the endpoint is disabled
   */
  recover(scope: OrganizationScope, endpointId: string, since: string): Promise<number>;
  /**
   * Publishes a sample event to one endpoint.
   *
   * @param type of the catalogue or the organization's own; null takes the first that the endpoint
   *   listens to
   * @throws ApiError Conflict while the endpoint is disabled, RequestValidationError when an own type
   *   has no example
   */
  test(
    scope: OrganizationScope,
    endpointId: string,
    type: string | null,
  ): Promise<PublishedMessage>;
  deliveries(
    scope: OrganizationScope,
    filter: DeliveryFilter,
    limit: number,
    offset: number,
  ): Promise<Page<DeliveryRow>>;
}

/** Events and their deliveries: rows first, then the signal. */
export function createEventsService(deps: {
  pool: Pool;
  publisher: Publisher;
  notifier: Pick<Notifier, 'notify'>;
  eventTypes: Pick<EventTypesService, 'exampleOf'>;
}): EventsService {
  const { pool, publisher, notifier, eventTypes } = deps;

  async function enabledEndpoint(scope: OrganizationScope, id: string) {
    const endpoint = await selectEndpoint(pool, scope, id);
    if (endpoint === undefined) throw new ApiError('ResourceNotFound');
    if (!endpoint.enabled) {
      throw new ApiError('Conflict', 'The endpoint is disabled; enable it first.');
    }
    return endpoint;
  }

  return {
    async list(scope, filter, limit, offset) {
      const [items, total] = await Promise.all([
        rows.listEvents(pool, scope, filter, limit, offset),
        rows.countEvents(pool, scope, filter),
      ]);
      return { items, total };
    },

    async get(scope, id) {
      const event = await rows.selectEvent(pool, scope, id);
      if (event === undefined) throw new ApiError('ResourceNotFound');
      return event;
    },

    async redeliver(scope, id) {
      const event = await rows.selectEvent(pool, scope, id);
      if (event === undefined) throw new ApiError('ResourceNotFound');
      const endpoint = await selectEndpoint(pool, scope, event.endpoint_id);
      if (endpoint === undefined) throw new ApiError('ResourceNotFound');
      if (await rows.requeueEvent(pool, scope, id)) {
        notifier.notify(event.endpoint_id, event.organization_id, [id]);
      }
    },

    async recover(scope, endpointId, since) {
      const endpoint = await enabledEndpoint(scope, endpointId);
      let count = 0;
      for (;;) {
        const ids = await rows.requeueUndelivered(
          pool,
          scope,
          endpointId,
          since,
          RECOVER_BATCH_EVENTS,
        );
        // The workflow reads from the database what its queue does not hold: some ids will do.
        if (ids.length > 0) notifier.notify(endpointId, endpoint.organization_id, ids);
        count += ids.length;
        if (ids.length < RECOVER_BATCH_EVENTS) return count;
      }
    },

    async test(scope, endpointId, type) {
      const endpoint = await enabledEndpoint(scope, endpointId);
      const chosen = type ?? endpoint.events[0] ?? DEFAULT_TEST_TYPE;
      const data = await eventTypes.exampleOf(endpoint.organization_id, chosen);
      const [message] = await publisher.publish({
        items: [
          {
            organizationId: endpoint.organization_id,
            type: chosen,
            timestamp: null,
            data: JSON.stringify(data),
          },
        ],
        idempotencyKey: null,
        onlyEndpoint: endpoint,
      });
      return message as PublishedMessage;
    },

    async deliveries(scope, filter, limit, offset) {
      const [items, total] = await Promise.all([
        listDeliveries(pool, scope, filter, limit, offset),
        countDeliveries(pool, scope, filter),
      ]);
      return { items, total };
    },
  };
}
