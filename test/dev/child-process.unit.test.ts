import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { runChild, startChild, superviseChild } from '../../dev/child-process';
import { isAlive } from '../../dev/processes';

const READY = `process.send({ type: 'ready', port: 1234 });`;
const STAYS = `process.on('disconnect', () => process.exit(0)); setInterval(() => {}, 1000);`;

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'signalpost-child-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function child(source: string) {
  const script = path.join(folder, 'program.js');
  await writeFile(script, source);
  const lines: string[] = [];
  const onLine = (line: string) => void lines.push(line);
  return { lines, options: { name: 'api', script, env: process.env, onLine } };
}

async function until(check: () => boolean): Promise<void> {
  while (!check()) await sleep(20);
}

describe('child processes', () => {
  it('are ready with their port, pass on their output and end when asked', async () => {
    const { options, lines } = await child(`console.log('hello'); ${READY} ${STAYS}`);
    const started = await startChild(options);
    expect(started.port).toBe(1234);
    await until(() => lines.includes('hello'));
    await started.stop();
    expect(await started.exited).toBe('SIGTERM');
    expect(await isAlive(started.pid)).toBe(false);
  });

  it('tell why they do not start', async () => {
    const { options } = await child(`console.error('no database'); process.exit(3);`);
    await expect(startChild(options)).rejects.toThrow(
      'api ended before it was ready (exit code 3):\nno database',
    );
    await expect(runChild(options)).rejects.toThrow('api failed (exit code 3):\nno database');
  });

  it('are started again after a crash, and no more once they are stopped', async () => {
    const { options, lines } = await child(`${READY} ${STAYS}`);
    const supervised = await superviseChild(options);
    const { pid } = supervised.current();
    supervised.current().kill();
    await until(() => lines.includes('api runs again.'));
    expect(lines[0]).toBe('api ended unexpectedly (SIGKILL); starting it again.');
    expect(supervised.current().pid).not.toBe(pid);
    await supervised.stop();
    expect(await isAlive(supervised.current().pid)).toBe(false);
    expect(lines).toHaveLength(2);
  });

  it('are stopped at once while a restart waits', async () => {
    const { options, lines } = await child(`${READY} setTimeout(() => process.exit(1), 50);`);
    const supervised = await superviseChild(options);
    await until(() => lines.filter((line) => line.includes('unexpectedly')).length >= 3);
    const before = Date.now();
    await supervised.stop();
    expect(Date.now() - before).toBeLessThan(500);
  });

  it('give up starting when told to', async () => {
    const { options } = await child(STAYS);
    const stop = new AbortController();
    const starting = startChild(options, stop.signal);
    setTimeout(() => stop.abort(), 100);
    await expect(starting).rejects.toThrow('api was stopped while starting');
  });
});
