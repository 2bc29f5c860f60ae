const PAGE_MAX = 1_000_000;

/** A parameter of a page's address; empty when it is not there, or there several times. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

const SEARCH_MAX_CHARACTERS = 255;

/** A text to be searched for; what PostgreSQL cannot hold is found nowhere, and left out. */
export const searchText = (value: unknown): string =>
  textOf(value)
    .replaceAll(/\p{Cc}/gu, '')
    .trim()
    .slice(0, SEARCH_MAX_CHARACTERS);

/** One of the values that a parameter may have; empty for whatever is none. */
export const oneOf = <Value extends string>(value: unknown, values: readonly Value[]): Value | '' =>
  values.find((one) => one === value) ?? '';

/** The number of a page of a list; 1 for whatever is none. */
export function pageNumber(value: unknown): number {
  const number = Number(textOf(value));
  return Number.isSafeInteger(number) && number >= 1 && number < PAGE_MAX ? number : 1;
}
