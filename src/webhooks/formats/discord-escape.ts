import { escapeToPieces, toOneLine } from './text';

/** U+200B: not seen, and parts what would be read together. */
const ZERO_WIDTH_SPACE = '\u200b';

/**
 * What Discord's markdown gives a meaning (Discord, "Markdown Text 101"; Discord API, "Message
 * Formatting" for `<@id>`, `<#id>`, `<:emoji:id>`, `<t:time>`): some characters everywhere; heading,
 * subtext and list marks at the start of a line alone, where they are left alone in a name like
 * "A-1"; the two mentions that need no brackets; and the colon of `https://`, which makes a link, or
 * of `:smile:`, which makes an emoji.
 */
const SPECIAL =
  /[\\*_~`|<>[\]()]|(?<=^#{0,2})#|^[-+](?=[ #])|(?<=^\d+)\.(?= )|@(?=everyone|here)|:(?=\/\/|[\w+-]+:)/gu;

/** Escapes a text of users for Discord, on one line; the pieces are for clipPieces. */
export function escapeDiscord(text: string): string[] {
  const line = toOneLine(text);
  // One underscore alone formats nothing; so "order.past_due" and most addresses stay readable.
  const isUnderscoreHarmless = line.indexOf('_') === line.lastIndexOf('_');
  return escapeToPieces(line, SPECIAL, (match) => {
    if (match === '@') return `@${ZERO_WIDTH_SPACE}`;
    return match === '_' && isUnderscoreHarmless ? match : `\\${match}`;
  });
}
