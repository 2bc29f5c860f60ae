import { KILL_KINDS, planKills } from '../../../bench/kills/kill-plan';
import { seededRandom } from '../../../bench/kills/random';

const PACE = { fromMs: 1_000, toMs: 2_000, awayMs: 3_000 };

const plan = (seed: number, count: number) => {
  const kills = planKills(seededRandom(seed), PACE);
  return Array.from({ length: count }, () => kills.next().value);
};

it('is the same for the same seed, and another one for another', () => {
  expect(plan(7, 40)).toEqual(plan(7, 40));
  expect(plan(7, 40)).not.toEqual(plan(8, 40));
});

it('has one kill of each kind in every four', () => {
  const kills = plan(1, 40).map(({ kind }) => kind);
  for (let from = 0; from < kills.length; from += KILL_KINDS.length) {
    expect(kills.slice(from, from + KILL_KINDS.length).sort()).toEqual([...KILL_KINDS].sort());
  }
});

it('keeps to its pace, and spreads over it', () => {
  const kills = plan(3, 400);
  const spread = (numbers: number[]) => [Math.min(...numbers), Math.max(...numbers)];
  const [shortest, longest] = spread(kills.map(({ afterMs }) => afterMs));
  expect(shortest).toBeGreaterThanOrEqual(1_000);
  expect(shortest).toBeLessThan(1_100);
  expect(longest).toBeLessThan(2_000);
  expect(longest).toBeGreaterThan(1_900);
  const [shortestAway, longestAway] = spread(kills.map(({ awayMs }) => awayMs));
  expect(shortestAway).toBeLessThan(200);
  expect(longestAway).toBeGreaterThan(2_800);
  const immediate = kills.filter((one) => one.immediate).length;
  expect(Math.abs(immediate - 200)).toBeLessThan(40);
});
