import { whole } from '../text-table';
import type { LongLifeReport } from './long-life';

/** The report for people. */
export function formatLongLife(report: LongLifeReport): string {
  const { plan, history, worker_mib, problems } = report;
  return [
    `${whole(plan.events)} events to one endpoint in ${report.seconds} s, ` +
      `${whole(report.delivered_per_second)} a second, ${whole(report.refused)} refused at first`,
    `${whole(history.runs)} runs of its workflow, ${whole(history.events)} events of history, ` +
      `${whole(report.status.delivered)} deliveries counted`,
    `Worker: ${whole(worker_mib.first)} MiB after ${whole(plan.first_events)} events, ` +
      `${whole(worker_mib.end)} MiB at the end`,
    ...problems.map((problem) => `PROBLEM: ${problem}`),
    problems.length === 0 ? 'Nothing lost, none twice, order kept.' : 'NOT WELL',
  ].join('\n');
}
