const PAGE_MAX = 1_000_000;

/** A parameter of a page's address; empty when it is not there, or there several times. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The number of a page of a list; 1 for whatever is none. */
export function pageNumber(value: unknown): number {
  const number = Number(textOf(value));
  return Number.isSafeInteger(number) && number >= 1 && number < PAGE_MAX ? number : 1;
}
