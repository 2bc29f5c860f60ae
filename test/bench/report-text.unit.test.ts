import type { BenchReport, ReportedCase } from '../../bench/report';
import { formatReport } from '../../bench/report-text';
import type { RunResult } from '../../bench/runner';
import { table } from '../../bench/text-table';

const process = { cpu_seconds: 1.25, resident_mib: 100, peak_mib: 321 };

function run(lost: number, duplicates: number): RunResult {
  return {
    figures: {},
    account: {
      accepted: 100,
      delivered: 100 - lost,
      lost,
      duplicates,
      unexpected: 0,
      refused_requests: 4,
      unsent_requests: 5,
    },
    finished: lost === 0,
    processes: {
      api: process,
      worker: process,
      temporal: process,
      postgres: { ...process, peak_mib: null },
      receiver: process,
      driver: process,
    },
  };
}

function reported(name: string, median: ReportedCase['median'], runs = [run(0, 0)]): ReportedCase {
  return {
    name,
    description: '',
    timeout_seconds: 120,
    median,
    runs,
    share_of_ceiling: 0.125,
    share_of_target_ceiling: null,
  };
}

function format(...cases: ReportedCase[]): string {
  const report: BenchReport = {
    date: '2026-01-02T03:04:05.678Z',
    commit: 'abc1234',
    machine: { cpu: 'Some CPU', cores: 2, memory_gib: 8, system: 'linux x64' },
    versions: { signalpost: '1.0.0' },
    settings: {},
    load: { scale: 1, event_data_bytes: 500, target_lanes: 50 },
    warnings_logged: 0,
    ceilings: [{ lanes: 50, runs: [9_876.5], per_second: 9_876.5 }],
    cases,
  };
  return formatReport(report);
}

const lineOf = (text: string, start: string) =>
  text
    .split('\n')
    .find((line) => line.startsWith(start))
    ?.replace(/ +/g, ' ')
    .trim();

it('a table has its first column to the left and the others to the right', () => {
  expect(
    table([
      ['case', 'rate'],
      ['a', '1,000'],
      ['long name', '7'],
    ]),
  ).toBe(['case        rate', 'a          1,000', 'long name      7'].join('\n'));
});

it('figures that a case does not have are left empty', () => {
  const text = format(
    reported('some', { delivered_per_second: 1_234.5, p50_ms: 10.04, failed_attempts: 3 }, [
      run(0, 0),
      run(0, 0),
    ]),
  );
  expect(lineOf(text, 'some')).toBe('some 2 1,235 13 % 10.0 3 0 0');
  expect(text).toContain('9,877/s with 50 under way');
});

it('losses and duplicates are summed over the runs, and a run that did not finish is named', () => {
  const text = format(reported('some', {}, [run(2, 1), run(0, 3)]));
  expect(lineOf(text, 'some')).toBe('some 2 13 % 2 4');
  expect(text).toContain(
    'NOT FINISHED: some, run 1: of 100 accepted events 2 are missing; 4 requests were refused, 5 not sent',
  );
  expect(text).not.toContain('run 2');
});

it('a case with a disturbance is shown beside itself without one', () => {
  const text = format(
    reported('dead', { p99_ms: 30, undisturbed_p99_ms: 20, ratio_p99_ms: 1.5 }),
    reported('other', { p99_ms: 5 }),
  );
  const section = text.slice(text.indexOf('With and without'), text.indexOf('CPU seconds'));
  expect(section).toContain('20.0 > 30.0 (x 1.50)');
  expect(section).not.toContain('other');
  expect(format(reported('other', { p99_ms: 5 }))).not.toContain('With and without');
});

it('tells memory, CPU and what is kept', () => {
  const text = format(
    reported('some', {
      history_runs: 51,
      history_events_per_1000: 40.25,
      history_bytes_per_1000: 2_048,
      database_bytes_per_event: 1_790.4,
    }),
  );
  const after = (title: string) => lineOf(text.slice(text.indexOf(title)), 'some');
  expect(after('CPU seconds')).toBe('some 1.3 1.3 1.3 1.3 1.3 1.3');
  expect(after('Peak of resident MiB')).toBe('some 321 321 321 321 321');
  expect(after('What is kept')).toBe('some 51 40.3 2.0 1,790');
});

it('the drain of a backlog is held against the steady load', () => {
  const drain = reported('backlog-drain', { delivered_per_second: 1_000 });
  expect(format(drain)).toContain('backlog-drain: 1.000 ms per event');
  const both = format(reported('fifty-endpoints', { delivered_per_second: 1_250 }), drain);
  expect(both).toContain('1.000 ms per event, 1.25 times the 0.800 ms of fifty-endpoints');
});
