import { TIMESTAMP } from '../../api/support';

/** How an event that an SDK gave back compares to the body that was sent. */
export interface Agreement {
  /** Paths of what differs, with what it is. */
  readonly differences: readonly string[];
  /** Values that are the same, and how many of them are dates. */
  readonly values: number;
  readonly dates: number;
}

type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/**
 * Compares every value of the event with the one that was sent. What the SDK has no field for is
 * left out, and a field of its own that was not sent has to be empty.
 *
 * @param wantsDates whether a moment has to be a date rather than text
 */
export function agreement(event: unknown, sent: unknown, wantsDates: boolean): Agreement {
  const differences: string[] = [];
  let values = 0;
  let dates = 0;
  const differ = (at: string, what: string) => void differences.push(`${at}: ${what}`);

  const compare = (got: unknown, given: unknown, at: string): void => {
    if (isFields(got) && typeof got.moment === 'string') {
      dates += 1;
      values += 1;
      const same = typeof given === 'string' && Date.parse(given) === Date.parse(got.moment);
      if (!same) differ(at, `${got.moment} was ${JSON.stringify(given)}`);
    } else if (isFields(got) && isFields(given)) {
      for (const [key, value] of Object.entries(got)) {
        if (key in given) compare(value, given[key], `${at}.${key}`);
        else if (!isEmpty(value)) differ(`${at}.${key}`, 'was not sent');
      }
    } else if (Array.isArray(got) && Array.isArray(given) && got.length === given.length) {
      got.forEach((value, index) => compare(value, given[index], `${at}[${index}]`));
    } else if (got !== given) {
      differ(at, `${JSON.stringify(got)} was ${JSON.stringify(given)}`);
    } else {
      values += 1;
      if (wantsDates && typeof got === 'string' && TIMESTAMP.test(got)) differ(at, 'is no date');
    }
  };
  compare(event, sent, 'event');
  return { differences, values, dates };
}

const isEmpty = (value: unknown): boolean =>
  value === null ||
  value === undefined ||
  value === false ||
  (Array.isArray(value) && value.length === 0);
