const WHOLE = new Intl.NumberFormat('en');
const COMPACT = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
/** Smaller numbers are easier to read whole. */
const COMPACT_FROM = 10_000;
const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

/** `1,234`, `12.3K`. */
export function shortCount(count: number): string {
  return count < COMPACT_FROM ? WHOLE.format(count) : COMPACT.format(count);
}

/** `1,234,567`. */
export function wholeCount(count: number): string {
  return WHOLE.format(count);
}

/** `99.9%`; 100% and 0% are said only of all and of nothing. */
export function percent(share: number): string {
  if (share <= 0) return '0%';
  if (share >= 1) return '100%';
  const tenths = Math.min(999, Math.max(1, Math.round(share * 1_000)));
  return `${tenths / 10}%`;
}

/** `45 ms`, `1.2 s`, `2 min 5 s`. */
export function duration(milliseconds: number): string {
  // What would round up to the next unit is written in it.
  if (milliseconds < SECOND_MS - 0.5) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < MINUTE_MS - 50) return `${(milliseconds / SECOND_MS).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / SECOND_MS);
  return seconds % 60 === 0
    ? `${Math.floor(seconds / 60)} min`
    : `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** `24 hours`, `30 minutes`, `1 day`. */
export function span(seconds: number): string {
  const units = [
    [86_400, 'day'],
    [3_600, 'hour'],
    [60, 'minute'],
    [1, 'second'],
  ] as const;
  const [size, name] = units.find(([unit]) => seconds >= unit && seconds % unit === 0) ?? [
    1,
    'second',
  ];
  // "24 hours" says more than "1 day" where what follows is counted in hours.
  if (name === 'day' && seconds === size) return '24 hours';
  const count = seconds / size;
  return `${wholeCount(count)} ${name}${count === 1 ? '' : 's'}`;
}

/** `1 event`, `2 events`. */
export function plural(count: number, noun: string): string {
  return `${wholeCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

/** `2.3 KB`. */
export function bytes(count: number): string {
  if (count < 1_000) return plural(count, 'byte');
  return count < 999_950
    ? `${(count / 1_000).toFixed(1)} KB`
    : `${(count / 1_000_000).toFixed(1)} MB`;
}

const FORMATS = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${zone} ${Object.keys(options).join()}`;
  let format = FORMATS.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-GB', { ...options, timeZone: zone, hourCycle: 'h23' });
    FORMATS.set(key, format);
  }
  return format;
}

const CLOCK = { hour: '2-digit', minute: '2-digit' } as const;
const DAY = { day: 'numeric', month: 'short' } as const;

/** `25 Nov, 21:04:05`; of another year with the year. */
export function moment(at: Date, zone: string, now = new Date()): string {
  const isThisYear =
    formatOf(zone, { year: 'numeric' }).format(at) ===
    formatOf(zone, { year: 'numeric' }).format(now);
  const parts = { ...DAY, ...CLOCK, second: '2-digit' } as const;
  return formatOf(zone, isThisYear ? parts : { ...parts, year: 'numeric' }).format(at);
}

/** `21:04`. */
export function clock(at: Date, zone: string): string {
  return formatOf(zone, CLOCK).format(at);
}

/** `25 Nov, 21:04`. */
export function dayAndClock(at: Date, zone: string): string {
  return formatOf(zone, { ...DAY, ...CLOCK }).format(at);
}

/** `2026-11-25T21:04`, as an input of type datetime-local has it. */
export function localInput(at: Date, zone: string): string {
  const parts = new Map(
    formatOf(zone, {
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      ...CLOCK,
      second: '2-digit',
    })
      .formatToParts(at)
      .map(({ type, value }) => [type, value]),
  );
  const part = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? '00';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}T${part('hour')}:${part('minute')}`;
}

/** Further ones have a year of five digits in some zone. */
const LAST_MOMENT = Date.parse('9999-12-30T00:00Z');

const DAY_MS = 86_400_000;

/**
 * The moment that an input of type datetime-local means in a zone; undefined when it is none. What a
 * change of clocks leaves out is as much later.
 *
 * @param fold which of the two it is in an hour that there is twice, when clocks are set back: nothing is
 *   left out when what begins begins with the first, and what ends ends with the last
 */
export function fromLocalInput(
  text: string,
  zone: string,
  fold: 'first' | 'last' = 'first',
): string | undefined {
  const match = /^([1-9]\d{3}-\d\d-\d\d)T(\d\d:\d\d)(:\d\d)?/.exec(text);
  if (match === null) return undefined;
  const local = `${match[1] ?? ''}T${match[2] ?? ''}`;
  const asUtc = Date.parse(`${local}Z`);
  if (Number.isNaN(asUtc) || asUtc > LAST_MOMENT) return undefined;
  const offsetAt = (utc: number) => Date.parse(`${localInput(new Date(utc), zone)}Z`) - utc;
  // Of before a change of clocks and of after it, should there be one.
  const [before, after] = [asUtc - offsetAt(asUtc - DAY_MS), asUtc - offsetAt(asUtc + DAY_MS)];
  const meant = (fold === 'first' ? [before, after] : [after, before]).find(
    (utc) => localInput(new Date(utc), zone) === local,
  );
  return new Date(meant ?? before).toISOString();
}
