import { escapeToPieces, toOneLine } from './text';

/**
 * What Slack's mrkdwn gives a meaning. `*`, `_` and `~` format only at the edge of a word, so that
 * those inside one ("ada_lovelace@example.com", "order.past_due") stay as they are; `>` quotes only
 * at the start of a line, even when it is written as an entity; and `:smile:` is an emoji.
 */
const SPECIAL =
  /[&<>`]|(?<![\p{L}\p{N}])[*_~]|[*_~](?![\p{L}\p{N}])|(?<![\p{L}\p{N}])@(?=here|channel|everyone)|:(?=[\w+'-]+:)/gu;

/**
 * Entities are Slack's own escapes (Slack, "Formatting text for app surfaces", "Escaping text"). For
 * the other characters there is none: they become characters that look alike. The soft hyphen and the
 * zero-width space are not seen, and part what would be read together.
 */
const REPLACEMENTS: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '*': '\u2217',
  _: '\u02cd',
  '~': '\u223c',
  '`': '\u02cb',
  '@': '@\u200b',
  ':': ':\u200b',
};
const SOFT_HYPHEN = '\u00ad';

/** Escapes a text of users for Slack, on one line; the pieces are for clipPieces. */
export function escapeSlack(text: string): string[] {
  const line = toOneLine(text);
  const pieces = escapeToPieces(line, SPECIAL, (match) => REPLACEMENTS[match] ?? match);
  return line.startsWith('>') ? [SOFT_HYPHEN, ...pieces] : pieces;
}
