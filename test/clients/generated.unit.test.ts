import { cp, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { run } from '../../dev/run';
import { describeWithPython } from '../helpers/python';

const ROOT = path.join(__dirname, '..', '..');
const PYTHON = path.join(ROOT, 'clients', 'python');
const COMMITTED = {
  typescript: path.join(ROOT, 'clients', 'typescript', 'src', 'generated'),
  python: path.join(PYTHON, 'signalpost', '_generated'),
};
const DOCUMENT = path.join(ROOT, 'openapi.json');
const GENERATING_TIMEOUT_MS = 120_000;
/** Set by `npm run clients`, which keeps what is generated. */
const SAVES = process.env.SIGNALPOST_SAVE_CLIENTS === '1';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'signalpost-clients-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

/** The texts of all files under a folder, by path. */
async function contents(top: string): Promise<Record<string, string>> {
  const entries = await readdir(top, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.pyc'))
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
  const texts = await Promise.all(
    files.map(async (file) => [path.relative(top, file), await readFile(file, 'utf8')] as const),
  );
  return Object.fromEntries(texts);
}

/** Paths of what one folder has otherwise than the other. */
async function differences(generated: string, committed: string): Promise<string[]> {
  const [now, then] = await Promise.all([contents(generated), contents(committed)]);
  expect(Object.keys(now).length).toBeGreaterThan(10);
  return [...new Set([...Object.keys(now), ...Object.keys(then)])].filter(
    (file) => now[file] !== then[file],
  );
}

async function compareOrSave(generated: string, committed: string): Promise<void> {
  if (SAVES) {
    await rm(committed, { recursive: true, force: true });
    await cp(generated, committed, { recursive: true });
  }
  expect(await differences(generated, committed)).toEqual([]);
}

describe('the generated parts of the clients are what openapi.json gives now (npm run clients)', () => {
  test(
    'TypeScript',
    async () => {
      // The generator writes imports as the tsconfig.json of its folder asks for.
      await cp(path.join(ROOT, 'tsconfig.json'), path.join(folder, 'tsconfig.json'));
      const output = path.join(folder, 'generated');
      const generator = path.join(ROOT, 'node_modules', '@hey-api', 'openapi-ts', 'bin', 'run.js');
      await run(
        process.execPath,
        [generator, '--input', DOCUMENT, '--output', output, '--silent', '--no-log-file'],
        { cwd: folder, env: process.env, timeoutMs: GENERATING_TIMEOUT_MS },
      );
      await compareOrSave(output, COMMITTED.typescript);
    },
    GENERATING_TIMEOUT_MS,
  );

  describeWithPython('Python', path.join(PYTHON, 'requirements-dev.txt'), (python) => {
    test(
      'without a warning',
      async () => {
        const output = path.join(folder, 'generated');
        const generator = path.join(PYTHON, 'generator');
        const programs = path.dirname(python().python);
        const { stdout, stderr, exitCode } = await python().run(
          [
            path.join(generator, 'generate.py'),
            'generate',
            ...['--path', DOCUMENT, '--output-path', output, '--meta', 'none'],
            ...['--config', path.join(generator, 'config.yaml')],
            ...['--custom-template-path', path.join(generator, 'templates')],
            '--fail-on-warning',
          ],
          // It formats with the ruff of its own environment.
          { env: { PATH: [programs, process.env.PATH].join(path.delimiter) } },
        );
        expect({ exitCode, stderr, stdout }).toMatchObject({ exitCode: 0, stderr: '' });
        await compareOrSave(output, COMMITTED.python);
      },
      GENERATING_TIMEOUT_MS,
    );
  });
});
