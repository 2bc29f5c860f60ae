import { EmbedBuilder, embedLength, enableValidators } from '@discordjs/builders';
import { z } from 'zod';

enableValidators();

const nonBlank = z.string().refine((text) => text.trim() !== '', 'Discord trims it to nothing');

/** The keys that our messages use; how long each text of an embed may be is for the builder to say. */
const embed = z.strictObject({
  title: nonBlank,
  description: nonBlank,
  color: z.int(),
  fields: z.array(z.strictObject({ name: nonBlank, value: nonBlank })),
  author: z.strictObject({ name: nonBlank }).optional(),
  footer: z.strictObject({ text: nonBlank }),
});

/**
 * A message to a Discord webhook within the limits of Discord's documentation: "Execute Webhook" and
 * "Embed Limits" (https://discord.com/developers/docs/resources/webhook, …/resources/message). Those of
 * an embed's parts are checked by discord.js's own builder, those of the whole message here.
 */
const message = z
  .strictObject({
    content: nonBlank.max(2_000),
    embeds: z.array(embed).min(1).max(10),
    // Nothing may notify anyone: no kind of mention is parsed, and none is listed.
    allowed_mentions: z.strictObject({ parse: z.tuple([]) }),
  })
  .refine(({ embeds }) => embeds.reduce((sum, each) => sum + embedLength(each), 0) <= 6_000, {
    message: 'the embeds have more than 6,000 characters together',
  });

export type DiscordMessage = z.infer<typeof message>;

/** Reads a message. @throws when Discord would refuse it. */
export function parseDiscordMessage(body: string): DiscordMessage {
  const parsed = message.parse(JSON.parse(body));
  for (const { title, description, color, fields, author, footer } of parsed.embeds) {
    new EmbedBuilder()
      .setTitle(title)
      .setDescription(description)
      .setColor(color)
      .setFields(fields)
      .setAuthor(author ?? null)
      .setFooter(footer);
  }
  return parsed;
}

/** Every text that Discord reads markdown in; an author's name and a footer are shown as they are. */
export function discordTexts({ content, embeds }: DiscordMessage): string[] {
  return [
    content,
    ...embeds.flatMap(({ title, description, fields }) => [
      title,
      description,
      ...fields.flatMap(({ name, value }) => [name, value]),
    ]),
  ];
}
