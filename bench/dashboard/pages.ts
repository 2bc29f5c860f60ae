import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { ASSETS_FOLDER, MANIFEST_FILE } from '../../src/dashboard/assets';
import { packageRoot } from '../../src/package-root';
import { percentile, rounded } from '../statistics';
import { FILL_TYPES, type FilledOrganization } from './fill';

/** Loads of each page, one after the other. */
const LOADS = 30;

/** What one page took, from the request to the last byte. */
export interface PageTime {
  readonly page: string;
  readonly p50_ms: number | null;
  readonly p95_ms: number | null;
  readonly max_ms: number | null;
  readonly kib: number;
}

/** What a browser loads once and keeps. */
export interface AssetSize {
  readonly file: string;
  readonly bytes: number;
  readonly gzip_bytes: number;
}

/**
 * Loads every page of a filled organization, with the worst of their filters among them.
 *
 * @param cookie of a session
 * @throws Error when a page is not answered with 200
 */
export async function timePages(
  apiUrl: string,
  cookie: string,
  { endpointIds, eventId, messageId }: FilledOrganization & { eventId: string; messageId: string },
): Promise<PageTime[]> {
  const [busy] = endpointIds;
  const webhooks = '/settings/webhooks';
  const endpoint = `${webhooks}/${busy}`;
  const rare = FILL_TYPES.at(-1) ?? '';
  const pages: Record<string, string> = {
    'Get started': '/',
    'All endpoints (20, with plots)': webhooks,
    '… by name, nothing': `${webhooks}?text=zzzz&state=failing`,
    'Create Endpoint': `${webhooks}/new`,
    'An endpoint, 1 h': `${endpoint}?range=1h`,
    'An endpoint, 24 h': endpoint,
    'An endpoint, 7 d': `${endpoint}?range=7d`,
    '… failed deliveries': `${endpoint}?outcome=failed`,
    '… 5xx': `${endpoint}?code=5xx`,
    '… a rare event type': `${endpoint}?type=${rare}`,
    '… a text that is nowhere': `${endpoint}?text=zzzz`,
    '… text, type and class, nothing': `${endpoint}?text=zzzz&type=${rare}&code=3xx`,
    '… a day a week ago': `${endpoint}?to=${daysAgo(5)}`,
    'Its edit form': `${endpoint}/edit`,
    'Events waiting': `${endpoint}/events?state=waiting`,
    'Events in retry': `${endpoint}/events?state=retrying`,
    'Events skipped': `${endpoint}/events?state=skipped`,
    'Events failed': `${endpoint}/events?state=failed`,
    'Side view of an event': `${endpoint}/events/${eventId}`,
    Events: '/events',
    '… of a rare type': `/events?type=${rare}`,
    'A published event': `/events/${messageId}`,
    'Event types': '/settings/event-types',
  };
  const times: PageTime[] = [];
  for (const [page, address] of Object.entries(pages)) {
    times.push(await timePage(page, apiUrl + address, cookie));
  }
  return times;
}

async function timePage(page: string, url: string, cookie: string): Promise<PageTime> {
  const taken: number[] = [];
  let bytes = 0;
  for (let load = 0; load < LOADS; load += 1) {
    const before = performance.now();
    const response = await fetch(url, { headers: { cookie }, redirect: 'manual' });
    const body = await response.arrayBuffer();
    taken.push(performance.now() - before);
    if (response.status !== 200) throw new Error(`${page} was answered with ${response.status}.`);
    bytes = body.byteLength;
  }
  return {
    page,
    p50_ms: rounded(percentile(taken, 50)),
    p95_ms: rounded(percentile(taken, 95)),
    max_ms: rounded(percentile(taken, 100)),
    kib: Math.round(bytes / 102.4) / 10,
  };
}

/** As an input of type datetime-local has it. */
function daysAgo(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 16);
}

/** Sizes of the script and the style sheet. */
export async function assetSizes(): Promise<AssetSize[]> {
  const folder = path.join(packageRoot(), ASSETS_FOLDER);
  const names = (await readdir(folder)).filter((name) => name !== MANIFEST_FILE);
  return Promise.all(
    names.map(async (name) => {
      const content = await readFile(path.join(folder, name));
      const file = name.replace(/-[A-Z0-9]+\./, '.');
      return { file, bytes: content.length, gzip_bytes: gzipSync(content, { level: 9 }).length };
    }),
  );
}
