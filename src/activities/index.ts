import { createAttempt } from './attempt';
import type { ActivityDependencies } from './dependencies';
import { createSendMail } from './notify';
import { OutcomeLog } from './outcome-log';
import { Payloads } from './payloads';
import { createRetry } from './retry';
import { createStatisticsActivities } from './statistics';
import { createStatusActivities } from './status';
import { createStoreInline } from './store-inline';
import { createSweepActivities } from './sweep';

/** All activities of a worker, over the given parts. */
export function createActivities(deps: ActivityDependencies) {
  const parts = {
    payloads: new Payloads(deps.pool),
    outcomes: new OutcomeLog(deps.pool, deps.log),
  };
  const overManyRows = { ...deps, pool: deps.bulkPool };
  return {
    attempt: createAttempt(deps, parts),
    retry: createRetry(deps, parts),
    ...createStatusActivities(deps),
    storeInline: createStoreInline(deps),
    sendMail: createSendMail(deps),
    ...createSweepActivities(overManyRows),
    ...createStatisticsActivities(overManyRows),
  };
}

export type Activities = ReturnType<typeof createActivities>;
