import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ApiError, ERRORS, invalid, type ErrorCode } from '../src/errors';

const ROOT = path.join(__dirname, '..');
const PAGE = readFileSync(path.join(ROOT, 'docs/errors.md'), 'utf8');

/** Cells of the rows whose first cell is a name in backquotes, of the table with that first heading. */
function rowsOf(heading: string): string[][] {
  const start = PAGE.search(new RegExp(`^\\| ${heading} +\\|`, 'm'));
  const table = PAGE.slice(start).split('\n\n')[0] ?? '';
  return table
    .split('\n')
    .filter((line) => line.startsWith('| `'))
    .map((line) => line.split('|').map((cell) => cell.trim().replace(/^`(.*)`$/, '$1')))
    .map((cells) => cells.slice(1, -1));
}

const JSON_SCHEMA_TYPES = ['string', 'integer', 'boolean', 'object'];

describe('docs/errors.md', () => {
  it('lists the codes of the registry in its order, each with status and message', () => {
    expect(
      rowsOf('Code').map(([code, status, message]) => [code, Number(status), message]),
    ).toEqual(Object.entries(ERRORS).map(([code, { status, message }]) => [code, status, message]));
  });

  it('says of each code when it occurs', () => {
    expect(rowsOf('Code').filter(([, , , when = '']) => !/^.+\.$/.test(when))).toEqual([]);
  });

  it('lists every type of mistake that the code can tell, and no other', () => {
    const files = readdirSync(path.join(ROOT, 'src/api'), { recursive: true, encoding: 'utf8' })
      // The API's description has types of JSON Schema, which no mistake is named by.
      .filter((name) => name.endsWith('.ts') && !name.startsWith('openapi'))
      .map((name) => path.join(ROOT, 'src/api', name));
    const told = [...files, path.join(ROOT, 'src/errors.ts')].flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/\btype: '(\w+)'/g)].map(([, type = '']) => type),
    );
    const documented = rowsOf('Type').map(([type]) => type);
    const mistakes = told.filter((type) => !JSON_SCHEMA_TYPES.includes(type));
    expect([...documented].sort()).toEqual([...new Set(mistakes)].sort());
  });
});

describe('ApiError', () => {
  it.each(Object.keys(ERRORS) as ErrorCode[])('%s has the status of the registry', (code) => {
    const error = new ApiError(code);
    expect([error.code, error.status, error.message]).toEqual([
      code,
      ERRORS[code].status,
      ERRORS[code].message,
    ]);
  });

  it('takes a more exact message and keeps its cause', () => {
    const cause = new Error('deeper');
    const error = new ApiError('Conflict', 'Taken.', { cause });
    expect([error.message, error.status, error.cause]).toEqual(['Taken.', 409, cause]);
  });

  it('of a broken rule prefixes the message as pydantic does', () => {
    expect(invalid(['body', 'url'], 'no.', 'x').options.details).toEqual([
      {
        type: 'value_error',
        loc: ['body', 'url'],
        msg: 'Value error, no.',
        input: 'x',
        ctx: { error: {} },
      },
    ]);
  });
});
