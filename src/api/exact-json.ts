import { parse, stringify } from 'lossless-json';

/** Numbers that JSON.parse and JSON.stringify may not give back as they were written. */
const FRAGILE_NUMBER = /\d{16}|\d[.eE]/;

/**
 * The JSON texts of published data, with every number as the producer wrote it: `10.0` stays `10.0`
 * and an id of 20 digits keeps all of them, although JavaScript's numbers hold neither.
 *
 * @param raw the request's body
 * @param parsed the data of its events as JSON.parse read them
 * @param events finds the events in the body
 */
export function exactDataTexts(
  raw: string,
  parsed: readonly unknown[],
  events: (root: unknown) => readonly unknown[],
): string[] {
  if (!FRAGILE_NUMBER.test(raw)) return parsed.map((data) => JSON.stringify(data));
  // The parser that keeps numbers is slower, and knows what JSON.parse has accepted.
  return events(parse(raw)).map((event) => stringify((event as { data: unknown }).data) ?? 'null');
}
