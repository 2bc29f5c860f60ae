import { median, medians, percentile } from '../../bench/statistics';

describe('percentile', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);

  it.each([
    [50, 50],
    [95, 95],
    [99, 99],
    [100, 100],
    [0.5, 1],
  ])('%s %% of 1 to 100 is %s', (percent, value) => {
    expect(percentile(hundred, percent)).toBe(value);
  });

  it('is a value that was measured, and sorts numbers as numbers', () => {
    expect(percentile([9, 10, 100, 1], 50)).toBe(9);
    expect(percentile([9, 10, 100, 1], 51)).toBe(10);
  });

  it('is null of nothing', () => expect(percentile([], 50)).toBeNull());
});

describe('median', () => {
  it.each([
    [[], null],
    [[3], 3],
    [[10, 2, 9], 9],
    [[1, 2, 10, 3], 2.5],
  ])('of %j is %s', (values, middle) => expect(median(values)).toBe(middle));
});

describe('medians', () => {
  it('takes each figure over the runs that have it', () => {
    const runs: Record<string, number | null>[] = [
      { a: 1, b: null },
      { a: 3, b: 5 },
      { a: 2.00049 },
    ];
    expect(medians(runs)).toEqual({ a: 2, b: 5 });
    expect(medians([{ a: null }])).toEqual({ a: null });
  });
});
