import { killBehindPause, killBehindRepeat } from '../../../bench/kills/attribution';
import { measureEffects } from '../../../bench/kills/effects';
import { delivered, evidenceOf, kill } from './evidence-example';

describe('what is put down to which kill', () => {
  const kills = [kill('api', 100), kill('temporal', 200), kill('worker', 230)];

  it.each([
    [90, 350, 'api', 'api'],
    [110, 190, 'api', 'api'],
    // Temporal is away until 250.
    [210, 300, 'worker', 'temporal'],
    [235, 249, 'worker', 'temporal'],
    [260, 300, 'worker', 'worker'],
    [50, 90, undefined, undefined],
  ])('from %d until %d: a repeat to %s, a pause to %s', (from, until, repeat, pause) => {
    expect(killBehindRepeat(kills, from, until)?.kind).toBe(repeat);
    expect(killBehindPause(kills, from, until)?.kind).toBe(pause);
  });
});

it('counts duplicates, pauses and the wait for a 202 for each kill', () => {
  const { totals, kinds, kills } = measureEffects(
    evidenceOf({
      kills: [kill('postgres', 112), kill('worker', 215)],
      seen: [
        ['a', 200, 204],
        ['b', 210, 503], // What comes after this is its retry and no duplicate.
        ['c', 220, 204],
        ['k', 222, 204],
        ['l', 224, 204],
        ['b', 300, 204],
        ['b', 310, 204],
        ['a', 420, 204],
      ],
      events: [delivered('a', { stored_at: 850 }), delivered('b', { successes: 2, refusals: 1 })],
    }),
  );
  expect(kills).toMatchObject([
    { name: 'postgres', duplicates: 0, longest_publish_ms: 5, longest_pause_ms: 10 },
    { name: 'worker', duplicates: 2, longest_standstill_ms: 110, at_seconds: 0.12 },
  ]);
  expect(kinds.find(({ kind }) => kind === 'worker')).toMatchObject({
    kills: 1,
    duplicates: 2,
    duplicates_per_kill: 2,
    longest_pause_ms: 110,
  });
  expect(totals).toMatchObject({
    requests: 5,
    repeated_requests: 1,
    lost_answers: 1,
    retry_max_ms: 89,
    late_retries: 0,
    accepted: 5,
    arrivals: 8,
    refused_by_receiver: 1,
    duplicates: 2,
    duplicates_before_kills: 0,
    delivery_rows: 4,
    outcomes_never_written: 4,
    events_with_two_successes: 1,
    delay_max_ms: 100,
  });
});

it('a duplicate before every kill is put down to none', () => {
  const { totals } = measureEffects(
    evidenceOf({
      kills: [kill('worker', 500)],
      seen: [
        ['a', 200, 204],
        ['a', 210, 204],
      ],
    }),
  );
  expect(totals).toMatchObject({ duplicates: 1, duplicates_before_kills: 1 });
});
