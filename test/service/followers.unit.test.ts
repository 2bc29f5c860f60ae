import { setTimeout as delay } from 'node:timers/promises';
import type { Pool } from '../../src/db/pool';
import { createFollowers } from '../../src/service/followers';

it('wakes an endpoint that is named again and again with one statement in 20 ms', async () => {
  let statements = 0;
  const pool = { query: () => Promise.resolve({ rows: [], rowCount: (statements += 1) }) };
  const followers = createFollowers(pool as unknown as Pool);
  const since = performance.now();
  for (let round = 0; round < 10; round += 1) {
    for (let number = 0; number < 100; number += 1) followers.wake('endpoint');
    await delay(5);
  }
  await delay(40);
  expect(statements).toBeGreaterThan(1);
  expect(statements).toBeLessThanOrEqual(1 + (performance.now() - since) / 20);
});
