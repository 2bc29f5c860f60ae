import path from 'node:path';
import ts from 'typescript';
import { readDocument, ROOT, snippets } from './snippets';

const PAGE = readDocument('docs/clients.md');

/** What is wrong with the types of programs. */
function complaints(programs: Readonly<Record<string, string>>): string[] {
  const names = Object.keys(programs).map((name) => path.join(ROOT, 'test', 'clients', name));
  const textOf = (name: string) => programs[path.basename(name)] ?? '';
  const { options } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(path.join(ROOT, 'tsconfig.json'), (file) => ts.sys.readFile(file)).config,
    ts.sys,
    ROOT,
  );
  // As modules, in which the snippets may await at their top.
  Object.assign(options, { noUnusedLocals: false, isolatedModules: false });
  const host = ts.createCompilerHost(options);
  const readSource = host.getSourceFile.bind(host);
  host.getSourceFile = (name, settings) =>
    names.includes(name)
      ? ts.createSourceFile(name, textOf(name), settings)
      : readSource(name, settings);
  const fileExists = host.fileExists.bind(host);
  host.fileExists = (name) => names.includes(name) || fileExists(name);
  return ts
    .getPreEmitDiagnostics(ts.createProgram(names, options, host))
    .map(
      ({ file, start = 0, messageText }) =>
        `${file?.text.slice(start).split('\n')[0] ?? ''}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
    );
}

describe('TypeScript of docs/clients.md and the READMEs', () => {
  it('compiles', () => {
    const types = snippets(PAGE.replace('<!-- compiled apart -->\n\n', ''), 'ts');
    const own = types.find((code) => code.startsWith('declare module')) ?? '';
    expect(own).not.toBe('');
    const useOfOwn = `
      import type { ReceivedEvent } from 'signalpost';
      export const total = (event: ReceivedEvent): number =>
        event.type === 'invoice.paid' ? event.data.total : 0;`;
    const shown = ['README.md', 'clients/typescript/README.md'].map((file) =>
      snippets(readDocument(file), 'ts').find((code) => code.includes("from 'signalpost'")),
    );
    expect(
      complaints({
        'page.mts': snippets(PAGE, 'ts').join('\n'),
        'own.mts': own + useOfOwn,
        'readme.mts': shown[0]!,
        'package-readme.mts': shown[1]!,
      }),
    ).toEqual([]);
  });
});
