/** Text that is cut here before anything else: longer than any limit of a chat, so nothing shown is lost. */
const SOURCE_MAX_CHARACTERS = 10_000;

/**
 * Characters that turn the direction of the text around them (Unicode Bidirectional Algorithm,
 * section 2), with which a name could make an amount beside it read backwards.
 */
const BIDI_CONTROLS = /[\u202a-\u202e\u2066-\u2069]/gu;

/**
 * Makes a text of users fit for one line of a chat: white space and control characters become single
 * spaces, so that a name cannot add lines of its own, and halves of surrogate pairs U+FFFD, because a
 * chat may refuse a body that isn't valid Unicode.
 */
export function toOneLine(text: string): string {
  return text
    .slice(0, SOURCE_MAX_CHARACTERS)
    .replace(BIDI_CONTROLS, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .trim();
}

/**
 * Escapes a text character by character: a rule's match becomes its replacement, all else stays.
 * The pieces are kept apart, so that clipPieces cuts between them and never inside an escape sequence.
 *
 * @param special matches what has to be escaped; global and with the `u` flag
 */
export function escapeToPieces(
  text: string,
  special: RegExp,
  replace: (match: string) => string,
): string[] {
  const pieces: string[] = [];
  let end = 0;
  for (const match of text.matchAll(special)) {
    pieces.push(...characters(text.slice(end, match.index)), replace(match[0]));
    end = match.index + match[0].length;
  }
  pieces.push(...characters(text.slice(end)));
  return pieces;
}

/** Splits a text so that no cut between the parts halves a surrogate pair. */
function characters(text: string): string[] {
  return Array.from(text);
}

/**
 * Joins pieces up to a length, and ends with "…" what had to be cut.
 *
 * @param maxCharacters counted in UTF-16 units, the larger of the ways in which chats may count
 */
export function clipPieces(pieces: Iterable<string>, maxCharacters: number): string {
  let whole = '';
  // What is kept if the text turns out too long: one character shorter, to leave room for "…".
  let kept = '';
  for (const piece of pieces) {
    whole += piece;
    if (whole.length > maxCharacters) return maxCharacters < 1 ? '' : `${kept}…`;
    if (whole.length < maxCharacters) kept = whole;
  }
  return whole;
}
