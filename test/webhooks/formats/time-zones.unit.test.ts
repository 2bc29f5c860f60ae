import { execFileSync } from 'node:child_process';
import path from 'node:path';

const READER = path.resolve(__dirname, '../../../dist/src/webhooks/formats/payload-reader.js');

const MOMENTS = {
  '2026-08-22T00:00:00Z': 'Aug 22, 2026',
  '2026-08-22T23:59:59.999999Z': 'Aug 22, 2026',
  '2026-08-22T23:30:00-05:00': 'Aug 23, 2026',
  '2026-08-22T00:30:00+1400': 'Aug 21, 2026',
  '2026-08-22T23:59:59': 'Aug 22, 2026',
  '2026-08-22 00:00:00': 'Aug 22, 2026',
  '2026-08-22': 'Aug 22, 2026',
  '2026-01-01': 'Jan 1, 2026',
};

/** Jest's `process.env` is a copy, so the zone is set in a process of its own; Node.js heeds it at once. */
const SCRIPT = `
  const { readPayload } = require(process.argv[1]);
  const moments = JSON.parse(process.argv[2]);
  const offsets = new Set();
  const written = new Set();
  const zones = Intl.supportedValuesOf('timeZone');
  for (const zone of zones) {
    process.env.TZ = zone;
    offsets.add(new Date('2026-08-22T00:00:00Z').getTimezoneOffset());
    written.add(JSON.stringify(moments.map((at) => readPayload({ at }).date('at'))));
  }
  console.log(JSON.stringify({ zones: zones.length, offsets: offsets.size, written: [...written] }));
`;

describe('a date in a chat', () => {
  it('is the same in every zone that the process can have', () => {
    const moments = JSON.stringify(Object.keys(MOMENTS));
    const answer = execFileSync(process.execPath, ['-e', SCRIPT, READER, moments], {
      encoding: 'utf8',
    });
    const { zones, offsets, written } = JSON.parse(answer) as {
      zones: number;
      offsets: number;
      written: string[];
    };
    expect(zones).toBeGreaterThan(400);
    expect(offsets).toBeGreaterThan(30);
    expect(written).toEqual([JSON.stringify(Object.values(MOMENTS))]);
  });
});
