import { parseCookie } from 'cookie';
import type { Request, Response } from 'express';

const NEXT_COOKIE = 'signalpost_next';
const NEXT_MAX_AGE_MS = 3_600_000;
const NEXT_MAX_CHARACTERS = 2_000;

/** Addresses that are no pages: of a form alone, and of a download. */
const NOT_TO_BE_SEEN = /^\/sign-out|\/payload$/;

/** A cookie of a request. */
export const cookieOf = (request: Request, name: string): string | undefined =>
  parseCookie(request.get('cookie') ?? '')[name];

/** Where somebody was going when they had to sign in first. In a cookie: a mailed link cannot carry it. */
export const nextPage = {
  remember(response: Response, path: string): void {
    if (!isLocal(path) || NOT_TO_BE_SEEN.test(path)) return;
    response.cookie(NEXT_COOKIE, path, {
      httpOnly: true,
      sameSite: 'lax',
      path: '/',
      maxAge: NEXT_MAX_AGE_MS,
    });
  },

  /** Forgets it; the first page when nothing is remembered. */
  take(request: Request, response: Response): string {
    const path = cookieOf(request, NEXT_COOKIE);
    if (path === undefined) return '/';
    response.clearCookie(NEXT_COOKIE, { httpOnly: true, sameSite: 'lax', path: '/' });
    return isLocal(path) ? path : '/';
  },
};

/** Whether an address is a path of this site: two slashes would be another host. */
const isLocal = (path: string): boolean =>
  path.length <= NEXT_MAX_CHARACTERS && /^\/(?![/\\])[\x21-\x7e]*$/.test(path);

/**
 * The session's cookie: no script reads it and no other site's form sends it (SameSite=Lax: a link
 * from a mail or from Temporal's UI arrives signed in). Over HTTPS its name keeps it to this very host
 * (RFC 6265bis, section 4.1.3.2).
 */
export class SessionCookie {
  private readonly name: string;

  /** @param secure whether people reach the dashboard over HTTPS */
  constructor(private readonly secure: boolean) {
    this.name = secure ? '__Host-signalpost' : 'signalpost';
  }

  read(request: Request): string | undefined {
    const value = cookieOf(request, this.name);
    return value === undefined || value === '' ? undefined : value;
  }

  write(response: Response, token: string, expiresAt: string): void {
    response.cookie(this.name, token, { ...this.attributes, expires: new Date(expiresAt) });
  }

  clear(response: Response): void {
    response.clearCookie(this.name, this.attributes);
  }

  private get attributes() {
    return { httpOnly: true, sameSite: 'lax', secure: this.secure, path: '/' } as const;
  }
}
