/** Text that is cut here before anything else: longer than any limit of a chat, so nothing shown is lost. */
const SOURCE_MAX_CHARACTERS = 10_000;

/**
 * Characters that are not seen (Unicode, "Default_Ignorable_Code_Point"): those that turn the direction
 * of the text around them, with which a name could make an amount beside it read backwards, and those
 * with which two names look alike that are not. Not the ones that scripts and emojis are made with:
 * joiners, selectors of a variant, and the tags of regional flags.
 */
const UNSEEN =
  /(?!\p{Variation_Selector}|\p{Join_Control}|[\u{e0020}-\u{e007f}])\p{Default_Ignorable_Code_Point}/gu;

/** Marks on one letter beyond those of any script: they would run over the lines above and below. */
const TOO_MANY_MARKS =
  /(?<=[\p{M}\p{Join_Control}\u{e0020}-\u{e007f}]{10})[\p{M}\p{Join_Control}\u{e0020}-\u{e007f}]+/gu;

/** What is seen for sure; U+2800 is a Braille letter without a dot. */
const SEEN = /(?!\u2800)[\p{L}\p{N}\p{P}\p{S}\p{Co}\p{Cn}]/u;

/**
 * Makes a text of users fit for one line of a chat: white space and control characters become single
 * spaces, so that a name cannot add lines of its own, and halves of surrogate pairs U+FFFD, because a
 * chat may refuse a body that isn't valid Unicode.
 *
 * @returns nothing when there would be nothing to see
 */
export function toOneLine(text: string): string {
  const line = text
    .slice(0, SOURCE_MAX_CHARACTERS)
    .replace(UNSEEN, '')
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(TOO_MANY_MARKS, '')
    .trim();
  return SEEN.test(line) ? line : '';
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
