/** Markup of Discord at the start of a line: headings, subtext, lists and quotes. */
const DISCORD_LINE_START = /^(?:#{1,3} |-# |[-*+] |\d+\. |>)/;

/**
 * What of a text Discord would not show letter by letter: markup, mentions, links, emoji codes. Each
 * escape (a backslash and what it is before) is taken out first, so that what is left is unescaped.
 */
export function discordSyntaxIn(text: string): string[] {
  const unescaped = text.replace(/\\[^\p{L}\p{N}\s]/gu, '\u0000');
  const found = unescaped.match(
    /[\\*~|`<>[\]()]|_.*_|\b(?:https?|steam|discord):\/\/|@everyone|@here|:\w+:|[\r\n]/gu,
  );
  return [...(found ?? []), ...(DISCORD_LINE_START.exec(unescaped) ?? [])];
}

/** The text that Discord shows: without escapes, and without what we add and nobody sees. */
export function shownByDiscord(text: string): string {
  return text.replace(/\\([^\p{L}\p{N}\s])/gu, '$1').replaceAll('\u200b', '');
}

/** What of a text Slack would not show letter by letter, if it is a verbatim one. */
export function slackSyntaxIn(text: string): string[] {
  const unescaped = text.replace(/&(?:amp|lt|gt);/gu, '\u0000');
  const found = unescaped.match(
    /[&<>`\r\n]|(?<![\p{L}\p{N}])[*_~]|[*_~](?![\p{L}\p{N}])|(?<![\p{L}\p{N}])@(?:here|channel|everyone)|:[\w+'-]+:/gu,
  );
  return [...(found ?? []), ...(/^&gt;/.exec(text) ?? [])];
}

const ENTITIES: Readonly<Record<string, string>> = { '&amp;': '&', '&lt;': '<', '&gt;': '>' };

/** The text that Slack shows, without what we add and nobody sees. */
export function shownBySlack(text: string): string {
  return text
    .replace(/&(?:amp|lt|gt);/gu, (entity) => ENTITIES[entity] ?? entity)
    .replace(/[\u200b\u00ad]/gu, '');
}

const LOOKALIKES: Readonly<Record<string, string>> = {
  '\u2217': '*',
  '\u02cd': '_',
  '\u223c': '~',
  '\u02cb': '`',
};

/** A text with the characters that Slack has no escape for in place of those that look like them. */
export function withoutLookalikes(text: string): string {
  return text.replace(
    /[\u2217\u02cd\u223c\u02cb]/gu,
    (character) => LOOKALIKES[character] ?? character,
  );
}
