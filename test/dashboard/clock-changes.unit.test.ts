import { fromLocalInput, localInput } from '../../src/dashboard/format';
import { filterOf, readLogQuery } from '../../src/dashboard/log-query';

/** An hour that there is twice, on either side of Greenwich, and half an hour. */
const FOLDS = [
  ['Europe/Berlin', '2026-10-25T02:30', '2026-10-25T00:30:00.000Z', '2026-10-25T01:30:00.000Z'],
  ['America/New_York', '2026-11-01T01:30', '2026-11-01T05:30:00.000Z', '2026-11-01T06:30:00.000Z'],
  [
    'Australia/Lord_Howe',
    '2026-04-05T01:45',
    '2026-04-04T14:45:00.000Z',
    '2026-04-04T15:15:00.000Z',
  ],
] as const;

it.each(FOLDS)('in %s %s is the first or the last as asked for', (zone, text, first, last) => {
  expect(fromLocalInput(text, zone)).toBe(first);
  expect(fromLocalInput(text, zone, 'last')).toBe(last);
});

it.each(FOLDS)('a filter in %s from and to %s leaves out nothing', (zone, text, first, last) => {
  const { after, before } = filterOf(readLogQuery({ from: text, to: text }), zone);
  expect([after, before]).toEqual([first, last]);
});

it('every quarter of an hour about a change of clocks comes back as it was written', () => {
  const quarter = 900_000;
  for (const [zone, , first] of FOLDS) {
    for (let at = Date.parse(first) - 100 * quarter; at < Date.parse(first) + 100 * quarter;) {
      const text = localInput(new Date(at), zone);
      const [early, late] = [fromLocalInput(text, zone), fromLocalInput(text, zone, 'last')];
      expect([early, late].map((moment) => Date.parse(moment ?? ''))).toContain(at);
      at += quarter;
    }
  }
});
