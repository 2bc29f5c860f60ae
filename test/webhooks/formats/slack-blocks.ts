import { z } from 'zod';

/*
 * No package of npm checks a message against Slack's limits: its official types have no numbers, and
 * builders only build. So here are those of the blocks that we use, from Slack's reference
 * (https://docs.slack.dev/reference/block-kit): "Text object", "Section block", "Context block",
 * "Blocks", and for the text beside them "chat.postMessage".
 */
const TEXT_MAX_CHARACTERS = 3_000;
const FIELD_MAX_CHARACTERS = 2_000;
const FIELDS_MAX = 10;
const ELEMENTS_MAX = 10;
const BLOCKS_MAX = 50;
/** Slack cuts longer ones; it advises 4,000. */
const MESSAGE_TEXT_MAX_CHARACTERS = 4_000;

const textObject = (most: number) =>
  z.strictObject({
    type: z.literal('mrkdwn'),
    text: z
      .string()
      .max(most)
      .refine((text) => text.trim() !== '', 'Slack refuses an empty text'),
    verbatim: z.boolean().optional(),
  });

const section = z
  .strictObject({
    type: z.literal('section'),
    text: textObject(TEXT_MAX_CHARACTERS).optional(),
    fields: z.array(textObject(FIELD_MAX_CHARACTERS)).min(1).max(FIELDS_MAX).optional(),
  })
  .refine(({ text, fields }) => (text ?? fields) !== undefined, 'a section needs a text or fields');

const context = z.strictObject({
  type: z.literal('context'),
  elements: z.array(textObject(TEXT_MAX_CHARACTERS)).min(1).max(ELEMENTS_MAX),
});

const message = z.strictObject({
  text: z
    .string()
    .max(MESSAGE_TEXT_MAX_CHARACTERS)
    .refine((text) => text.trim() !== '', 'a notification would be empty'),
  blocks: z
    .array(z.discriminatedUnion('type', [section, context]))
    .min(1)
    .max(BLOCKS_MAX),
});

export type SlackMessage = z.infer<typeof message>;

/** Reads a message. @throws when Slack would refuse it. */
export function parseSlackMessage(body: string): SlackMessage {
  return message.parse(JSON.parse(body));
}

/** Every text object of a message. */
export function slackTextObjects({ blocks }: SlackMessage): { text: string; verbatim?: boolean }[] {
  return blocks.flatMap((block) =>
    block.type === 'context'
      ? block.elements
      : [...(block.text === undefined ? [] : [block.text]), ...(block.fields ?? [])],
  );
}
