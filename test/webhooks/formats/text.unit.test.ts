import { clipPieces, escapeToPieces, toOneLine } from '../../../src/webhooks/formats/text';

describe('toOneLine', () => {
  it.each([
    ['  a \r\n\t b  ', 'a b'],
    ['a\u0000b\u0007c', 'a b c'],
    ['a\u2028b\u2029c', 'a b c'],
    ['\u202e00.01$\u202c', '00.01$'],
    ['a\ud800b', 'a\ufffdb'],
    ['\udc00', '\ufffd'],
    ['a😀b', 'a😀b'],
    [' \n ', ''],
    ['\u200ea\u200b\u2060\ufeff\u00adb\u200f', 'ab'],
    ['\u200b\ufeff\u3164 \u2800 \u200d\ufe0f\u0301', ''],
    ['👩\u200d👩\u200d👧 ❤\ufe0f می\u200cخواهم', '👩\u200d👩\u200d👧 ❤\ufe0f می\u200cخواهم'],
    [
      '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
      '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}',
    ],
    [`a${'\u0301'.repeat(500)}b`, `a${'\u0301'.repeat(10)}b`],
  ])('%j becomes %j', (text, line) => {
    expect(toOneLine(text)).toBe(line);
  });
});

describe('escapeToPieces', () => {
  it('keeps escape sequences and surrogate pairs whole, and all else as it is', () => {
    const pieces = escapeToPieces('a😀&b&', /&/gu, () => '&amp;');
    expect(pieces).toEqual(['a', '😀', '&amp;', 'b', '&amp;']);
  });
});

describe('clipPieces', () => {
  it.each([
    [['a', 'b', 'c'], 3, 'abc'],
    [['a', 'b', 'c'], 2, 'a…'],
    [['a', 'b', 'c'], 1, '…'],
    [['a', 'b', 'c'], 0, ''],
    [['a', 'b', 'c'], -1, ''],
    [[], 0, ''],
    [['a', '😀'], 3, 'a😀'],
    [['a', '😀', 'b'], 3, 'a…'],
    [['a', '😀', 'b'], 2, 'a…'],
    [['a', '&amp;', 'b'], 6, 'a…'],
    [['a', '&amp;', 'b'], 7, 'a&amp;b'],
    [['&amp;', '&amp;'], 9, '&amp;…'],
  ])('%j to %d characters is %j', (pieces, maxCharacters, text) => {
    expect(clipPieces(pieces, maxCharacters)).toBe(text);
  });

  it('stops reading where the room ends', () => {
    let read = 0;
    function* endless() {
      for (;;) {
        read += 1;
        yield 'a';
      }
    }
    expect(clipPieces(endless(), 10)).toBe('aaaaaaaaa…');
    expect(read).toBe(11);
  });
});
