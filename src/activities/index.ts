import { createAttempt } from './attempt';
import type { ActivityDependencies } from './dependencies';
import { createSendMail } from './notify';
import { createRetry } from './retry';
import { createStatusActivities } from './status';
import { createStoreInline } from './store-inline';
import { createSweepActivities } from './sweep';

/** All activities of a worker, over the given parts. */
export function createActivities(deps: ActivityDependencies) {
  return {
    attempt: createAttempt(deps),
    retry: createRetry(deps),
    ...createStatusActivities(deps),
    storeInline: createStoreInline(deps),
    sendMail: createSendMail(deps),
    ...createSweepActivities(deps),
  };
}

export type Activities = ReturnType<typeof createActivities>;
