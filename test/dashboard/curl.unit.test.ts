import { spawnSync } from 'node:child_process';
import { curlOf, quoted } from '../../src/dashboard/curl';

describe('a command', () => {
  it.each([
    "it's",
    "'; rm -rf /; '",
    '$(id) `id` \\ " ! * ~ #',
    'a\nb\\\n',
    '',
    '-n',
    '\u202E<é😀>',
  ])('%p is one word of a shell', (text) => {
    const { stdout } = spawnSync('sh', ['-c', `printf %s ${quoted(text)}`], { encoding: 'utf8' });
    expect(stdout).toBe(text);
  });

  it('names every header that is known, and none that is not', () => {
    const command = curlOf(
      {
        method: 'POST',
        url: "https://example.com/a?b='c'",
        headers: [
          { name: 'webhook-id', value: "it's" },
          { name: 'webhook-signature', value: null },
        ],
        sentAt: null,
        noSignature: null,
        note: '',
      } as unknown as Parameters<typeof curlOf>[0],
      '{"a":"b\nc"}',
    );
    const { stdout } = spawnSync('sh', ['-c', `curl() { printf '%s|' "$@"; }\n${command}`], {
      encoding: 'utf8',
    });
    expect(stdout).toBe(
      `-sS|-X|POST|https://example.com/a?b='c'|-H|webhook-id: it's|--data-raw|{"a":"b\nc"}|`,
    );
  });
});
