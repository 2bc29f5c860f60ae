import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { findChromium } from './browser';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'browser-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function program(...parts: string[]): Promise<string> {
  const file = path.join(folder, ...parts);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, '');
  await chmod(file, 0o755);
  return file;
}

it('CHROMIUM_PATH comes first, then names in their order, whichever folder of PATH they are in', async () => {
  const chrome = await program('a', 'google-chrome');
  const chromium = await program('b', 'chromium');
  const PATH = ['a', 'b'].map((name) => path.join(folder, name)).join(path.delimiter);
  expect(findChromium({ PATH, CHROMIUM_PATH: '/opt/chromium' })).toBe('/opt/chromium');
  expect(findChromium({ PATH, CHROMIUM_PATH: '' })).toBe(chromium);
  await chmod(chromium, 0o644);
  // Root may read what nobody may run; it may run neither.
  expect(findChromium({ PATH })).toBe(chrome);
});

it('is undefined where there is none', () => {
  expect(findChromium({ PATH: folder })).toBeUndefined();
  expect(findChromium({})).toBeUndefined();
});
