import { Webhook } from 'standardwebhooks';
import { exampleData } from '../../src/domain/event-examples';
import { eventually } from '../helpers/eventually';
import { answer, TestReceiver, type Received } from '../helpers/receiver';
import { startTestStack, type TestOrganization, type TestStack } from '../helpers/stack';

const TYPES = ['order.created', 'subscription.updated', 'customer.created'];

describe('chat formats', () => {
  let stack: TestStack;
  let receiver: TestReceiver;
  let acme: TestOrganization;
  const endpoints = new Map<string, { id: string; secret: string }>();

  beforeAll(async () => {
    stack = await startTestStack({ worker: true });
    receiver = await TestReceiver.start(answer(200));
    acme = await stack.createOrganization('Acme & <Sons>');
    for (const format of ['raw', 'discord', 'slack']) {
      const created = await acme.api.post('/v1/webhooks/endpoints', {
        url: receiver.url(`/${format}`),
        format,
        events: TYPES,
      });
      endpoints.set(format, created.body as { id: string; secret: string });
    }
  });

  afterAll(async () => {
    await stack.close();
    await receiver.close();
  });

  /** @returns the formats that get the event, each with its id */
  async function publish(type: string, data: Record<string, unknown>) {
    const { body, status } = await acme.api.post('/v1/webhooks/events', { type, data });
    expect(status).toBe(202);
    const events = body.webhook_events as { id: string; webhook_endpoint_id: string }[];
    return new Map(
      [...endpoints].flatMap(([format, { id }]) => {
        const event = events.find((one) => one.webhook_endpoint_id === id);
        return event === undefined ? [] : [[format, event.id] as const];
      }),
    );
  }

  const arrival = (id: string): Promise<Received> =>
    eventually('it arrives', () => receiver.received.find((one) => one.id === id));

  it('Discord and Slack get their messages, signed, and the log shows what was sent', async () => {
    const ids = await publish('order.created', exampleData('order.created'));
    expect([...ids.keys()]).toEqual(['raw', 'discord', 'slack']);
    for (const [format, id] of ids) {
      const received = await arrival(id);
      expect(received.path).toBe(`/${format}`);
      expect(received.headers['content-type']).toBe('application/json');
      new Webhook(endpoints.get(format)!.secret).verify(received.body, received.headers);
      const event = await acme.api.get(`/v1/webhooks/events/${id}`);
      expect(event.body.payload).toBe(received.body);
    }
    const discord: unknown = JSON.parse((await arrival(ids.get('discord')!)).body);
    expect(discord).toMatchObject({
      content: 'New Order',
      embeds: [
        {
          title: 'New Order',
          description: 'A new order was made.',
          fields: expect.arrayContaining([
            { name: 'Amount', value: expect.stringContaining('50') as string },
          ]) as unknown,
          author: { name: 'Acme & <Sons>' },
        },
      ],
      allowed_mentions: { parse: [] },
    });
    const slack: unknown = JSON.parse((await arrival(ids.get('slack')!)).body);
    expect(slack).toMatchObject({
      text: 'New Order',
      blocks: [
        {
          type: 'section',
          text: { type: 'mrkdwn', text: '*New Order*\nA new order was made.' },
          fields: expect.arrayContaining([
            {
              type: 'mrkdwn',
              text: expect.stringMatching(/^\*Amount\*\n/) as string,
              verbatim: true,
            },
          ]) as unknown,
        },
        {
          type: 'context',
          elements: [{ type: 'mrkdwn', text: 'Signalpost · Acme &amp; &lt;Sons&gt;' }],
        },
      ],
    });
    const raw: unknown = JSON.parse((await arrival(ids.get('raw')!)).body);
    expect(raw).toMatchObject({ type: 'order.created', data: exampleData('order.created') });
  });

  it('a renewal is no event for a chat, a cancellation is', async () => {
    const renewal = await publish('subscription.updated', exampleData('subscription.active'));
    expect([...renewal.keys()]).toEqual(['raw']);
    const canceled = await publish('subscription.updated', exampleData('subscription.canceled'));
    expect([...canceled.keys()]).toEqual(['raw', 'discord', 'slack']);
    const message = JSON.parse((await arrival(canceled.get('slack')!)).body) as { text: string };
    expect(message.text).toBe('Canceled Subscription');
    await arrival(renewal.get('raw')!);
    const { rows } = await stack.pool.query<{ count: number }>(
      `select count(*) as count from webhook_events where endpoint_id = $1
       and type = 'subscription.updated'`,
      [endpoints.get('discord')!.id],
    );
    expect(rows[0]?.count).toBe(1);
  });

  it('any other type is told in a line, whatever its data is', async () => {
    const ids = await publish('customer.created', { id: '<!channel> @everyone' });
    const discord = JSON.parse((await arrival(ids.get('discord')!)).body) as { content: string };
    const slack = JSON.parse((await arrival(ids.get('slack')!)).body) as { text: string };
    expect(discord.content).toBe('customer.created');
    expect(slack.text).toBe('customer.created');
    expect(JSON.stringify(slack)).toContain('&lt;!channel&gt;');
    expect(JSON.stringify([discord, slack])).not.toContain('<!channel>');
    expect(discord).toMatchObject({ allowed_mentions: { parse: [] } });
  });

  it('a redelivery carries the same bytes', async () => {
    const ids = await publish('order.created', exampleData('order.created'));
    const id = ids.get('discord')!;
    const first = await arrival(id);
    // Its group has ended by then, too, whose ids the workflow takes for known.
    const workflow = stack.temporal.workflow.getHandle(`endpoint/${endpoints.get('discord')!.id}`);
    await eventually('its arrival is written', async () => {
      const { queued } = await workflow.query<{ queued: number }>('status');
      const event = await acme.api.get(`/v1/webhooks/events/${id}`);
      return queued === 0 && event.body.succeeded === true;
    });
    expect((await acme.api.post(`/v1/webhooks/events/${id}/redeliver`)).status).toBe(202);
    await eventually('twice', () => receiver.received.filter((one) => one.id === id).length === 2);
    expect(receiver.received.filter((one) => one.id === id).at(-1)?.body).toBe(first.body);
  });
});
