import { parseCookie } from 'cookie';
import type { Request, Response } from 'express';

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
    const value = parseCookie(request.get('cookie') ?? '')[this.name];
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
