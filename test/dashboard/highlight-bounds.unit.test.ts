import { highlightJson } from '../../src/dashboard/highlight';

const nested = (levels: number, content: string) =>
  `${'['.repeat(levels)}${content}${']'.repeat(levels)}`;
const textOf = (json: string) =>
  highlightJson(json, true)
    .map(({ text }) => text)
    .join('');

/** Texts of a size that is laid out, written by somebody who wants the page to be expensive. */
const EXPENSIVE: readonly [string, string][] = [
  ['many numbers, nested deep', nested(490, `${'1,'.repeat(32_000)}1`)],
  ['many empty objects, nested deep', nested(400, `${'{},'.repeat(20_000)}{}`)],
  ['brackets alone', '['.repeat(65_000)],
  ['closing brackets alone', ']'.repeat(65_000)],
  ['many numbers', `[${'1,'.repeat(32_000)}1]`],
  ['many keys', `{${'"":1,'.repeat(13_000)}"":1}`],
  ['colons alone', '"":'.repeat(21_000)],
];

it.each(EXPENSIVE)('%s is laid out in time, and in bounded space', (_what, json) => {
  expect(json.length).toBeLessThanOrEqual(65_536);
  const before = process.cpuUsage();
  const pieces = highlightJson(json, true);
  const { user } = process.cpuUsage(before);
  // Some 50 ms; one that is quadratic takes minutes.
  expect(user / 1_000).toBeLessThan(1_000);
  expect(pieces.length).toBeLessThanOrEqual(10_001);
  expect(textOf(json).length).toBeLessThan(400_000);
  expect(textOf(json).replaceAll(/\s/g, '')).toBe(json);
});

it('white space that is there already goes, and is in no key', () => {
  const pieces = highlightJson('{ "a" \n : [ ] ,\t"b": "x : y" }', true);
  expect(pieces.map(({ text }) => text).join('')).toBe('{\n  "a": [],\n  "b": "x : y"\n}');
  expect(pieces.filter(({ kind }) => kind !== null)).toEqual([
    { text: '"a"', kind: 'key' },
    { text: '"b"', kind: 'key' },
    { text: '"x : y"', kind: 'string' },
  ]);
});
