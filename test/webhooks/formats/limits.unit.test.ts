import fc from 'fast-check';
import { exampleData } from '../../../src/domain/event-examples';
import { EVENT_TYPES, type EventType } from '../../../src/domain/event-types';
import { formatDiscord } from '../../../src/webhooks/formats/discord';
import { formatEvent } from '../../../src/webhooks/formats/format-event';
import { formatSlack } from '../../../src/webhooks/formats/slack';
import { toOneLine } from '../../../src/webhooks/formats/text';
import {
  discordSyntaxIn,
  shownByDiscord,
  shownBySlack,
  slackSyntaxIn,
  withoutLookalikes,
} from './chat-syntax';
import { discordTexts, parseDiscordMessage } from './discord-message';
import { HOSTILE_TEXTS } from './hostile-texts';
import { parseSlackMessage, slackTextObjects } from './slack-blocks';

/** Formats an event for both chats, and holds the messages against all that the chats demand. */
function check(type: EventType, data: unknown, organization = 'Acme'): number {
  const event = {
    type,
    timestamp: '2026-08-22T01:02:03Z',
    data,
    rawPayload: '',
    organization: { id: '1dbfc517-0bbf-4301-9ba8-555ca42b9737', name: organization },
  };
  const toDiscord = formatEvent('discord', event);
  const toSlack = formatEvent('slack', event);
  if (toDiscord === null || toSlack === null) {
    expect([type, toDiscord, toSlack]).toEqual(['subscription.updated', null, null]);
    return 0;
  }
  checkDiscord(toDiscord);
  checkSlack(toSlack);
  return 2;
}

function checkDiscord(body: string): void {
  expect(discordTexts(parseDiscordMessage(body)).flatMap(discordSyntaxIn)).toEqual([]);
}

function checkSlack(body: string): void {
  const message = parseSlackMessage(body);
  const texts = slackTextObjects(message);
  // Else Slack makes links of what looks like an address or a channel.
  expect(texts.every(({ verbatim }) => verbatim === true)).toBe(true);
  const parts = texts.flatMap(({ text }) => {
    // A bold label is ours, and parts it from what users wrote.
    const [, label = '', rest = text] = /^\*(.*)\*\n([^]*)$/.exec(text) ?? [];
    return [label, rest];
  });
  expect([...parts, message.text].flatMap(slackSyntaxIn)).toEqual([]);
}

type Json = Record<string, unknown>;

/** A copy with every text replaced. */
function withTexts(value: unknown, replace: (text: string) => unknown): unknown {
  if (typeof value === 'string') return replace(value);
  if (Array.isArray(value)) return value.map((item: unknown) => withTexts(item, replace));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, child]) => [key, withTexts(child, replace)]),
  );
}

/** Copies that each lack one key, of the object or of one within it; no format reads deeper. */
function withoutEachKey(data: Json, depth = 2): Json[] {
  return Object.entries(data).flatMap(([key, child]) => {
    const rest = Object.fromEntries(Object.entries(data).filter(([other]) => other !== key));
    const deeper =
      depth > 1 && typeof child === 'object' && child !== null && !Array.isArray(child)
        ? withoutEachKey(child as Json, depth - 1).map((less) => ({ ...data, [key]: less }))
        : [];
    return [rest, ...deeper];
  });
}

const HUGE_TEXTS = ['a', '😀&*_', '@everyone https://a.b/ '].map((unit) => unit.repeat(3_000));

describe.each(EVENT_TYPES)('%s', (type) => {
  const example = exampleData(type);

  it('fits with its example, and without any data', () => {
    expect(check(type, example)).toBe(2);
    for (const data of [{}, null, undefined, [], 'text']) check(type, data);
  });

  it('fits with any one field missing', () => {
    for (const data of withoutEachKey(example)) check(type, data);
  });

  it('fits with a hostile text in place of every text', () => {
    for (const text of Object.values(HOSTILE_TEXTS)) {
      expect(
        check(
          type,
          withTexts(example, () => text),
          text,
        ),
      ).toBe(2);
    }
  });

  it('fits with texts and numbers without end', () => {
    for (const text of HUGE_TEXTS) {
      expect(
        check(
          type,
          withTexts(example, () => text),
          text,
        ),
      ).toBe(2);
    }
    for (const number of [Number.MAX_VALUE, -Number.MAX_VALUE, 5e-324, -0]) {
      const amounts = { amount: number, net_amount: number, refunded_amount: number };
      check(type, { ...example, ...amounts, id: number, recurring_interval_count: number });
    }
  });
});

/** Any text at all, halves of surrogate pairs included, mixed with what is meant to do harm. */
const anyText = fc
  .array(
    fc.oneof(
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.string({ unit: 'grapheme', maxLength: 20 }),
      fc.constantFrom(...Object.values(HOSTILE_TEXTS).filter(({ length }) => length < 200)),
      fc.constantFrom(...Array.from('\\*_~|`<>[]()#-+.:/@&! \n\u200b1a')),
      fc.constantFrom('@everyone', '@here', 'https://', '://', 'x://y', ':a:', '1. ', '-# ', '\\'),
    ),
    { maxLength: 12 },
  )
  .map((parts) => parts.join(''));

describe('whatever is in it', () => {
  it('an event becomes a message that the chats accept and that says nothing of its own', () => {
    const anyEvent = fc.record({
      type: fc.constantFrom(...EVENT_TYPES),
      texts: fc.array(anyText, { minLength: 1, maxLength: 8 }),
      amount: fc.oneof(fc.integer(), fc.double(), anyText),
      organization: anyText,
      keepsStatus: fc.boolean(),
    });
    fc.assert(
      fc.property(anyEvent, ({ type, texts, amount, organization, keepsStatus }) => {
        let next = 0;
        const example = exampleData(type);
        const data = {
          ...(withTexts(example, () => texts[next++ % texts.length]) as Json),
          ...(keepsStatus ? { status: example.status } : {}),
          amount,
          net_amount: amount,
        };
        check(type, data, organization);
      }),
      { numRuns: 500 },
    );
  });

  it('a summary becomes one too, however much it says', () => {
    const anySummary = fc.record({
      title: anyText.filter((text) => toOneLine(text) !== ''),
      description: anyText.filter((text) => toOneLine(text) !== ''),
      fields: fc.array(fc.record({ name: anyText, value: anyText }), { maxLength: 40 }),
      organizationName: anyText,
    });
    fc.assert(
      fc.property(anySummary, (summary) => {
        checkDiscord(formatDiscord(summary));
        checkSlack(formatSlack(summary));
      }),
      { numRuns: 300 },
    );
  });

  it.each(HUGE_TEXTS)('a summary fits that is too long in every way', (text) => {
    const field = { name: text, value: text };
    const summary = {
      title: text,
      description: text,
      fields: Array.from({ length: 40 }, () => field),
      organizationName: text,
    };
    checkDiscord(formatDiscord(summary));
    checkSlack(formatSlack(summary));
    const few = { ...summary, title: 'a', description: 'b', fields: [...summary.fields] };
    few.fields.fill({ name: 'n', value: 'v' });
    checkDiscord(formatDiscord(few));
    checkSlack(formatSlack(few));
  });

  it('shows the text itself, letter by letter', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const line = toOneLine(text);
        const summary = {
          title: 'Title',
          description: 'Description.',
          fields: [{ name: 'Name', value: text }],
          organizationName: '',
        };
        const [embed] = parseDiscordMessage(formatDiscord(summary)).embeds;
        const inDiscord = embed?.fields[0]?.value ?? '';
        const [, field] = slackTextObjects(parseSlackMessage(formatSlack(summary)));
        const inSlack = field?.text.replace('*Name*\n', '') ?? '';
        if (line === '') {
          expect(embed?.fields).toEqual([]);
          return;
        }
        expectShown(shownByDiscord(inDiscord), line);
        expectShown(withoutLookalikes(shownBySlack(inSlack)), withoutLookalikes(line));
      }),
      { numRuns: 500 },
    );
  });
});

/** What was too long ends with an ellipsis. */
function expectShown(shown: string, line: string): void {
  if (shown === line) return;
  expect([line.startsWith(shown.slice(0, -1)), shown.at(-1)]).toEqual([true, '…']);
}
