import { formatLongLife } from '../../bench/long-life/report-text';
import { FULL_PLAN, runLongLife } from '../../bench/long-life/long-life';

it('the short form of `npm run bench:long-life`: an endpoint through several runs of its workflow', async () => {
  const report = await runLongLife({
    plan: { ...FULL_PLAN, events: 3_000, fail_one_in: 300, first_events: 1_000 },
    onProgress: () => undefined,
    signal: new AbortController().signal,
  });
  console.log(formatLongLife(report));
  expect(report.problems).toEqual([]);
  expect(report.history.runs).toBeGreaterThanOrEqual(4);
  expect(report.refused).toBeGreaterThan(0);
}, 180_000);
