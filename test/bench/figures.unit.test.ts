import {
  besideUndisturbed,
  latencyFigures,
  perSecond,
  rateFigures,
  undisturbedOf,
} from '../../bench/figures';
import { reckon } from '../../bench/accounting';

it('rates are from the first request to the last answer and to the last arrival', () => {
  const accepted = [
    { startedAt: 1_000, answeredAt: 1_200, ids: ['a', 'b'], endpointIds: ['1', '1'] },
    { startedAt: 1_100, answeredAt: 1_500, ids: ['c'], endpointIds: ['1'] },
  ];
  const arrivals = { ids: ['a', 'b', 'c'], at: [1_300, 3_000, 1_600] };
  expect(rateFigures(reckon({ accepted, refused: 0, unsent: 0 }, arrivals))).toEqual({
    accepted_per_second: 6,
    delivered_per_second: 1.5,
  });
});

it('there is no rate of nothing', () => expect(perSecond(0, 0, 0)).toBeNull());

it('latencies are told as percentiles', () => {
  const latencies = Array.from({ length: 200 }, (_, index) => index + 1);
  expect(latencyFigures(latencies)).toEqual({ p50_ms: 100, p95_ms: 190, p99_ms: 198, max_ms: 200 });
});

describe('besideUndisturbed', () => {
  const figures = besideUndisturbed({ p99_ms: 30, rate: 5, group: 7 }, { p99_ms: 20, rate: 10 });

  it('keeps the disturbed figures under their names', () => {
    expect(figures).toMatchObject({ p99_ms: 30, rate: 5, group: 7 });
  });

  it('tells the undisturbed ones and the ratio', () => {
    expect(undisturbedOf(figures, 'p99_ms')).toEqual({ without: 20, ratio: 1.5 });
    expect(undisturbedOf(figures, 'rate')).toEqual({ without: 10, ratio: 0.5 });
    expect(undisturbedOf(figures, 'group')).toBeUndefined();
  });

  it('has no ratio to a figure that is missing', () => {
    const missing = besideUndisturbed({ a: null, b: 1 }, { a: 1, b: null });
    expect(undisturbedOf(missing, 'a')).toEqual({ without: 1, ratio: null });
    expect(undisturbedOf(missing, 'b')).toEqual({ without: null, ratio: null });
  });
});
