import { parseCookie } from 'cookie';
import type { Request } from 'express';

/** `system` follows the browser. */
export type Theme = 'system' | 'light' | 'dark';

/** Cookies that the page's script writes too: neither is a secret. */
const THEME_COOKIE = 'signalpost_theme';
const ZONE_COOKIE = 'signalpost_zone';

/** What the viewer's browser prefers. Known before the page is drawn, so that nothing jumps. */
export function preferencesOf(request: Request): { theme: Theme; zone: string } {
  const cookies = parseCookie(request.get('cookie') ?? '');
  const theme = cookies[THEME_COOKIE];
  return {
    theme: theme === 'light' || theme === 'dark' ? theme : 'system',
    zone: knownZone(cookies[ZONE_COOKIE]),
  };
}

function knownZone(name: string | undefined): string {
  if (name === undefined || name.length > 64) return 'UTC';
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return 'UTC';
  }
}
