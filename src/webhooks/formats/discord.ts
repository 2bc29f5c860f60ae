import { escapeDiscord } from './discord-escape';
import type { Summary } from './summary';
import { clipPieces, toOneLine } from './text';

/** Limits of a message and of an embed (Discord API, "Create Message" and "Embed Limits"). */
export const DISCORD_CONTENT_MAX_CHARACTERS = 2_000;
export const DISCORD_TITLE_MAX_CHARACTERS = 256;
export const DISCORD_DESCRIPTION_MAX_CHARACTERS = 4_096;
export const DISCORD_FIELDS_MAX = 25;
export const DISCORD_FIELD_NAME_MAX_CHARACTERS = 256;
export const DISCORD_FIELD_VALUE_MAX_CHARACTERS = 1_024;
export const DISCORD_AUTHOR_MAX_CHARACTERS = 256;
/** All text of an embed together. */
export const DISCORD_EMBED_MAX_CHARACTERS = 6_000;

/** The stripe beside the embed, 0xRRGGBB. */
const BRAND_COLOR = 0x4f46e5;
const FOOTER = 'Signalpost';

interface DiscordField {
  name: string;
  value: string;
}

/** Writes a message for a Discord webhook, as compact JSON. */
export function formatDiscord(summary: Summary): string {
  // In the order of their worth, for the case that they together are too long.
  const budget = new CharacterBudget(DISCORD_EMBED_MAX_CHARACTERS - FOOTER.length);
  const title = budget.clip(escapeDiscord(summary.title), DISCORD_TITLE_MAX_CHARACTERS);
  const description = budget.clip(
    escapeDiscord(summary.description),
    DISCORD_DESCRIPTION_MAX_CHARACTERS,
  );
  // Discord shows an author's name as it is, without markdown.
  const author = budget.clip(toOneLine(summary.organizationName), DISCORD_AUTHOR_MAX_CHARACTERS);
  return JSON.stringify({
    content: clipPieces(escapeDiscord(summary.title), DISCORD_CONTENT_MAX_CHARACTERS),
    embeds: [
      {
        title,
        description,
        color: BRAND_COLOR,
        fields: discordFields(summary, budget),
        // Discord refuses an author without a name; JSON leaves undefined out.
        author: author === '' ? undefined : { name: author },
        footer: { text: FOOTER },
      },
    ],
    // The documented way to let nothing in a message notify anyone (Discord, "Allowed Mentions").
    allowed_mentions: { parse: [] },
  });
}

function discordFields(summary: Summary, budget: CharacterBudget): DiscordField[] {
  const fields: DiscordField[] = [];
  for (const field of summary.fields.slice(0, DISCORD_FIELDS_MAX)) {
    const name = budget.clip(escapeDiscord(field.name), DISCORD_FIELD_NAME_MAX_CHARACTERS);
    const value = budget.clip(escapeDiscord(field.value), DISCORD_FIELD_VALUE_MAX_CHARACTERS);
    // Discord refuses the whole message for one empty field.
    if (name !== '' && value !== '') fields.push({ name, value });
  }
  return fields;
}

class CharacterBudget {
  constructor(private remaining: number) {}

  clip(pieces: Iterable<string>, maxCharacters: number): string {
    const text = clipPieces(pieces, Math.min(maxCharacters, this.remaining));
    this.remaining -= text.length;
    return text;
  }
}
