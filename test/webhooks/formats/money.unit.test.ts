import { formatMoney, formatRecurringMoney } from '../../../src/webhooks/formats/money';

describe('formatMoney', () => {
  it.each([
    [5000, 'usd', '$50.00'],
    [5000, 'USD', '$50.00'],
    [1, 'usd', '$0.01'],
    [0, 'usd', '$0.00'],
    [-1250, 'usd', '-$12.50'],
    [123456789, 'usd', '$1,234,567.89'],
    [999, 'eur', '€9.99'],
    [5000, 'jpy', '¥5,000'],
    [5000, 'krw', '₩5,000'],
    [5000, 'kwd', 'KWD\u00a05.000'],
    [1234, 'chf', 'CHF\u00a012.34'],
    [5000, 'zzz', 'ZZZ\u00a050.00'],
    [-5000, 'jpy', '-¥5,000'],
    [-1, 'kwd', '-KWD\u00a00.001'],
    // People write no hundredths of these, but amounts are counted in them.
    [5000, 'huf', 'HUF\u00a050.00'],
    [5000, 'idr', 'IDR\u00a050.00'],
    [5000, 'cop', 'COP\u00a050.00'],
    [5000, 'all', 'ALL\u00a050.00'],
    [5000, 'iqd', 'IQD\u00a05.000'],
    [5000, 'xof', 'F\u202fCFA\u00a05,000'],
    [50_000, 'clf', 'CLF\u00a05.0000'],
    [-0, 'usd', '$0.00'],
    [-0.4, 'usd', '$0.00'],
    [99.5, 'usd', '$1.00'],
    [1e15, 'usd', '$10,000,000,000,000.00'],
    [Number.MAX_SAFE_INTEGER, 'jpy', '¥9,007,199,254,740,991'],
  ])('writes %d %s as %s', (minorUnits, currency, text) => {
    expect(formatMoney(minorUnits, currency)).toBe(text);
  });

  it('writes all digits of any number', () => {
    for (const number of [Number.MAX_VALUE, -Number.MAX_VALUE, 1e21]) {
      expect(formatMoney(number, 'usd')).toMatch(/^-?\$\d{1,3}(,\d{3})+\.\d\d$/);
      expect(formatMoney(number, 'gold')).toMatch(/^-?\d{1,3}(,\d{3})+\.\d\d gold$/);
    }
  });

  it.each(['dollars', 'us', 'u$d', '$', 'ééé'])('never throws for %j, no currency code', (code) => {
    expect(formatMoney(5000, code)).toBe(`50.00 ${code}`);
  });
});

describe('formatRecurringMoney', () => {
  it.each([
    [1000, 'usd', 'month', 1, '$10.00 / month'],
    [1000, 'usd', 'year', 1, '$10.00 / year'],
    [1000, 'usd', 'month', 3, '$10.00 every 3 months'],
    [1000, 'usd', 'week', 2, '$10.00 every 2 weeks'],
    [1000, 'jpy', 'day', 1, '¥1,000 / day'],
    [1000, 'usd', null, 3, '$10.00'],
    [0, 'usd', 'month', 1, 'Free'],
    [0, null, null, 1, 'Free'],
    [1000, null, 'month', 1, null],
    [-0, 'usd', 'month', 1, 'Free'],
    [-1000, 'usd', 'month', 1, '-$10.00 / month'],
    [1500, 'kwd', 'year', 1, 'KWD\u00a01.500 / year'],
  ])('writes %d %s per %s, %d, as %s', (minorUnits, currency, interval, count, text) => {
    expect(formatRecurringMoney(minorUnits, currency, interval, count)).toBe(text);
  });
});
