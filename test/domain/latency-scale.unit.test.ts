import {
  LATENCY_RATIO,
  LATENCY_STEPS_MS,
  latencyPercentile,
  latencyStep,
} from '../../src/domain/latency-scale';

const LONGEST_MS = 120_000;

it('no duration of a step is longer than another of it by more than the ratio', () => {
  const shortest = new Map<number, number>();
  for (let ms = 1; ms <= LONGEST_MS; ms += 1) {
    const step = latencyStep(ms);
    const first = shortest.get(step) ?? ms;
    shortest.set(step, first);
    if (ms > first * LATENCY_RATIO) throw new Error(`${first} and ${ms} ms are in one step`);
  }
});

it('steps rise with the duration, and none is left out', () => {
  expect(latencyStep(0)).toBe(0);
  expect(LATENCY_STEPS_MS.map(latencyStep)).toEqual(LATENCY_STEPS_MS.map((_, index) => index + 1));
  expect(LATENCY_STEPS_MS.map((begin) => latencyStep(begin - 1))).toEqual(
    LATENCY_STEPS_MS.map((_, index) => index),
  );
});

it('stays as it is, because counts are stored by it', () => {
  expect(LATENCY_STEPS_MS.slice(0, 24)).toEqual([
    1, 2, 3, 4, 5, 7, 9, 11, 14, 17, 21, 26, 32, 39, 47, 57, 69, 83, 100, 121, 146, 176, 212, 255,
  ]);
  expect([LATENCY_STEPS_MS.length, LATENCY_STEPS_MS.at(-2), LATENCY_STEPS_MS.at(-1)]).toEqual([
    67, 545_788, 600_000,
  ]);
});

it.each([0.01, 0.5, 0.95, 0.99, 1])('the part %d is off by no more than the ratio', (part) => {
  for (const length of [1, 2, 3, 10, 1_000]) {
    const durations = Array.from({ length }, () => Math.round(Math.exp(Math.random() * 11)));
    const exact = [...durations].sort((a, b) => a - b)[Math.ceil(part * length) - 1]!;
    const counts = new Map<number, number>();
    for (const ms of durations) {
      counts.set(latencyStep(ms), (counts.get(latencyStep(ms)) ?? 0) + 1);
    }
    const told = latencyPercentile(counts, part)!;
    expect(told / exact).toBeLessThanOrEqual(LATENCY_RATIO);
    expect(exact / told).toBeLessThanOrEqual(LATENCY_RATIO);
  }
});

it('of nothing there is none', () => {
  expect(latencyPercentile(new Map(), 0.5)).toBeNull();
  expect(latencyPercentile(new Map([[3, 0]]), 0.5)).toBeNull();
});
