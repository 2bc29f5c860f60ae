import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describeWithPython } from '../helpers/python';
import { readDocument, ROOT, snippets } from './snippets';

const PACKAGE = path.join(ROOT, 'clients', 'python');
const TESTS = path.join(__dirname, 'python');
const TIMEOUT_MS = 120_000;

// Programs share two cores with the rest of the run.
jest.setTimeout(TIMEOUT_MS);

describeWithPython(
  'the Python package signalpost',
  path.join(PACKAGE, 'requirements-dev.txt'),
  (python) => {
    let folder: string;
    beforeEach(async () => {
      folder = await mkdtemp(path.join(tmpdir(), 'signalpost-python-package-'));
    });
    afterEach(async () => {
      await rm(folder, { recursive: true });
    });

    /** Runs a module or a program in the folder of the package, and expects it to end well. */
    async function pass(args: readonly string[], cwd = PACKAGE): Promise<string> {
      const env = { PYTHONPATH: PACKAGE, MYPYPATH: PACKAGE };
      const { stdout, stderr, exitCode } = await python().run(args, {
        cwd,
        env,
        timeoutMs: TIMEOUT_MS,
      });
      if (exitCode !== 0) throw new Error(`${args.join(' ')}\n${stdout}\n${stderr}`);
      return stdout;
    }

    it(
      'has types that hold, and so have its tests, docs/clients.md and the READMEs',
      async () => {
        const shown = ['README.md', 'clients/python/README.md'].map((file) =>
          snippets(readDocument(file), 'python').find((code) => code.includes('import Signalpost')),
        );
        const programs = [snippets(readDocument('docs/clients.md'), 'python').join('\n'), ...shown];
        const files = programs.map((_program, index) => path.join(folder, `snippets_${index}.py`));
        for (const [index, file] of files.entries()) await writeFile(file, programs[index]!);
        const config = path.join(PACKAGE, 'pyproject.toml');
        const mypy = ['-m', 'mypy', '--config-file', config, '--cache-dir', folder];
        const checked = await pass([...mypy, 'signalpost', 'generator', TESTS, ...files]);
        expect(checked).toMatch(/^Success/);
      },
      TIMEOUT_MS,
    );

    it('keeps to the rules of its linter and formatter', async () => {
      const checked = [PACKAGE, TESTS];
      await pass(['-m', 'ruff', 'check', '--no-cache', ...checked]);
      await pass(['-m', 'ruff', 'format', '--no-cache', '--check', ...checked]);
    });

    it('has every field and every parameter of the generated client', async () => {
      await pass(['check_models.py'], TESTS);
    });

    it(
      'is built into a wheel that can be used by itself',
      async () => {
        const pip = ['-m', 'pip', '--disable-pip-version-check', '--no-input'];
        const offline = ['--no-deps', '--no-build-isolation', '--no-index', '--quiet'];
        await pass([...pip, 'wheel', ...offline, '--wheel-dir', folder, PACKAGE]);
        const [wheel = ''] = await readdir(folder);
        expect(wheel).toMatch(/^signalpost-\d+\.\d+\.\d+-py3-none-any\.whl$/);
        const program = [
          'import sys, zipfile',
          'sys.path.insert(0, sys.argv[1])',
          'import signalpost, signalpost.payloads',
          'assert signalpost.__file__.startswith(sys.argv[1]), signalpost.__file__',
          "print(*sorted({name.split('/')[1] for name in zipfile.ZipFile(sys.argv[1]).namelist()}))",
        ];
        const { stdout, stderr } = await python().run(
          ['-c', program.join('\n'), path.join(folder, wheel)],
          { cwd: folder },
        );
        expect(stderr).toBe('');
        const names = stdout.trim().split(' ');
        expect(names).toEqual(
          expect.arrayContaining(['METADATA', 'licenses', '_generated', 'py.typed', 'payloads.py']),
        );
      },
      TIMEOUT_MS,
    );
  },
);
