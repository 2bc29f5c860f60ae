import { randomUUID } from 'node:crypto';
import { createServer, connect, type AddressInfo, type Socket } from 'node:net';
import { createPool, type Pool } from '../../src/db/pool';
import { notifyWakeUps, WakeUps } from '../../src/db/wake-ups';
import { createFollowers } from '../../src/service/followers';
import { createTestDatabase } from '../helpers/database';
import { eventually } from '../helpers/eventually';

let pool: Pool;
let wakeUps: WakeUps;
let url: string;
let drop: () => Promise<void>;
const heard: string[][] = [];

beforeAll(async () => {
  const database = await createTestDatabase();
  ({ url, drop } = database);
  pool = createPool(database.url, 5);
  wakeUps = new WakeUps(database.url);
  wakeUps.onWakeUp((ids) => heard.push([...ids]));
  await listening();
});
afterAll(async () => {
  await wakeUps.close();
  await pool.end();
  await drop();
});
beforeEach(() => {
  heard.length = 0;
});

const listening = () => eventually('listening', () => wakeUps.isListening);
const ids = (count: number) => Array.from({ length: count }, () => randomUUID());

it('carries any number of ids to whoever listens', async () => {
  const few = ids(2);
  await notifyWakeUps(pool, few);
  await eventually('heard', () => heard.length === 1);
  expect(heard).toEqual([few]);
  heard.length = 0;
  const many = ids(1_001);
  await notifyWakeUps(pool, many);
  await eventually('all heard', () => heard.flat().length === many.length);
  expect(new Set(heard.flat())).toEqual(new Set(many));
  await notifyWakeUps(pool, []);
});

it('listens again after its connection was ended', async () => {
  const { rowCount } = await pool.query(
    `select pg_terminate_backend(pid) from pg_stat_activity
     where datname = current_database() and query like 'listen %'`,
  );
  expect(rowCount).toBe(1);
  await eventually('lost', () => !wakeUps.isListening);
  await listening();
  const one = ids(1);
  await notifyWakeUps(pool, one);
  await eventually('heard', () => heard.length === 1);
  expect(heard).toEqual([one]);
});

it('an API wakes what is published together with one notification, and at most fifty times a second', async () => {
  const followers = createFollowers(pool);
  const together = ids(50);
  const since = performance.now();
  for (const id of together) followers.wake(id);
  await eventually('heard', () => heard.length > 0);
  expect(heard).toEqual([together]);
  const last = randomUUID();
  for (let number = 0; number < 100; number += 1) {
    followers.wake(last);
    await new Promise((resolve) => setImmediate(resolve));
  }
  await eventually('heard', () => heard.at(-1)?.includes(last) === true);
  expect(heard.length - 1).toBeLessThanOrEqual(1 + (performance.now() - since) / 20);
});

describe('past a server that vanishes without a word', () => {
  const sockets: Socket[] = [];
  const server = createServer({ allowHalfOpen: true }, (near) => {
    const { hostname, port } = new URL(url);
    const far = connect({ host: hostname, port: Number(port), allowHalfOpen: true });
    near.pipe(far).pipe(near);
    for (const socket of [near, far]) sockets.push(socket.on('error', () => undefined));
  });
  /** From now on nothing comes back on what was connected so far, not even an end. */
  const vanish = () => {
    for (const socket of sockets) socket.unpipe().resume();
  };
  let past: WakeUps;
  const heardPast: string[] = [];

  beforeEach(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = new URL(url);
    address.hostname = '127.0.0.1';
    address.port = String((server.address() as AddressInfo).port);
    past = new WakeUps(address.href, 100);
    past.onWakeUp((endpointIds) => heardPast.push(...endpointIds));
    await eventually('listening past the other one', () => past.isListening);
  });
  afterEach(async () => {
    await past.close();
    for (const socket of sockets.splice(0)) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });

  it('notices and connects again', async () => {
    vanish();
    await eventually('noticed', () => !past.isListening);
    await eventually('listening again', () => past.isListening);
    const [one = ''] = ids(1);
    await notifyWakeUps(pool, [one]);
    await eventually('heard', () => heardPast.includes(one));
    // It waits for an answer for five seconds.
  });

  it('closes in time', async () => {
    vanish();
    const since = performance.now();
    await past.close();
    expect(performance.now() - since).toBeLessThan(2_000);
  });
});
