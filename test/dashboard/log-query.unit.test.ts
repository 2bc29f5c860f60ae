import {
  addressOf,
  filterOf,
  isFiltered,
  readCursor,
  readLogQuery,
  writeCursor,
} from '../../src/dashboard/log-query';

describe('the query of a log', () => {
  it('is read and written as itself', () => {
    const query = readLogQuery({
      from: '2026-01-01T10:00',
      to: '2026-01-02T10:00',
      outcome: 'failed',
      code: '5xx',
      type: 'order.paid',
      text: ' a&b=ü ',
      range: '7d',
    });
    const address = addressOf('/x', query, {});
    const read = readLogQuery(Object.fromEntries(new URL(address, 'http://x').searchParams));
    expect(read).toEqual(query);
    expect(isFiltered(query)).toBe(true);
    expect(filterOf(query, 'Asia/Kolkata')).toEqual({
      types: ['order.paid'],
      after: '2026-01-01T04:30:00.000Z',
      before: '2026-01-02T04:30:00.000Z',
      succeeded: false,
      httpCodeClass: 5,
      query: 'a&b=ü',
    });
  });

  it.each([
    [{}],
    [{ outcome: 'both', code: '6xx', range: '1y', from: 'x', cursor: 'y' }],
    [{ outcome: ['failed'], code: { a: '2xx' }, text: ['a', 'b'], type: 5 }],
    [{ text: '\0', type: '\0 \u0085', outcome: '' }],
  ])('what is not understood counts as not given: %j', (given) => {
    const filter = filterOf(readLogQuery(given), 'UTC');
    expect(Object.values(filter).every((value) => value === null)).toBe(true);
    expect(readLogQuery(given)).toMatchObject({ range: '24h', cursor: null });
  });

  it('an empty one is the path alone; another range and place keep the filters', () => {
    expect(addressOf('/x', readLogQuery({}), {})).toBe('/x');
    const query = readLogQuery({ outcome: 'failed', range: '1h' });
    expect(addressOf('/x', query, { range: '24h' })).toBe('/x?outcome=failed');
    expect(addressOf('/x', query, { cursor: 'c' })).toBe('/x?outcome=failed&cursor=c&range=1h');
  });

  const id = '3f0b0f3e-0000-4000-8000-00000000000a';
  it.each(['2026-01-01T00:00:00Z', '2024-02-29T23:59:59.123456Z', '2026-01-01T00:00:00.1Z'])(
    'a place at %s is read as it is written',
    (createdAt) => {
      expect(readCursor(writeCursor({ createdAt, id }))).toEqual({ createdAt, id });
    },
  );
  it.each([
    `2026-02-30T00:00:00Z~${id}`,
    `2025-02-29T00:00:00Z~${id}`,
    `2026-01-01T24:00:00Z~${id}`,
    `2026-01-01T00:00:60Z~${id}`,
    `0000-01-01T00:00:00Z~${id}`,
    `2026-01-01T00:00:00+01:00~${id}`,
    `2026-01-01T00:00:00.Z~${id}`,
    `2026-01-01T00:00:00Z~${'-'.repeat(36)}`,
    `2026-01-01T00:00:00Z~${id}0`,
    '~',
    '',
  ])('%s is no place', (text) => expect(readCursor(text)).toBeNull());
});
