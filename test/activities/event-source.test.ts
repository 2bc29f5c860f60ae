import { randomUUID } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { Arrivals } from '../../src/activities/arrivals';
import { EventSource } from '../../src/activities/event-source';
import { selectWatched } from '../../src/db/endpoint-watches';
import { Lately } from '../../src/activities/lately';
import { Gather } from '../../src/db/gather';
import {
  selectEndpointsWithQueued,
  selectGroups,
  type Group,
  type GroupRequest,
} from '../../src/db/groups';
import { createPool, type Pool } from '../../src/db/pool';
import { createTestDatabase } from '../helpers/database';
import { eventually } from '../helpers/eventually';

const ORGANIZATION = '7b0c3f51-2f9a-4a54-9a0e-0a2c5d3e4f60';
const ENDPOINTS = 8;
const EVENTS_EACH = 150;

let pool: Pool;
let drop: () => Promise<void>;
let groups: Gather<GroupRequest, Group>;
let arrivals: Arrivals;

beforeAll(async () => {
  const database = await createTestDatabase();
  ({ drop } = database);
  pool = createPool(database.url, 10);
  await pool.query('insert into organizations (id, name) values ($1, $2)', [ORGANIZATION, 'Acme']);
  groups = new Gather(
    (requests: readonly GroupRequest[]) => selectGroups(pool, requests, 1_000_000, 65_536),
    ({ endpointId }) => endpointId,
    { maxKeys: 4, atOnce: 2 },
  );
  arrivals = new Arrivals((ids) => selectEndpointsWithQueued(pool, ids));
});
afterAll(async () => {
  await pool.end();
  await drop();
});

/** A database that is far away: what must not happen between two statements has time to happen. */
const distant = {
  query: async (statement: string, values?: unknown[]) => {
    await delay(Math.random() * 5);
    const result = await pool.query(statement, values);
    await delay(Math.random() * 5);
    return result;
  },
} as unknown as Pool;

const insertQueued = (endpointId: string, event: string, message: string) =>
  pool.query(
    `with message as (insert into webhook_messages (id, organization_id, type, payload)
       values ($2, $4, 'order.created', '{}'))
     insert into webhook_events (id, message_id, endpoint_id, organization_id, type, work)
     values ($1, $2, $3, $4, 'order.created', 'queued')`,
    [event, message, endpointId, ORGANIZATION],
  );

/** Two events that come at once: so often that the next one is worth waiting for. */
const insertTwo = async (endpointId: string) => {
  await insertQueued(endpointId, randomUUID(), randomUUID());
  await insertQueued(endpointId, randomUUID(), randomUUID());
};

/** An endpoint, and what stands for its workflow: runs one after the other, for as long as it is told to. */
class Followed {
  readonly id = randomUUID();
  readonly published: string[] = [];
  readonly handedOut: string[] = [];
  readonly unseen: string[] = [];
  private readonly unsignalled: string[] = [];
  signals = 0;
  runs = 0;
  private mustRun = false;
  private running = false;

  async create(): Promise<void> {
    await pool.query(
      `insert into webhook_endpoints (id, organization_id, url, format, events, secret)
       values ($1, $2, 'https://example.com/', 'raw', '{order.created}', 's')`,
      [this.id, ORGANIZATION],
    );
  }

  /** As the API does it: the row first, then the question, then the signal. */
  async publish(): Promise<void> {
    const [event, message] = [randomUUID(), randomUUID()];
    await insertQueued(this.id, event, message);
    this.published.push(event);
    if ((await selectWatched(pool, [this.id])).has(this.id)) {
      this.unsignalled.push(event);
      this.look();
    } else {
      this.signals += 1;
      this.signal();
    }
  }

  /** While nothing runs, what was not signalled must have been seen: the next signal would hide the loss. */
  private look(): void {
    if (this.running) return;
    const out = new Set(this.handedOut);
    this.unseen.push(...this.unsignalled.filter((id) => !out.has(id)));
    this.unsignalled.length = 0;
  }

  signal(): void {
    this.mustRun = true;
    if (!this.running) void this.work();
  }

  get isIdle(): boolean {
    return !this.running;
  }

  private async work(): Promise<void> {
    this.running = true;
    while (this.mustRun) {
      this.mustRun = false;
      this.runs += 1;
      if (await this.run()) this.mustRun = true;
    }
    this.running = false;
    this.look();
  }

  private async run(): Promise<boolean> {
    const until = performance.now() + 40 + Math.random() * 80;
    const mayFollow = Math.random() < 0.7;
    const source = new EventSource({
      pool: distant,
      groups,
      arrivals,
      lately: new Lately(0),
      endpointId: this.id,
      limit: 5,
      mayBeginToFollow: () => mayFollow,
      msLeft: () => Infinity,
      mayFollow: () => true,
      mustStop: () => performance.now() > until,
      patienceMs: Math.random() * 40,
    });
    await source.open();
    for (let next = await source.next(); next !== undefined; next = await source.next()) {
      const { event_id } = next.event;
      this.handedOut.push(event_id);
      await pool.query('update webhook_events set work = null where id = $1', [event_id]);
      source.settled([event_id]);
    }
    return source.close(source.isBusy && !source.ranDry && Math.random() < 0.5);
  }
}

it('hands out every event once and in order, though most are not signalled, and no sweep helps', async () => {
  const followed = Array.from({ length: ENDPOINTS }, () => new Followed());
  await Promise.all(
    followed.map(async (endpoint) => {
      await endpoint.create();
      for (let number = 0; number < EVENTS_EACH; number += 1) {
        // Gaps about as long as the patience: most ends of a watch have an event that comes at that moment.
        await delay(Math.random() < 0.5 ? 0 : Math.random() * 45);
        await endpoint.publish();
      }
    }),
  );
  await eventually('all rest', () => followed.every(({ isIdle }) => isIdle));
  for (const { published, handedOut, unseen } of followed) {
    expect(handedOut).toEqual(published);
    expect(unseen).toEqual([]);
  }
  const signals = followed.reduce((sum, endpoint) => sum + endpoint.signals, 0);
  expect(signals).toBeGreaterThan(ENDPOINTS);
  expect(signals).toBeLessThan(ENDPOINTS * EVENTS_EACH * 0.8);
});

it('follows no endpoint whose events come seldom', async () => {
  const endpoint = new Followed();
  await endpoint.create();
  await endpoint.publish();
  await eventually('it was handed out', () => endpoint.isIdle && endpoint.handedOut.length === 1);
  expect((await selectWatched(pool, [endpoint.id])).size).toBe(0);
  expect(endpoint.runs).toBe(1);
});

it('leaves no watch when a run ends before the watch that it has begun stands', async () => {
  const endpoint = new Followed();
  await endpoint.create();
  await insertTwo(endpoint.id);
  const upserts: Promise<unknown>[] = [];
  const slowToWatch = {
    query: async (statement: { name?: string }, values?: unknown[]) => {
      if (statement.name !== 'upsert_watch') return pool.query(statement as never, values);
      const upsert = delay(100).then(() => pool.query(statement as never, values));
      upserts.push(upsert);
      return upsert;
    },
  } as unknown as Pool;
  const source = new EventSource({
    pool: slowToWatch,
    groups,
    arrivals,
    lately: new Lately(0),
    endpointId: endpoint.id,
    limit: 5,
    mayBeginToFollow: () => true,
    msLeft: () => Infinity,
    mayFollow: () => true,
    mustStop: () => true,
  });
  await source.open();
  await source.close(false);
  expect(upserts).toHaveLength(1);
  await Promise.all(upserts);
  expect((await selectWatched(pool, [endpoint.id])).size).toBe(0);
});

it('watches while it sends, where events come often, though it does not follow', async () => {
  const endpoint = new Followed();
  await endpoint.create();
  await insertTwo(endpoint.id);
  const source = new EventSource({
    ...{ pool, groups, arrivals, lately: new Lately(0), endpointId: endpoint.id, limit: 5 },
    mayBeginToFollow: () => false,
    msLeft: () => Infinity,
    mayFollow: () => true,
    mustStop: () => true,
  });
  const isWatched = async () => (await selectWatched(pool, [endpoint.id])).has(endpoint.id);
  await source.open();
  expect(source.isFollowing).toBe(false);
  await eventually('it is watched', isWatched);
  expect(await source.close(false)).toBe(true);
  expect(await isWatched()).toBe(false);
});

it('follows an endpoint from its second event of late on, and looks at once where it is woken', async () => {
  const endpoint = new Followed();
  await endpoint.create();
  const quiet = new Arrivals(() => Promise.resolve(new Set()));
  const lately = new Lately(60_000);
  let patienceMs = 0;
  const run = async () => {
    const source = new EventSource({
      ...{ pool, groups, arrivals: quiet, lately, endpointId: endpoint.id, limit: 5, patienceMs },
      mayBeginToFollow: () => true,
      msLeft: () => Infinity,
      mayFollow: () => true,
      mustStop: () => false,
    });
    await source.open();
    return source;
  };
  const handOut = async (source: EventSource) => {
    const next = await source.next();
    const id = next?.event.event_id ?? '';
    await pool.query('update webhook_events set work = null where id = $1', [id]);
    source.settled([id]);
    return id;
  };
  const insert = async () => {
    const [event, message] = [randomUUID(), randomUUID()];
    await insertQueued(endpoint.id, event, message);
    return event;
  };

  const first = await insert();
  const alone = await run();
  expect(alone.isFollowing).toBe(false);
  expect(await handOut(alone)).toBe(first);
  expect(await alone.close(false)).toBe(false);

  patienceMs = 30_000;
  const second = await insert();
  const following = await run();
  expect(following.isFollowing).toBe(true);
  expect(await handOut(following)).toBe(second);
  const next = handOut(following);
  await eventually(
    'it is watched',
    async () => (await selectWatched(pool, [endpoint.id])).size === 1,
  );
  const third = await insert();
  // Its own looks find nothing here: only the wake-up brings it.
  await eventually('it waits and is woken', async () => {
    quiet.wake([endpoint.id]);
    return (await Promise.race([next, delay(5)])) === third;
  });
  expect(await following.close(false)).toBe(false);
});

it('hands out what has waited for months', async () => {
  const endpoint = new Followed();
  await endpoint.create();
  await endpoint.publish();
  await eventually('it was handed out', () => endpoint.isIdle);
  await pool.query(
    "update webhook_events set work = 'queued', queued_at = now() - interval '90 days' where endpoint_id = $1",
    [endpoint.id],
  );
  endpoint.signal();
  await eventually('again', () => endpoint.isIdle && endpoint.handedOut.length === 2);
});
