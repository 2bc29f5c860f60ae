import { toOneLine } from './text';

/** Reads fields of a payload of unknown shape: null when a field is missing or of another type. */
export interface PayloadReader {
  /** Null, too, when there is nothing to see in it. */
  text(key: string): string | null;
  number(key: string): number | null;
  /** A date as people write it, "Aug 22, 2026", in UTC. */
  date(key: string): string | null;
  isTrue(key: string): boolean;
  /** Whether there is anything but null. */
  has(key: string): boolean;
  /** A nested object; fields of one that isn't there are all null. */
  object(key: string): PayloadReader;
}

/** Wraps any JSON value, so that reading it never fails. */
export function readPayload(value: unknown): PayloadReader {
  const get = (key: string): unknown =>
    isObject(value) && Object.hasOwn(value, key) ? value[key] : null;
  const text = (key: string): string | null => {
    const field = get(key);
    return typeof field === 'string' && toOneLine(field) !== '' ? field : null;
  };
  return {
    text,
    number: (key) => {
      const field = get(key);
      return typeof field === 'number' && Number.isFinite(field) ? field : null;
    },
    date: (key) => formatDate(text(key)),
    isTrue: (key) => get(key) === true,
    has: (key) => (get(key) ?? null) !== null,
    object: (key) => readPayload(get(key)),
  };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** ISO 8601: a date, or a date and time with or without a zone. Date alone would guess at much more. */
const ISO_DATE = /^\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}[\d:.]*(Z|[+-]\d{2}:?\d{2})?)?$/i;

const DATE_FORMAT = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeZone: 'UTC' });

function formatDate(text: string | null): string | null {
  const match = text === null ? null : ISO_DATE.exec(text);
  if (match === null) return null;
  const [iso, zone] = match;
  // Without a zone JavaScript would take the time as the server's own, and the day could differ.
  const date = new Date(iso.length > 'YYYY-MM-DD'.length && zone === undefined ? `${iso}Z` : iso);
  return Number.isNaN(date.getTime()) ? null : DATE_FORMAT.format(date);
}
