import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The folder of the repository. */
export const ROOT = path.join(__dirname, '..', '..');

/** The text of a document, named from the repository's folder. */
export const readDocument = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

/** The code blocks of a language, but for those that a comment sets apart. */
export const snippets = (text: string, language: string): string[] =>
  [...text.matchAll(/^(<!-- compiled apart -->\n\n)?```(\w+)\n([^]*?)^```$/gm)].flatMap(
    ([, apart, marked, code = '']) => (apart === undefined && marked === language ? [code] : []),
  );
