import { setTimeout as delay } from 'node:timers/promises';
import { Arrivals } from '../../src/activities/arrivals';

it.each(['answers late', 'fails late'])(
  'looks again soon after a look at a database that %s',
  async (how) => {
    let looks = 0;
    const arrivals = new Arrivals(async (ids) => {
      looks += 1;
      if (looks > 1) return new Set(ids);
      await delay(300);
      if (how === 'fails late') throw new Error('the database hung');
      return new Set();
    });
    await arrivals.wait('endpoint', 200).catch(() => undefined);
    const since = performance.now();
    expect(await arrivals.wait('endpoint', 200)).toBe(true);
    expect(performance.now() - since).toBeLessThan(1_000);
  },
);
