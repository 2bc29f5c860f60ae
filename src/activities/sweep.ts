import { Context } from '@temporalio/activity';
import { selectRecentlyDeletedEndpoints } from '../db/endpoints';
import {
  selectStaleQueued,
  selectStaleRetrying,
  skipEventsOfDeletedEndpoints,
  type StaleEvents,
} from '../db/events';
import { selectStaleMails } from '../db/mails';
import { archivePayloads, deleteOldIdempotencyKeys } from '../db/publishing';
import type { ActivityDependencies } from './dependencies';
import { createSendMail } from './notify';
import { resealSecrets } from './reseal';

/** Endpoints that one sweep sees to; the next one sees to the rest. */
const SWEEP_MAX_ENDPOINTS = 5_000;
const SWEEP_MAX_MAILS = 100;
/** A retry that is overdue by this much is not merely late. */
const RETRY_OVERDUE_SECONDS = 120;
/** How long a sweep goes on closing the workflow of a deleted endpoint. */
const DELETED_WINDOW_SECONDS = 600;
const ARCHIVE_BATCH_MESSAGES = 1_000;
const IDEMPOTENCY_KEY_DAYS = 7;

/**
 * The activities of the two Schedules. Nothing is lost without them for long: they are what makes a
 * crash between commit and signal, or a workflow that somebody terminated, a matter of a minute.
 */
export function createSweepActivities(deps: ActivityDependencies) {
  const { pool, log, signalEvents, closeWorkflow, settings } = deps;

  async function signalAll(stale: readonly StaleEvents[], retrying: boolean): Promise<void> {
    for (const { endpoint_id, organization_id, ids } of stale) {
      Context.current().heartbeat();
      if (ids.length > 0) await signalEvents(endpoint_id, organization_id, ids, { retrying });
    }
  }

  return {
    /** Signals again what has been pending for a while; workflows ignore what they hold already. */
    async sweep(): Promise<void> {
      const skipped = await skipEventsOfDeletedEndpoints(pool);
      const queued = await selectStaleQueued(pool, settings.sweepAfterSeconds, SWEEP_MAX_ENDPOINTS);
      await signalAll(queued, false);
      const overdueSeconds = settings.sweepAfterSeconds + RETRY_OVERDUE_SECONDS;
      const retrying = await selectStaleRetrying(pool, overdueSeconds, SWEEP_MAX_ENDPOINTS);
      await signalAll(retrying, true);
      await sendStaleMails(deps);
      for (const id of await selectRecentlyDeletedEndpoints(pool, DELETED_WINDOW_SECONDS)) {
        Context.current().heartbeat();
        await closeWorkflow(id);
      }
      if (queued.length + retrying.length + skipped > 0) {
        log.info({ queued: queued.length, retrying: retrying.length, skipped }, 'sweep');
      }
    },

    /** Archives old payloads, forgets old idempotency keys, reseals secrets with the current key. */
    async archive(): Promise<void> {
      let total = 0;
      for (;;) {
        const count = await archivePayloads(
          pool,
          settings.payloadRetentionDays,
          ARCHIVE_BATCH_MESSAGES,
        );
        total += count;
        Context.current().heartbeat(total);
        if (count < ARCHIVE_BATCH_MESSAGES) break;
      }
      const keys = await deleteOldIdempotencyKeys(pool, IDEMPOTENCY_KEY_DAYS);
      const resealed = await resealSecrets(deps, () => Context.current().heartbeat(total));
      log.info({ payloads: total, idempotency_keys: keys, resealed }, 'archived');
    },
  };
}

/** Mails whose workflow was lost before it sent them. */
async function sendStaleMails(deps: ActivityDependencies): Promise<void> {
  if (deps.mailer === null) return;
  const sendMail = createSendMail(deps);
  for (const id of await selectStaleMails(deps.pool, SWEEP_STALE_MAIL_SECONDS, SWEEP_MAX_MAILS)) {
    Context.current().heartbeat();
    // A mail server that is down fails all of them; the workflows' own tries go on meanwhile.
    await sendMail(id).catch(() => undefined);
  }
}

/** An endpoint's workflow has tried a mail many times by then, or is lost. */
const SWEEP_STALE_MAIL_SECONDS = 900;
