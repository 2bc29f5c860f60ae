import { spawn } from 'node:child_process';
import type { Endable } from '../../dev/supervise';
import { Restartable } from '../../bench/restartable';

interface Sleeper extends Endable {
  readonly pid: number;
}

/** A process that does nothing until it is ended. */
function startSleeper(): Promise<Sleeper> {
  const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)']);
  const exited = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => resolve(signal ?? String(code)));
  });
  const stop = async () => {
    child.kill('SIGTERM');
    await exited;
  };
  return Promise.resolve({ pid: child.pid ?? 0, exited, stop, kill: () => child.kill('SIGKILL') });
}

const formers: (number | undefined)[] = [];
const ends: string[] = [];
let place: Restartable<Sleeper>;

beforeEach(() => {
  formers.length = 0;
  ends.length = 0;
  place = new Restartable('sleeper', (former) => {
    formers.push(former?.pid);
    return startSleeper();
  });
  place.onUnexpectedEnd = (how) => ends.push(how);
});

afterEach(() => place.stop());

it('starts once, and anew after a kill, with the former one known', async () => {
  const first = await place.start();
  expect(await place.start()).toBe(first);
  await place.kill();
  expect(await first.exited).toBe('SIGKILL');
  expect(place.current).toBeUndefined();
  expect(place.latest).toBe(first);
  const second = await place.start();
  expect(second.pid).not.toBe(first.pid);
  expect(formers).toEqual([undefined, first.pid]);
  await place.end((server) => server.stop());
  expect(await second.exited).toBe('SIGTERM');
  expect(ends).toEqual([]);
});

it('tells of an end that nobody asked for', async () => {
  const { pid, exited } = await place.start();
  process.kill(pid, 'SIGKILL');
  await exited;
  expect(ends).toEqual(['SIGKILL']);
  expect(place.current).toBeUndefined();
});

it('does nothing when it does not run', async () => {
  await place.stop();
  await place.kill();
  expect(place.latest).toBeUndefined();
});
