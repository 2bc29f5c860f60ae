import { table, tenths, whole } from '../text-table';
import type { KillsReport } from './kills';

const MS_PER_SECOND = 1_000;

/** The report for people. */
export function formatKills(report: KillsReport): string {
  const { machine, versions, plan, problems, totals, kinds } = report;
  const seconds = (ms: number | null) => tenths(ms === null ? null : ms / MS_PER_SECOND);
  const rows = kinds.map((one) => [
    one.kind,
    whole(one.kills),
    whole(one.duplicates),
    tenths(one.duplicates_per_kill),
    whole(one.most_duplicates),
    seconds(one.median_pause_ms),
    seconds(one.longest_pause_ms),
    seconds(one.longest_standstill_ms),
    seconds(one.longest_publish_ms),
  ]);
  const header = 'killed,times,duplicates,each,most,pause median s,max,standstill max s';
  return [
    `Signalpost ${versions.signalpost ?? ''} at ${report.commit ?? 'no commit'}, Node.js ${versions.node ?? ''}, ` +
      `PostgreSQL ${versions.postgres ?? ''}`,
    versions.temporal ?? '',
    `${machine.cpu}, ${machine.cores} cores, ${machine.memory_gib} GiB, ${machine.system}`,
    `${plan.apis} API, ${plan.workers} worker processes, ${plan.seconds} s, seed ${plan.seed}`,
    '',
    table([[...header.split(','), 'publish max s'], ...rows]),
    '',
    `${whole(totals.requests)} requests, ${whole(totals.repeated_requests)} of them repeated, ` +
      `${whole(totals.lost_answers)} because the answer was lost; ` +
      `${whole(totals.accepted)} events accepted, ${whole(totals.arrivals)} requests at the receiver: ` +
      `${whole(totals.refused_by_receiver)} answered 503, ${whole(totals.duplicates)} duplicates`,
    `${whole(totals.delivery_rows)} delivery rows, ${whole(totals.outcomes_never_written)} outcomes never written, ` +
      `${whole(totals.events_with_two_successes)} events with two successes`,
    `From the request to the receiver: p50 ${whole(totals.delay_p50_ms)} ms, p99 ${whole(totals.delay_p99_ms)} ms, ` +
      `max ${whole(totals.delay_max_ms)} ms; finished ${report.settled_after_seconds} s after the last request`,
    `From a 503 to the retry: at most ${whole(totals.retry_max_ms)} ms, ${whole(totals.late_retries)} took longer than 30 s`,
    `Starts that failed and were made again: ${report.failed_starts}; processes that ended by themselves: ` +
      String(report.ended_by_themselves.length),
    ...problems.map(
      ({ what, count, examples }) => `PROBLEM: ${count} ${what}: ${examples.join(', ')}`,
    ),
    problems.length === 0 ? 'Nothing lost, order kept.' : 'NOT WELL',
  ].join('\n');
}
