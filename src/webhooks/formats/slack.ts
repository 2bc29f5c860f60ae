import { escapeSlack } from './slack-escape';
import type { Summary } from './summary';
import { clipPieces } from './text';

/** Limits of blocks (Slack, "Section block" and "Text object"). */
export const SLACK_TEXT_MAX_CHARACTERS = 3_000;
export const SLACK_FIELD_MAX_CHARACTERS = 2_000;
export const SLACK_FIELDS_MAX = 10;

const SENDER = 'Signalpost';

interface SlackText {
  type: 'mrkdwn';
  text: string;
  verbatim: true;
}

/** Writes a message for a Slack incoming webhook, as compact JSON. */
export function formatSlack(summary: Summary): string {
  const title = escapeSlack(summary.title);
  const fields = slackFields(summary);
  return JSON.stringify({
    // What notifications and screen readers tell, where the blocks are not shown.
    text: clipPieces(title, SLACK_TEXT_MAX_CHARACTERS),
    blocks: [
      {
        type: 'section',
        text: labelled(title, escapeSlack(summary.description), SLACK_TEXT_MAX_CHARACTERS),
        // Slack refuses an empty list; JSON leaves undefined out.
        fields: fields.length === 0 ? undefined : fields,
      },
      { type: 'context', elements: [mrkdwn(contextText(summary.organizationName))] },
    ],
  });
}

/** Who sends the message, and for whom: a channel may hear from several organizations. */
function contextText(organizationName: string): string {
  const name = escapeSlack(organizationName);
  return name.length === 0
    ? SENDER
    : clipPieces([SENDER, ' · ', ...name], SLACK_TEXT_MAX_CHARACTERS);
}

function slackFields(summary: Summary): SlackText[] {
  return summary.fields
    .map(({ name, value }) => ({ name: escapeSlack(name), value: escapeSlack(value) }))
    .filter(({ name, value }) => name.length > 0 && value.length > 0)
    .slice(0, SLACK_FIELDS_MAX)
    .map(({ name, value }) => labelled(name, value, SLACK_FIELD_MAX_CHARACTERS));
}

/** A bold line, and text below it; the label gets at most half the room, so that both show. */
function labelled(label: string[], text: string[], maxCharacters: number): SlackText {
  const heading = `*${clipPieces(label, maxCharacters / 2)}*\n`;
  return mrkdwn(heading + clipPieces(text, maxCharacters - heading.length));
}

/** Verbatim, because Slack would make links of what looks like an address or a channel's name. */
function mrkdwn(text: string): SlackText {
  return { type: 'mrkdwn', text, verbatim: true };
}
