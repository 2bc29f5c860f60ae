import {
  bytes,
  clock,
  dayAndClock,
  duration,
  fromLocalInput,
  localInput,
  moment,
  percent,
  plural,
  shortCount,
  span,
  wholeCount,
} from '../../src/dashboard/format';

it.each([
  [0, '0'],
  [9_999, '9,999'],
  [10_000, '10K'],
  [12_345, '12.3K'],
  [999_949, '999.9K'],
  [1_234_567, '1.2M'],
])('%d is %s for short', (count, text) => expect(shortCount(count)).toBe(text));

it('counts are whole with their thousands apart', () => {
  expect(wholeCount(1_234_567)).toBe('1,234,567');
  expect(plural(1, 'event')).toBe('1 event');
  expect(plural(0, 'event')).toBe('0 events');
  expect(plural(1_000, 'event')).toBe('1,000 events');
});

it.each([
  [0, '0%'],
  [-0.1, '0%'],
  [1e-9, '0.1%'],
  [0.0005, '0.1%'],
  [0.5, '50%'],
  [0.9985, '99.9%'],
  [0.99999999, '99.9%'],
  [1, '100%'],
  [1.1, '100%'],
])('of %d it says %s: all and nothing are said of nothing else', (share, text) => {
  expect(percent(share)).toBe(text);
});

it.each([
  [0, '0 ms'],
  [0.4, '0 ms'],
  [999, '999 ms'],
  [999.6, '1.0 s'],
  [1_000, '1.0 s'],
  [1_250, '1.3 s'],
  [59_940, '59.9 s'],
  [59_960, '1 min'],
  [59_999, '1 min'],
  [60_000, '1 min'],
  [119_600, '2 min'],
  [125_000, '2 min 5 s'],
  [3_600_000, '60 min'],
])('%d ms take %s', (milliseconds, text) => expect(duration(milliseconds)).toBe(text));

it.each([
  [1, '1 second'],
  [45, '45 seconds'],
  [60, '1 minute'],
  [90, '90 seconds'],
  [3_600, '1 hour'],
  [86_400, '24 hours'],
  [90_000, '25 hours'],
  [172_800, '2 days'],
  [2_592_000, '30 days'],
  [0, '0 seconds'],
])('%d seconds are %s', (seconds, text) => expect(span(seconds)).toBe(text));

it.each([
  [0, '0 bytes'],
  [1, '1 byte'],
  [999, '999 bytes'],
  [1_000, '1.0 KB'],
  [2_345, '2.3 KB'],
  [999_949, '999.9 KB'],
  [999_960, '1.0 MB'],
  [1_000_000, '1.0 MB'],
  [10_485_760, '10.5 MB'],
])('%d bytes are %s', (count, text) => expect(bytes(count)).toBe(text));

describe('moments', () => {
  const at = new Date('2026-11-25T21:04:05Z');
  const now = new Date('2026-12-01T00:00:00Z');

  it('are of the viewer’s zone, with the year when it is another', () => {
    expect(moment(at, 'UTC', now)).toBe('25 Nov, 21:04:05');
    expect(moment(at, 'Asia/Kolkata', now)).toBe('26 Nov, 02:34:05');
    expect(moment(at, 'UTC', new Date('2027-01-01T00:00:00Z'))).toBe('25 Nov 2026, 21:04:05');
    // There the year has changed already.
    const newYear = new Date('2026-12-31T23:30:00Z');
    expect(moment(newYear, 'Asia/Tokyo', now)).toMatch(/2027/);
    expect(clock(at, 'America/New_York')).toBe('16:04');
    expect(dayAndClock(at, 'Pacific/Kiritimati')).toBe('26 Nov, 11:04');
  });

  it('midnight is 00:00 and never 24:00', () => {
    expect(clock(new Date('2026-01-01T00:00:00Z'), 'UTC')).toBe('00:00');
    expect(localInput(new Date('2026-01-01T00:00:00Z'), 'UTC')).toBe('2026-01-01T00:00');
  });
});

describe('what is typed into an input of date and time', () => {
  it.each([
    ['2026-11-25T21:04', 'UTC', '2026-11-25T21:04:00.000Z'],
    ['2026-11-25T21:04:59', 'UTC', '2026-11-25T21:04:00.000Z'],
    ['2026-11-25T00:00', 'Asia/Kolkata', '2026-11-24T18:30:00.000Z'],
    ['2026-11-25T00:00', 'Asia/Kathmandu', '2026-11-24T18:15:00.000Z'],
    ['2026-11-25T00:00', 'Pacific/Kiritimati', '2026-11-24T10:00:00.000Z'],
    ['2026-07-01T12:00', 'America/New_York', '2026-07-01T16:00:00.000Z'],
    ['2026-01-01T12:00', 'America/New_York', '2026-01-01T17:00:00.000Z'],
    // Minutes before and after clocks change, on both sides of UTC.
    ['2026-03-29T00:59', 'Europe/Berlin', '2026-03-28T23:59:00.000Z'],
    ['2026-03-29T01:59', 'Europe/Berlin', '2026-03-29T00:59:00.000Z'],
    ['2026-03-29T03:00', 'Europe/Berlin', '2026-03-29T01:00:00.000Z'],
    ['2026-10-25T01:59', 'Europe/Berlin', '2026-10-24T23:59:00.000Z'],
    ['2026-10-25T03:00', 'Europe/Berlin', '2026-10-25T02:00:00.000Z'],
    ['2026-03-08T01:59', 'America/New_York', '2026-03-08T06:59:00.000Z'],
    ['2026-03-08T03:00', 'America/New_York', '2026-03-08T07:00:00.000Z'],
    ['2026-11-01T00:59', 'America/New_York', '2026-11-01T04:59:00.000Z'],
    ['2026-11-01T02:00', 'America/New_York', '2026-11-01T07:00:00.000Z'],
    ['2026-04-05T03:00', 'Australia/Lord_Howe', '2026-04-04T16:30:00.000Z'],
    ['1000-01-01T00:00', 'UTC', '1000-01-01T00:00:00.000Z'],
  ])('%s in %s is %s', (text, zone, expected) => expect(fromLocalInput(text, zone)).toBe(expected));

  it.each([
    ['Europe/Berlin', '2026-10-25T02:30', ['2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z']],
    [
      'America/New_York',
      '2026-11-01T01:30',
      ['2026-11-01T05:30:00.000Z', '2026-11-01T06:30:00.000Z'],
    ],
  ])('an hour that there is twice in %s is one of the two', (zone, text, both) => {
    expect(both).toContain(fromLocalInput(text, zone));
  });

  it('an hour that is skipped is a moment within an hour of the change', () => {
    const found = Date.parse(fromLocalInput('2026-03-29T02:30', 'Europe/Berlin') ?? '');
    expect(Math.abs(found - Date.parse('2026-03-29T01:00:00Z'))).toBeLessThanOrEqual(3_600_000);
  });

  it.each([
    '',
    'x',
    '2026-11-25',
    '2026-13-01T00:00',
    '2026-11-25T25:00',
    '0000-01-01T00:00',
    '0099-01-01T00:00',
    '9999-12-31T23:59',
    '12026-11-25T00:00',
    ' 2026-11-25T00:00',
  ])('%p is no moment', (text) => expect(fromLocalInput(text, 'Asia/Kolkata')).toBeUndefined());

  it('every hour of two years is written and read as itself, in zones with and without changes', () => {
    for (const zone of ['UTC', 'Europe/Berlin', 'America/St_Johns', 'Australia/Lord_Howe']) {
      let wrong = 0;
      const from = Date.parse('2026-01-01T00:00Z');
      for (let at = from; at < from + 730 * 86_400_000; at += 3_600_000 * 3) {
        const text = localInput(new Date(at), zone);
        const read = fromLocalInput(text, zone) ?? '';
        // Of the hours that are there twice the other may be meant, which reads the same.
        if (localInput(new Date(read), zone) !== text) wrong += 1;
      }
      expect([zone, wrong]).toEqual([zone, 0]);
    }
  });
});
