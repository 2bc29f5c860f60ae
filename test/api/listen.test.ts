import { Webhook } from 'standardwebhooks';
import { listen } from '../../src/service/listen';
import { MessageFeed } from '../../src/service/message-feed';
import { createLog } from '../../src/log';
import { eventually } from '../helpers/eventually';
import { ApiClient } from '../helpers/api';
import { startTestStack, type TestOrganization, type TestStack } from '../helpers/stack';
import { idsOf, NOT_FOUND, publish, UNKNOWN_ID } from './support';

const LATE_ID = 'f1d3ff84-4329-4732-a85b-9c3a1c2cbd11';

let stack: TestStack;
let acme: TestOrganization;
let other: TestOrganization;

beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.close());
beforeEach(async () => {
  [acme, other] = await Promise.all([stack.createOrganization(), stack.createOrganization()]);
});

interface OpenStream {
  readonly response: Response;
  /** The data of each event as it came. */
  readonly texts: string[];
  close(): void;
}

async function open(organizationId: string, api: ApiClient = acme.api): Promise<OpenStream> {
  const abort = new AbortController();
  const response = await fetch(`${stack.apiUrl}/v1/cli/listen/${organizationId}`, {
    headers: { authorization: `Bearer ${api.token ?? ''}` },
    signal: abort.signal,
  });
  expect(response.status).toBe(200);
  const texts: string[] = [];
  void (async () => {
    let rest = '';
    const decoder = new TextDecoder();
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
      rest += decoder.decode(chunk, { stream: true });
      const frames = rest.split('\n\n');
      rest = frames.pop() ?? '';
      texts.push(...frames.map((frame) => frame.replace(/^data: /, '')));
    }
  })().catch(() => undefined);
  await eventually('connected', () => texts[0]);
  return { response, texts, close: () => abort.abort() };
}

const parsed = (text: string | undefined) => JSON.parse(text ?? '') as Record<string, never>;

describe('GET /v1/cli/listen/{organization_id}', () => {
  it('begins with connected and the secret', async () => {
    const stream = await open(acme.id);
    expect(stream.response.headers.get('content-type')).toMatch(/^text\/event-stream\b/);
    expect(stream.response.headers.get('cache-control')).toBe('private, no-store');
    const connected = parsed(stream.texts[0]);
    expect(connected).toEqual({
      key: 'connected',
      ts: expect.any(String) as string,
      secret: acme.id.replaceAll('-', ''),
    });
    expect(Math.abs(Date.parse(connected.ts!) - Date.now())).toBeLessThan(10_000);
    stream.close();
  });

  it('tells what is published, without any endpoint, signed over the very bytes', async () => {
    const stream = await open(acme.id);
    const text =
      '{"type":"order.paid","timestamp":"2026-01-02T03:04:05Z","data":{"2":1.0,"1":"ü\\n"}}';
    const published = await acme.api.post('/v1/webhooks/events', text);
    const frame = await eventually('it is told', () => stream.texts[1]);
    const event = parsed(frame) as unknown as {
      id: string;
      key: string;
      payload: { webhook_event_id: string; payload: unknown };
      headers: Record<string, string>;
    };
    expect(Object.keys(event)).toEqual(['id', 'key', 'payload', 'headers']);
    expect(event.key).toBe('webhook.created');
    expect(event.payload.webhook_event_id).toBe(published.body.id);
    expect(event.payload.payload).toEqual(JSON.parse(text));
    // The payload as it stands in the frame is what the signature is over.
    expect(frame).toContain(`"payload":${text}}`);
    const utf8Key = Buffer.from(acme.id.replaceAll('-', ''), 'utf8').toString('base64');
    new Webhook(utf8Key).verify(text, event.headers);
    expect(event.headers['webhook-id']).toBe(published.body.id);
    expect(event.headers['content-type']).toBe('application/json');
    stream.close();
  });

  it('keeps the order of a batch, tells each once, and nothing of others', async () => {
    const stream = await open(acme.id);
    const events = Array.from({ length: 50 }, (_, index) => ({
      type: 'order.paid',
      data: { index },
    }));
    await publish(other.api);
    const batch = await acme.api.post('/v1/webhooks/events/batch', { events });
    await publish(acme.api);
    await eventually('all are told', () => stream.texts.length >= 52);
    const ids = stream.texts.slice(1).map((text) => JSON.parse(text).payload.webhook_event_id);
    expect(ids.slice(0, 50)).toEqual(idsOf(batch.body.events));
    expect(new Set(ids).size).toBe(51);
    stream.close();
  });

  it('what another process stores is told too', async () => {
    const stream = await open(acme.id);
    // A row that this process's publisher knows nothing of.
    await stack.pool.query(
      `insert into webhook_messages (id, organization_id, type, payload)
       values ($1, $2, 'order.paid', '{"type":"order.paid"}')`,
      [UNKNOWN_ID, acme.id],
    );
    const frame = await eventually('it is told', () => stream.texts[1]);
    expect(parsed(frame)).toMatchObject({ payload: { webhook_event_id: UNKNOWN_ID } });
    stream.close();
  });

  it('what is committed late is told, whatever was told before it', async () => {
    const late = await stack.pool.connect();
    try {
      await late.query('begin');
      await late.query(
        `insert into webhook_messages (id, organization_id, type, payload)
         values ($1, $2, 'order.paid', '{"type":"order.paid"}')`,
        [LATE_ID, acme.id],
      );
      const stream = await open(acme.id);
      const published = await publish(acme.api);
      await eventually('the later one is told', () => stream.texts[1]);
      await late.query('commit');
      await eventually('the late one is told', () => stream.texts[2]);
      const ids = stream.texts.slice(1).map((text) => JSON.parse(text).payload.webhook_event_id);
      expect(ids).toEqual([published.id, LATE_ID]);
      stream.close();
    } finally {
      late.release();
    }
  });

  it('what was published before is not told', async () => {
    await publish(acme.api);
    const stream = await open(acme.id);
    const published = await publish(acme.api);
    const frame = await eventually('it is told', () => stream.texts[1]);
    expect(parsed(frame)).toMatchObject({ payload: { webhook_event_id: published.id } });
    stream.close();
  });

  it('a client that goes is let go', async () => {
    const stream = await open(acme.id);
    expect(stack.services.feed.count(acme.id)).toBe(1);
    stream.close();
    await eventually('let go', () => stack.services.feed.count(acme.id) === 0);
  });

  it('needs both scopes, names them, and is the organization’s alone', async () => {
    for (const scopes of [['webhooks:read'], ['webhooks:write'], ['events:read', 'events:write']]) {
      const { body } = await stack.admin.post(`/v1/organizations/${acme.id}/tokens`, {
        name: 'some',
        scopes,
      });
      const answer = await new ApiClient(stack.apiUrl, body.token).get(`/v1/cli/listen/${acme.id}`);
      expect([answer.status, answer.body.error]).toEqual([403, 'insufficient_scope']);
      expect(answer.headers.get('www-authenticate')).toContain(
        'scope="webhooks:read webhooks:write"',
      );
    }
    for (const id of [other.id, UNKNOWN_ID]) {
      const answer = await acme.api.get(`/v1/cli/listen/${id}`);
      expect([answer.status, answer.body]).toEqual([404, NOT_FOUND]);
    }
    const byAdmin = await open(acme.id, stack.admin);
    byAdmin.close();
  });

  it('past twenty streams of an organization: 429', async () => {
    const streams = await Promise.all(Array.from({ length: 20 }, () => open(acme.id)));
    const answer = await acme.api.get(`/v1/cli/listen/${acme.id}`);
    expect([answer.status, answer.body, answer.headers.get('retry-after')]).toEqual([
      429,
      undefined,
      '30',
    ]);
    streams.forEach((stream) => stream.close());
    await eventually('let go', () => stack.services.feed.count(acme.id) === 0);
  });
});

async function all(parts: AsyncIterable<string | null>): Promise<(string | null)[]> {
  const gathered: (string | null)[] = [];
  for await (const part of parts) gathered.push(part);
  return gathered;
}

describe('the end of a stream', () => {
  const feed = () =>
    new MessageFeed(stack.pool, stack.services.payloads, createLog('silent', 'test'));

  it('asks to reconnect when its time is over, with signs of life before', async () => {
    const stream = await listen(feed(), acme.id, () => Promise.resolve(true), {
      streamMs: 300,
      pulseMs: 50,
    });
    const parts = await all(stream.parts);
    expect(parts.at(-1)).toBe('{"type":"reconnect"}');
    expect(parts.filter((part) => part === null).length).toBeGreaterThan(0);
  });

  it('comes when the token no longer holds', async () => {
    let looks = 0;
    const stream = await listen(feed(), acme.id, () => Promise.resolve((looks += 1) < 3), {
      streamMs: 60_000,
      pulseMs: 10,
    });
    await all(stream.parts);
    expect(looks).toBe(3);
  });

  it('comes when the process stops', async () => {
    const own = feed();
    const stream = await listen(own, acme.id, () => Promise.resolve(true));
    expect((await stream.parts.next()).value).toContain('connected');
    own.close();
    expect((await stream.parts.next()).value).toBe('{"type":"reconnect"}');
    expect((await stream.parts.next()).done).toBe(true);
    expect(own.count(acme.id)).toBe(0);
  });

  it('comes for a reader that is too slow', async () => {
    const own = feed();
    const stream = await listen(own, acme.id, () => Promise.resolve(true));
    await stream.parts.next();
    await stack.pool.query(
      `insert into webhook_messages (id, organization_id, type, payload)
       select gen_random_uuid(), $1, 'order.paid', '{}' from generate_series(1, 1001)`,
      [acme.id],
    );
    own.published([acme.id]);
    const rest = await all(stream.parts);
    expect(rest.at(-1)).toBe('{"type":"reconnect"}');
    expect(rest.length).toBeLessThan(1_001);
  });
});

it('more than is read along is told too, signed, and none twice', async () => {
  const stream = await open(acme.id);
  const large = ['a', 'b', 'c'].map((letter) => letter.repeat(2_000_000));
  const texts = [...large, ...Array.from({ length: 50 }, (_, index) => `${index}:`.repeat(10_000))];
  await stack.pool.query(
    `insert into webhook_messages (id, organization_id, type, payload)
     select gen_random_uuid(), $1, 'order.paid', '{"text":"' || text || '"}' from unnest($2::text[]) text`,
    [acme.id, texts],
  );
  await eventually('all are told', () => stream.texts.length > texts.length);
  const told = stream.texts.slice(1).map(
    (text) =>
      JSON.parse(text) as {
        payload: { payload: { text: string } };
        headers: Record<string, string>;
      },
  );
  const found = told.map(({ payload }) => payload.payload.text);
  expect(found.sort()).toEqual(texts.sort());
  const key = Buffer.from(acme.id.replaceAll('-', ''), 'utf8').toString('base64');
  for (const { payload, headers } of told) {
    new Webhook(key).verify(JSON.stringify(payload.payload), headers);
  }
  stream.close();
});
