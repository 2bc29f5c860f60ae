import { randomUUID } from 'node:crypto';
import { exampleData } from '../../domain/event-examples';
import { formatEvent } from '../../webhooks/formats/format-event';

const PREVIEWED = 'order.paid';

interface DiscordMessage {
  embeds: {
    title: string;
    description: string;
    fields: { name: string; value: string }[];
    author?: { name: string };
    footer: { text: string };
  }[];
}
interface SlackMessage {
  blocks: (
    | { type: 'section'; text: { text: string }; fields?: { text: string }[] }
    | { type: 'context'; elements: { text: string }[] }
  )[];
}

/** How a paid order would look: what the format's own code writes, drawn about as the chat draws it. */
export function DiscordPreview({ organizationName }: { organizationName: string }) {
  const message = preview('discord', organizationName) as DiscordMessage;
  const [embed] = message.embeds;
  if (embed === undefined) return null;
  return (
    <div class="preview discord" role="group" aria-label="How a message looks in Discord">
      {embed.author !== undefined && <p class="preview-author">{unescaped(embed.author.name)}</p>}
      <p class="preview-title">{unescaped(embed.title)}</p>
      <p>{unescaped(embed.description)}</p>
      <dl class="preview-fields">
        {embed.fields.map(({ name, value }) => (
          <div key={name}>
            <dt>{unescaped(name)}</dt>
            <dd>{unescaped(value)}</dd>
          </div>
        ))}
      </dl>
      <p class="preview-footer">{embed.footer.text}</p>
    </div>
  );
}

/** The same for Slack. */
export function SlackPreview({ organizationName }: { organizationName: string }) {
  const message = preview('slack', organizationName) as SlackMessage;
  return (
    <div class="preview slack" role="group" aria-label="How a message looks in Slack">
      {message.blocks.map((block, index) =>
        block.type === 'section' ? (
          <div key={index}>
            <Labelled text={block.text.text} />
            <div class="preview-fields">
              {(block.fields ?? []).map(({ text }) => (
                <Labelled key={text} text={text} />
              ))}
            </div>
          </div>
        ) : (
          <p class="preview-footer" key={index}>
            {block.elements.map(({ text }) => unescaped(text)).join(' ')}
          </p>
        ),
      )}
    </div>
  );
}

/** `*bold*` in the first line, then text. */
function Labelled({ text }: { text: string }) {
  const [label = '', ...rest] = text.split('\n');
  return (
    <p>
      <strong>{unescaped(label.replace(/^\*(.*)\*$/, '$1'))}</strong>
      <br />
      {unescaped(rest.join('\n'))}
    </p>
  );
}

function preview(format: 'discord' | 'slack', organizationName: string): unknown {
  const data = exampleData(PREVIEWED);
  const timestamp = new Date().toISOString();
  const rawPayload = JSON.stringify({ type: PREVIEWED, timestamp, data });
  const organization = { id: randomUUID(), name: organizationName };
  const text = formatEvent(format, { type: PREVIEWED, timestamp, data, rawPayload, organization });
  return JSON.parse(text ?? '{}');
}

/** The chats show an escaped character as itself. */
function unescaped(text: string): string {
  return text
    .replaceAll(/\\([^\w\s])/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&')
    .replaceAll('\u200B', '');
}
