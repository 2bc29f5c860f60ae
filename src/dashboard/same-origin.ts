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

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}
