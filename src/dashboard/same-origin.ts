import type { Request } from 'express';

/**
 * Whether a form was sent by one of our own pages, as far as the browser tells: all that a form
 * before signing in can be held against, and the first line of those after it.
 */
export function isSameOrigin(request: Request): boolean {
  const site = request.get('sec-fetch-site');
  if (site !== undefined) return site === 'same-origin';
  // Browsers tell the site over HTTPS and on localhost alone, the origin with every form.
  const origin = request.get('origin');
  const host = request.get('host');
  return origin !== undefined && host !== undefined && hostOf(origin) === host;
}

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
