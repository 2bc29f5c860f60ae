import { readFileSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';
import * as client from 'signalpost';
import { run } from '../../dev/run';

const ROOT = path.join(__dirname, '..', '..');
const TIMEOUT_MS = 60_000;

/** Runs a program beside node_modules, so that it finds the package by its name. */
const node = (type: 'module' | 'commonjs', program: string) =>
  run(process.execPath, [`--input-type=${type}`, '--eval', program], {
    cwd: ROOT,
    env: { SIGNALPOST_ACCESS_TOKEN: 'token', SIGNALPOST_SERVER_URL: 'http://localhost' },
    timeoutMs: TIMEOUT_MS,
  });

const PRINT = `
  if (!(new Signalpost() instanceof signalpost.Signalpost)) throw new Error('another class');
  console.log(JSON.stringify(Object.keys(signalpost).filter((name) => !/^(default|module.exports|__esModule)$/.test(name)).sort()));`;

describe('the package signalpost', () => {
  it.each([
    [
      'module',
      `import { Signalpost } from 'signalpost'; import * as signalpost from 'signalpost'; ${PRINT}`,
    ],
    [
      'commonjs',
      `const { Signalpost } = require('signalpost'); const signalpost = require('signalpost'); ${PRINT}`,
    ],
  ] as const)('gives all its names to a %s', async (type, program) => {
    expect(JSON.parse(await node(type, program))).toEqual(Object.keys(client).sort());
  });

  it('holds what it needs, and nothing else', async () => {
    const packed = await run(
      'npm',
      ['pack', '--workspace', 'signalpost', '--dry-run', '--json', '--ignore-scripts', '--offline'],
      { cwd: ROOT, env: { ...process.env, npm_config_loglevel: 'silent' }, timeoutMs: TIMEOUT_MS },
    );
    const answer = JSON.parse(packed) as Record<string, { files: { path: string }[] }>;
    const [pack] = Object.values(answer);
    const files = pack!.files.map((file) => file.path);
    const rest = files.filter((file) => !/^dist\/([\w-]+\/)*[\w.-]+\.(js|d\.ts)$/.test(file));
    expect(rest.sort()).toEqual(['LICENSE', 'README.md', 'package.json']);
    expect(files).toEqual(expect.arrayContaining(['dist/index.js', 'dist/index.d.ts']));
    const text = readFileSync(path.join(ROOT, 'clients/typescript/package.json'), 'utf8');
    expect(JSON.parse(text)).not.toHaveProperty('dependencies');
  });

  it.each([
    ['node16 and newer', ts.ModuleKind.NodeNext, ts.ModuleResolutionKind.NodeNext],
    ['bundlers', ts.ModuleKind.ESNext, ts.ModuleResolutionKind.Bundler],
  ])(
    'has types that are whole without those of the DOM, for %s',
    (_name, module, moduleResolution) => {
      const file = path.join(ROOT, 'consumer.mts');
      const text = `
      import { Signalpost, validateEvent, type OrderPaidEvent } from 'signalpost';
      export const client = new Signalpost({ fetch });
      export const orderId = (event: OrderPaidEvent): string => event.data.id;
      export const event = validateEvent('', new Headers(), '');
      export const wrong: number = client.webhooks;`;
      const options: ts.CompilerOptions = {
        module,
        moduleResolution,
        target: ts.ScriptTarget.ES2022,
        lib: ['lib.es2022.d.ts'],
        types: ['node'],
        strict: true,
        exactOptionalPropertyTypes: true,
        skipLibCheck: false,
        noEmit: true,
      };
      const host = ts.createCompilerHost(options);
      const readSource = host.getSourceFile.bind(host);
      host.getSourceFile = (name, languageVersion) =>
        name === file
          ? ts.createSourceFile(name, text, languageVersion)
          : readSource(name, languageVersion);
      const fileExists = host.fileExists.bind(host);
      host.fileExists = (name) => name === file || fileExists(name);
      const program = ts.createProgram([file], options, host);
      const complaints = ts
        .getPreEmitDiagnostics(program)
        .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
      expect(complaints).toEqual(["Type 'Webhooks' is not assignable to type 'number'."]);
    },
    TIMEOUT_MS,
  );
});
