import { highlightJson } from '../../src/dashboard/highlight';

describe('a JSON text that is laid out', () => {
  const squeezed = (text: string) => text.replaceAll(/\s/g, '');
  const kinds = (json: string) =>
    highlightJson(json, true)
      .filter(({ kind }) => kind !== null)
      .map(({ text, kind }) => `${kind ?? ''} ${text}`);

  it('has its keys and values marked, and is laid out over lines', () => {
    const json = '{"a":[1,true,null,"x"],"b":{}}';
    expect(kinds(json)).toEqual([
      'key "a"',
      'number 1',
      'literal true',
      'literal null',
      'string "x"',
      'key "b"',
    ]);
    const text = highlightJson(json, true)
      .map((piece) => piece.text)
      .join('');
    expect(text).toBe('{\n  "a": [\n    1,\n    true,\n    null,\n    "x"\n  ],\n  "b": {}\n}');
  });

  it.each([
    ['large and exact numbers', '{"n":12345678901234567890.10,"m":1E400,"z":-0}'],
    ['names of every object', '{"__proto__":{"x":1},"constructor":2,"toString":null}'],
    ['the same key twice', '{"a":1,"a":2}'],
    ['escapes', '{"\\u0041\\n":"\\ud800\\"<\\/script>"}'],
    ['markup', '{"<b>":"</pre><script>alert(1)</script>&amp;"}'],
    ['a lone value', '"x"'],
    ['a number alone', '0'],
    ['an empty list', '[]'],
    ['nothing', ''],
    ['no JSON', '{"a":'],
    ['text behind it', '{} x'],
  ])('%s stay what they are but for white space', (_what, json) => {
    const text = highlightJson(json, true)
      .map((piece) => piece.text)
      .join('');
    expect(squeezed(text)).toBe(squeezed(json));
  });

  it.each([
    '{"a":"is cut',
    '{"a":"is cut\\',
    '{"a":"is cut\\u00',
    '{"a":1',
    '{"a',
    '[[[',
    '{"a":tr',
    '{"a":"\ud83d',
  ])('cut off as %p it is shown as it is, and marked as far as it goes', (json) => {
    expect(
      highlightJson(json, false)
        .map(({ text }) => text)
        .join(''),
    ).toBe(json);
  });

  it('what is longer than can be laid out is one piece', () => {
    const json = JSON.stringify({ a: 'x'.repeat(70_000) });
    expect(highlightJson(json, true)).toEqual([{ text: json, kind: null }]);
  });
});
