import type { Request } from 'express';

/**
 * Whether a form was sent by one of our own pages, as far as the browser tells: all that a form
 * before signing in can be held against, and the first line of those after it.
 *
 * @param publicUrl where people reach the dashboard: a proxy before it may give it another host's name
 */
export function isSameOrigin(request: Request, publicUrl: string): boolean {
  const site = request.get('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin';
  // Browsers tell the site over HTTPS and on localhost alone, the origin with every form.
  const host = hostOf(request.get('origin') ?? '');
  return host !== undefined && (host === request.get('host') || host === hostOf(publicUrl));
}

const LOOPBACK_NAMES: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/**
 * Whether a request names this machine or the public address as its host. A page from elsewhere whose
 * name was pointed to this machine after it was loaded (DNS rebinding) names its own, and is of the same
 * origin to the browser: it must not be shown a mail.
 */
export function isHere(request: Request, publicUrl: string): boolean {
  const host = request.get('host') ?? '';
  const name = host.replace(/:\d+$/, '').toLowerCase();
  return LOOPBACK_NAMES.has(name) || host === hostOf(publicUrl);
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
