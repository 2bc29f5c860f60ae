import { Lately } from '../../src/activities/lately';

const MEMORY_MS = 5_000;

describe('Lately', () => {
  let now = 0;
  beforeEach(() => {
    now = 1_000;
    jest.spyOn(performance, 'now').mockImplementation(() => now);
  });
  afterEach(() => jest.restoreAllMocks());

  it('remembers an endpoint from its last event on, each by itself', () => {
    const lately = new Lately(MEMORY_MS);
    expect(lately.note('a')).toBe(false);
    now += MEMORY_MS - 1;
    expect(lately.note('b')).toBe(false);
    expect(lately.note('a')).toBe(true);
    now += MEMORY_MS - 1;
    expect(lately.note('a')).toBe(true);
    now += 1;
    expect(lately.note('b')).toBe(false);
    now += MEMORY_MS;
    expect(lately.note('a')).toBe(false);
  });
});
