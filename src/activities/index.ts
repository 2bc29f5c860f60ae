import { createAttempt } from './attempt';
import type { ActivityDependencies } from './dependencies';
import { createSendMail } from './notify';
import { Payloads } from './payloads';
import { createRetry } from './retry';
import { createStatusActivities } from './status';
import { createStoreInline } from './store-inline';
import { createSweepActivities } from './sweep';

/** All activities of a worker, over the given parts. */
export function createActivities(deps: ActivityDependencies) {
  const payloads = new Payloads(deps.pool);
  return {
    attempt: createAttempt(deps, payloads),
    retry: createRetry(deps, payloads),
    ...createStatusActivities(deps),
    storeInline: createStoreInline(deps),
    sendMail: createSendMail(deps),
    ...createSweepActivities(deps),
  };
}

export type Activities = ReturnType<typeof createActivities>;
