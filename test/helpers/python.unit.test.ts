import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describeWithPython, obtainPython } from './python';

let folder: string;
let environment: NodeJS.ProcessEnv;

/** A `python3` before all others on PATH. */
async function standIn(script: string): Promise<void> {
  const file = path.join(folder, 'bin', 'python3');
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `#!/bin/sh\n${script}\n`);
  await chmod(file, 0o755);
  environment.PATH = `${path.dirname(file)}:${process.env.PATH ?? ''}`;
}

async function requirements(text: string): Promise<string> {
  const file = path.join(folder, 'requirements.txt');
  await writeFile(file, text);
  return file;
}

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'signalpost-python-'));
  environment = { ...process.env, XDG_CACHE_HOME: path.join(folder, 'cache') };
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

describe('obtainPython without a Python that will do', () => {
  it('is undefined where there is none', async () => {
    environment.PATH = folder;
    expect(await obtainPython(await requirements(''), environment)).toBeUndefined();
  });

  it('is undefined where it is older than the file asks for', async () => {
    const file = await requirements('# Python 3.999 or newer\n');
    expect(await obtainPython(file, environment)).toBeUndefined();
  });
});

const SOME_REQUIREMENTS = path.join(__dirname, '..', 'sdks', 'python', 'requirements-polar-0.txt');

describeWithPython('obtainPython', SOME_REQUIREMENTS, (shared) => {
  it('fails with pip’s words; then makes one environment for two that ask at once', async () => {
    const real = execFileSync('python3', ['-c', 'import sys; print(sys.executable)']);
    await standIn(`echo "$@" >> "${folder}/calls"; exec "${real.toString().trim()}" "$@"`);
    const file = await requirements('-r more.txt\n');
    await expect(obtainPython(file, environment)).rejects.toThrow('more.txt');

    // The same text, so the same folder: what the failure left there must not count as made.
    await writeFile(path.join(folder, 'more.txt'), '');
    await rm(path.join(folder, 'calls'));
    const [first, second] = await Promise.all([
      obtainPython(file, environment),
      obtainPython(file, environment),
    ]);
    expect(first!.python).toBe(second!.python);
    const calls = (await readFile(path.join(folder, 'calls'), 'utf8')).split('\n');
    expect(calls.filter((call) => call.startsWith('-m venv'))).toHaveLength(1);
    const cache = path.join(folder, 'cache', 'signalpost', 'python');
    expect(await readdir(cache)).toHaveLength(1);

    const echo = 'import sys; print(sys.prefix, sys.stdin.read()); sys.exit("the end")';
    expect(await first!.run(['-c', echo], { input: 'Größe' })).toEqual({
      stdout: `${path.dirname(path.dirname(first!.python))} Größe\n`,
      stderr: 'the end\n',
      exitCode: 1,
    });
  });

  it('kills a program that takes too long', async () => {
    const forever = ['-c', 'import time; time.sleep(60)'];
    expect(await shared().run(forever, { timeoutMs: 200 })).toMatchObject({ exitCode: null });
  });

  it('has installed exactly what the file says', async () => {
    const { stdout } = await shared().run(['-m', 'pip', 'freeze']);
    const wanted = (await readFile(SOME_REQUIREMENTS, 'utf8'))
      .split('\n')
      .filter((line) => /^\w/.test(line));
    expect(wanted.length).toBeGreaterThan(0);
    expect(stdout.split('\n')).toEqual(expect.arrayContaining(wanted));
  });
});
