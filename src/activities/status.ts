import { inTransaction, type Queryable } from '../db/pool';
import { endWatch } from '../db/endpoint-watches';
import {
  disableEndpoint,
  enableEndpoint,
  selectEndpointState,
  updateConsecutiveFailures,
} from '../db/endpoints';
import { hasQueuedEvents, selectRetryingEventIds, skipPendingEvents } from '../db/events';
import { insertMailsToAdmins, selectUnsentMails } from '../db/mails';
import type { DisabledReason } from '../domain/endpoint';
import { RETRY_MAX_EVENTS } from '../domain/limits';
import type { DisableResult, EndpointRowState } from '../domain/activity-results';
import type { ActivityDependencies } from './dependencies';
import { disabledMail } from './disabled-mail';

const MISSING: EndpointRowState = {
  exists: false,
  enabled: false,
  ordering: 'first_attempt',
  disabledReason: null,
  disabledAt: null,
  consecutiveFailures: 0,
  hasQueued: false,
  retrying: [],
};

async function rowState(db: Queryable, endpointId: string): Promise<EndpointRowState> {
  // Left by a run that expected another one after it. Before the look at what waits: until then whoever
  // publishes may rely on it and signal nothing.
  await endWatch(db, endpointId);
  const row = await selectEndpointState(db, endpointId);
  if (row === undefined || row.deleted) return MISSING;
  return {
    exists: true,
    enabled: row.enabled,
    ordering: row.ordering,
    disabledReason: row.disabled_reason,
    disabledAt: row.disabled_at,
    consecutiveFailures: row.consecutive_failures,
    hasQueued: await hasQueuedEvents(db, endpointId),
    retrying: await selectRetryingEventIds(db, endpointId, RETRY_MAX_EVENTS),
  };
}

/** The activities that read and change an endpoint's state; each is safe to run again. */
export function createStatusActivities({ pool, log, settings }: ActivityDependencies) {
  return {
    /** The row as it is. */
    loadEndpoint: (endpointId: string): Promise<EndpointRowState> => rowState(pool, endpointId),

    /** Enables the endpoint in its row. */
    async enable(endpointId: string): Promise<EndpointRowState> {
      const changed = await enableEndpoint(pool, endpointId);
      if (changed !== undefined) log.info({ endpoint_id: endpointId }, 'endpoint enabled');
      return rowState(pool, endpointId);
    },

    /**
     * Disables the endpoint, marks its pending events as skipped and writes the mails to the admins,
     * in one transaction. Run again, it finds the endpoint disabled and the mails written.
     */
    disable: (
      endpointId: string,
      reason: DisabledReason,
      consecutiveFailures: number | null,
    ): Promise<DisableResult> =>
      inTransaction(pool, async (db) => {
        const row = await disableEndpoint(db, endpointId, reason, consecutiveFailures);
        const skipped = await skipPendingEvents(db, endpointId);
        if (row !== undefined) {
          log.warn({ endpoint_id: endpointId, reason, skipped }, 'endpoint disabled');
          if (reason !== 'manual') {
            const mail = disabledMail(row, skipped, settings.dashboard.publicUrl);
            await insertMailsToAdmins(db, mail);
          }
        }
        return {
          row: await rowState(db, endpointId),
          mails: await selectUnsentMails(db, endpointId),
        };
      }),

    /** Marks what is pending as skipped if the row says disabled; the answer tells if it does not. */
    async skipPending(endpointId: string): Promise<EndpointRowState> {
      await skipPendingEvents(pool, endpointId);
      return rowState(pool, endpointId);
    },

    /** Writes the count of failed events in a row where lists can read it. */
    mirrorFailures: (endpointId: string, count: number): Promise<void> =>
      updateConsecutiveFailures(pool, endpointId, count),
  };
}
