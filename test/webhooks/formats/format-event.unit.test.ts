import { exampleData } from '../../../src/domain/event-examples';
import { EVENT_TYPES } from '../../../src/domain/event-types';
import { formatEvent, type FormattableEvent } from '../../../src/webhooks/formats/format-event';
import { parseDiscordMessage } from './discord-message';
import { parseSlackMessage } from './slack-blocks';

interface DiscordMessage {
  content: string;
  embeds: [
    {
      title: string;
      description: string;
      color: number;
      fields: { name: string; value: string }[];
      author?: { name: string };
      footer: { text: string };
    },
  ];
  allowed_mentions: { parse: [] };
}

interface SlackMessage {
  text: string;
  blocks: [
    {
      type: 'section';
      text: { type: string; text: string };
      fields?: { type: string; text: string }[];
    },
    { type: 'context'; elements: { type: string; text: string }[] },
  ];
}

function eventOf(type: string, data: unknown, organization = 'Acme'): FormattableEvent {
  return {
    type,
    timestamp: '2026-08-22T01:02:03Z',
    data,
    rawPayload: '{"type": "a",  "data": 1.0}',
    organization: { id: '1dbfc517-0bbf-4301-9ba8-555ca42b9737', name: organization },
  };
}

/** Reads a message that Discord would accept. */
function discord(event: FormattableEvent): DiscordMessage {
  const body = formatEvent('discord', event)!;
  parseDiscordMessage(body);
  return JSON.parse(body) as DiscordMessage;
}

/** Reads a message that Slack would accept. */
function slack(event: FormattableEvent): SlackMessage {
  const body = formatEvent('slack', event)!;
  parseSlackMessage(body);
  return JSON.parse(body) as SlackMessage;
}

describe('raw', () => {
  it('is the stored text to the byte', () => {
    const event = eventOf('order.created', {});
    expect(formatEvent('raw', event)).toBe('{"type": "a",  "data": 1.0}');
  });

  it('is sent for an update that a chat is not told of', () => {
    expect(formatEvent('raw', eventOf('subscription.updated', {}))).not.toBeNull();
  });
});

describe.each(EVENT_TYPES)('%s', (type) => {
  const event = eventOf(type, exampleData(type));

  it('is a Discord message of the contract, compact', () => {
    const message = discord(event);
    expect(Object.keys(message)).toEqual(['content', 'embeds', 'allowed_mentions']);
    expect(Object.keys(message.embeds[0])).toEqual([
      'title',
      'description',
      'color',
      'fields',
      'author',
      'footer',
    ]);
    expect(message.embeds[0].fields.length).toBeGreaterThanOrEqual(2);
    expect(formatEvent('discord', event)).toBe(JSON.stringify(message));
  });

  it('is a Slack message of the contract, compact', () => {
    const message = slack(event);
    expect(Object.keys(message)).toEqual(['text', 'blocks']);
    expect(message.blocks.map((block) => block.type)).toEqual(['section', 'context']);
    expect(message.blocks[0].fields!.length).toBeGreaterThanOrEqual(2);
    expect(formatEvent('slack', event)).toBe(JSON.stringify(message));
  });

  it.each([null, undefined, [], 'text', 7, true, {}, { customer: 1, product: 'x', id: [] }])(
    'survives data of %j',
    (data) => {
      const written = formatEvent('discord', eventOf(type, data));
      if (type === 'subscription.updated') {
        expect(written).toBeNull();
        return;
      }
      expect(discord(eventOf(type, data)).content).not.toBe('');
      expect(slack(eventOf(type, data)).text).not.toBe('');
    },
  );
});

describe('a whole message', () => {
  it('to Discord', () => {
    expect(discord(eventOf('order.created', exampleData('order.created')))).toEqual({
      content: 'New Order',
      embeds: [
        {
          title: 'New Order',
          description: 'A new order was made.',
          color: 0x4f46e5,
          fields: [
            { name: 'Product', value: 'Pro Plan' },
            { name: 'Amount', value: '$50.00' },
            { name: 'Customer', value: 'ada@example.com' },
            { name: 'Subscription', value: 'Yes' },
          ],
          author: { name: 'Acme' },
          footer: { text: 'Signalpost' },
        },
      ],
      allowed_mentions: { parse: [] },
    });
  });

  it('to Slack', () => {
    expect(slack(eventOf('refund.created', exampleData('refund.created')))).toEqual({
      text: 'New Refund',
      blocks: [
        {
          type: 'section',
          text: { type: 'mrkdwn', text: '*New Refund*\nA refund was made.', verbatim: true },
          fields: [
            { type: 'mrkdwn', text: '*Amount*\n$50.00', verbatim: true },
            { type: 'mrkdwn', text: '*Status*\nPending', verbatim: true },
          ],
        },
        {
          type: 'context',
          elements: [{ type: 'mrkdwn', text: 'Signalpost · Acme', verbatim: true }],
        },
      ],
    });
  });
});

describe('what is not there', () => {
  it('leaves out the author in Discord when the organization has no name', () => {
    expect(discord(eventOf('build.finished', {}, ' ')).embeds[0]).not.toHaveProperty('author');
  });

  it('leaves out the fields in Slack when there are none', () => {
    expect(slack(eventOf('order.created', {})).blocks[0]).not.toHaveProperty('fields');
    expect(discord(eventOf('order.created', {})).embeds[0].fields).toEqual([]);
  });

  it('tells a chat nothing of a renewal', () => {
    const renewal = eventOf('subscription.updated', { status: 'active' });
    expect(formatEvent('discord', renewal)).toBeNull();
    expect(formatEvent('slack', renewal)).toBeNull();
  });
});

describe('hostile text', () => {
  const valueInDiscord = (text: string) =>
    discord(eventOf('order.created', { description: text })).embeds[0].fields[0]?.value;
  const valueInSlack = (text: string) =>
    slack(eventOf('order.created', { description: text })).blocks[0].fields?.[0]?.text.replace(
      '*Product*\n',
      '',
    );

  it.each([
    ['**bold** __under__', '\\*\\*bold\\*\\* \\_\\_under\\_\\_'],
    ['~~gone~~ ||secret||', '\\~\\~gone\\~\\~ \\|\\|secret\\|\\|'],
    ['`code` \\', '\\`code\\` \\\\'],
    ['[click](https://evil.example)', '\\[click\\]\\(https\\://evil.example\\)'],
    [
      '<@123> <@&9> <#4> <t:0:R> <a:b:1>',
      '\\<@123\\> \\<@&9\\> \\<#4\\> \\<t\\:0:R\\> \\<a\\:b:1\\>',
    ],
    ['@everyone @here', '@\u200beveryone @\u200bhere'],
    ['# heading', '\\# heading'],
    ['### heading', '\\#\\#\\# heading'],
    ['-# small', '\\-# small'],
    ['- item', '\\- item'],
    ['1. item', '1\\. item'],
    ['> quote', '\\> quote'],
    ['a\n# b\r\n> c', 'a # b \\> c'],
    ['https://a.example, at 10:30', 'https\\://a.example, at 10:30'],
    [':warning: a: b', '\\:warning: a: b'],
    ['A-1 #2 v1.2, ada_lovelace@example.com', 'A-1 #2 v1.2, ada_lovelace@example.com'],
    ['\u202e$00.01', '$00.01'],
    ['a\ud800', 'a\ufffd'],
  ])('Discord: %j', (text, value) => {
    expect(valueInDiscord(text)).toBe(value);
  });

  it.each([
    ['a & b < c > d', 'a &amp; b &lt; c &gt; d'],
    ['&lt;', '&amp;lt;'],
    [
      '<!channel> <@U1> <https://evil.example|x>',
      '&lt;!channel&gt; &lt;@U1&gt; &lt;https://evil.example|x&gt;',
    ],
    ['*bold* _it_ ~no~ `code`', '∗bold∗ ˍitˍ ∼no∼ ˋcodeˋ'],
    ['**__x__**', '∗∗ˍˍxˍˍ∗∗'],
    ['a`b`c', 'aˋbˋc'],
    ['> quote', '\u00ad&gt; quote'],
    ['a\n> quote', 'a &gt; quote'],
    ['@here, @channel @everyone', '@\u200bhere, @\u200bchannel @\u200beveryone'],
    ['_@everyone_', 'ˍ@\u200beveryoneˍ'],
    [':+1: a: b https://a.example', ':\u200b+1: a: b https://a.example'],
    ['ada_lovelace@here.example 2*3*4', 'ada_lovelace@here.example 2*3*4'],
    ['x\n*Amount*\n$0', 'x ∗Amount∗ $0'],
  ])('Slack: %j', (text, value) => {
    expect(valueInSlack(text)).toBe(value);
  });

  it.each([' ', '\n\t', '\u0000', '\u202e', '\u200b', '\u2800\u3164'])(
    'leaves out a field of %j, where nothing is to see',
    (text) => {
      expect(valueInDiscord(text)).toBeUndefined();
      expect(valueInSlack(text)).toBeUndefined();
    },
  );

  it.each([
    ['letters', 'a'],
    ['pairs', '😀'],
    ['escapes', '*'],
    ['entities', '&'],
    ['underscores', '_'],
    ['mentions', '@everyone '],
  ])('keeps within the limits with %s without end, and cuts nothing in half', (_what, unit) => {
    const long = unit.repeat(200_000);
    const data = {
      description: long,
      product: { name: long },
      customer: { email: long },
      amount: 1,
      net_amount: 1,
      currency: long,
      recurring_interval: long,
      recurring_interval_count: 2,
      status: long,
      id: long,
    };
    for (const type of ['order.paid', 'subscription.paused', 'product.created', `own.${long}`]) {
      const event = eventOf(type, data, long);
      for (const { value } of discord(event).embeds[0].fields) {
        expect(value).not.toMatch(/\p{Surrogate}/u);
        // An escape cut in half would leave an odd number of backslashes before the end.
        expect(value).not.toMatch(/(?<!\\)(?:\\\\)*\\…?$/);
      }
      for (const { text } of slack(event).blocks[0].fields ?? []) {
        expect(text).not.toMatch(/\p{Surrogate}/u);
        expect(text).not.toMatch(/&[a-z]*…$/);
      }
    }
  });

  it('ends with an ellipsis exactly where a text is too long', () => {
    expect(valueInDiscord('a'.repeat(1_024))).toBe('a'.repeat(1_024));
    expect(valueInDiscord('a'.repeat(1_025))).toBe(`${'a'.repeat(1_023)}…`);
    const room = 2_000 - '*Product*\n'.length;
    expect(valueInSlack('a'.repeat(room))).toBe('a'.repeat(room));
    expect(valueInSlack('a'.repeat(room + 1))).toBe(`${'a'.repeat(room - 1)}…`);
  });
});
