import { KILL_KINDS } from '../../bench/kills/kill-plan';
import { FULL_PLAN, runKills, type KillsPlan } from '../../bench/kills/kills';
import { formatKills } from '../../bench/kills/report-text';

/**
 * The short form of `npm run bench:kills`: four kills or more, so at least one of each kind. The seed
 * has the worker killed first, because Temporal misses it for ten seconds, in which the others go on.
 */
const PLAN: KillsPlan = {
  ...FULL_PLAN,
  seed: 28,
  seconds: 9,
  events_per_second: 40,
  organizations: 6,
  pace: { fromMs: 1_500, toMs: 2_000, awayMs: 1_500 },
  fail_one_in: 30,
  // The sweep takes up a retry that got lost when it is overdue by two minutes.
  settle_seconds: 180,
};

it('two APIs and three workers under traffic, one of everything killed: nothing lost, order kept', async () => {
  const report = await runKills({
    plan: PLAN,
    settings: { SWEEP_INTERVAL_SECONDS: '2', SWEEP_AFTER_SECONDS: '1', LOG_LEVEL: 'fatal' },
    onProgress: () => undefined,
    signal: new AbortController().signal,
  });

  console.log(formatKills(report));
  expect(report.problems).toEqual([]);
  expect(new Set(report.kills.map(({ kind }) => kind))).toEqual(new Set(KILL_KINDS));
  expect(report.kills.filter((kill) => kill.back_after_ms === null)).toEqual([]);
  // The run has shown what it is for: requests were repeated, and retries were under way.
  expect(report.totals.accepted).toBeGreaterThan(100);
  expect(report.totals.repeated_requests).toBeGreaterThan(0);
  expect(report.totals.refused_by_receiver).toBeGreaterThan(0);
}, 300_000);
