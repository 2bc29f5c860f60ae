import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import { CONFIG_VARIABLES, loadConfig } from '../../src/config';

const ROOT = path.join(__dirname, '..', '..');
const read = (file: string) => readFileSync(path.join(ROOT, file), 'utf8');

const SECRETS = {
  ADMIN_TOKEN: 'a-token-of-enough-characters',
  SECRETS_KEYS: `k1:${Buffer.alloc(32, 7).toString('base64')}`,
};

const example = read('.env.example');
/** What .env.example sets once every line that has only a "#" before it is in force. */
const inForce = parseEnv(example.replace(/^# (?=[A-Z][A-Z0-9_]+=)/gm, '')) as Record<
  string,
  string
>;

describe('.env.example', () => {
  test('has exactly the variables of the schema', () => {
    expect(Object.keys(inForce).sort()).toEqual([...CONFIG_VARIABLES].sort());
  });

  test('has values that are accepted, and the defaults of the code', () => {
    const fromExample = loadConfig({ ...inForce, ...SECRETS });
    const fromCode = loadConfig({ ...SECRETS, DATABASE_URL: inForce.DATABASE_URL });
    const { smtpUrl } = fromExample.mail;
    expect(smtpUrl).toMatch(/^smtps:/);
    const { temporalUiUrl } = fromExample.dashboard;
    expect(temporalUiUrl).toMatch(/^http:/);
    expect(fromExample).toEqual({
      ...fromCode,
      mail: { ...fromCode.mail, smtpUrl },
      dashboard: { ...fromCode.dashboard, temporalUiUrl },
    });
  });

  test('as it is sets nothing, so that a copy breaks nothing', () => {
    expect(parseEnv(example)).toEqual({ ADMIN_TOKEN: '', SECRETS_KEYS: '' });
  });
});

describe('docs/configuration.md', () => {
  const [, section = ''] = /^## Signalpost$([^]*?)^## /m.exec(read('docs/configuration.md')) ?? [];
  const rows = [...section.matchAll(/^\| `([A-Z][A-Z0-9_]+)` (.*)$/gm)];

  test('describes exactly the variables of the schema', () => {
    expect(rows.map(([, name]) => name).sort()).toEqual([...CONFIG_VARIABLES].sort());
  });

  test('names the defaults of the code', () => {
    const wrong = rows.flatMap(([, name = '', row = '']) => {
      const cell = row.split('|')[3]?.trim() ?? '';
      const value = cell.replace(/ \(.*\)$/, '').replaceAll(/[`,]/g, '');
      const required = ['DATABASE_URL', ...Object.keys(SECRETS)].includes(name);
      const withoutDefault = ['SMTP_URL', 'TRUSTED_PROXIES', 'TEMPORAL_UI_URL'].includes(name);
      const expected = required ? 'required' : withoutDefault ? 'none' : inForce[name];
      return value === expected ? [] : [`${name}: ${cell}`];
    });
    expect(wrong).toEqual([]);
  });

  test('names the ranges of the code', () => {
    const base = { ...SECRETS, DATABASE_URL: inForce.DATABASE_URL };
    const accepts = (name: string, value: number) => {
      try {
        loadConfig({ ...base, [name]: String(value) });
        return true;
      } catch {
        return false;
      }
    };
    const ranges = rows.flatMap(([, name = '', row = '']) => {
      const [, least, most] = /\| ([\d,]+) to ([\d,]+) +\|$/.exec(row) ?? [];
      if (least === undefined || most === undefined) return [];
      return [{ name, least: toNumber(least), most: toNumber(most) }];
    });
    expect(ranges.length).toBeGreaterThan(8);
    const wrong = ranges.filter(
      ({ name, least, most }) =>
        !accepts(name, least) ||
        accepts(name, least - 1) ||
        !accepts(name, most) ||
        accepts(name, most + 1),
    );
    expect(wrong).toEqual([]);
  });
});

const toNumber = (text: string) => Number(text.replaceAll(',', ''));
