import type { Request, Response } from 'express';
import { SecretBoxError, type SecretBox } from '../webhooks/secret-box';
import { cookieOf } from './cookies';

const COOKIE = 'signalpost_once';
const MAX_AGE_MS = 60_000;

/**
 * What one page has made and the next one shows, once: a new access token, which is stored nowhere in
 * plain. Between the two, and no longer than a minute, it is in a cookie that this server alone can
 * read, and for the same session alone. So the page that shows it may be loaded again, and makes
 * nothing anew.
 */
export class ShownOnce {
  /**
   * @param box seals it
   * @param path of the page that shows it: the cookie is sent nowhere else
   * @param secure whether people reach the dashboard over HTTPS
   */
  constructor(
    private readonly box: SecretBox,
    private readonly path: string,
    private readonly secure: boolean,
  ) {}

  keep(response: Response, sessionId: string, text: string): void {
    const sealed = this.box.seal(
      JSON.stringify({ text, until: Date.now() + MAX_AGE_MS }),
      ownerOf(sessionId),
    );
    response.cookie(COOKIE, sealed, { ...this.attributes, maxAge: MAX_AGE_MS });
  }

  /** Takes it away; null when there is none, or none of this session, or a minute has passed. */
  take(request: Request, response: Response, sessionId: string): string | null {
    const sealed = cookieOf(request, COOKIE);
    if (sealed === undefined) return null;
    response.clearCookie(COOKIE, this.attributes);
    try {
      const { text, until } = JSON.parse(this.box.open(sealed, ownerOf(sessionId))) as {
        text: string;
        until: number;
      };
      return until < Date.now() ? null : text;
    } catch (error) {
      if (error instanceof SecretBoxError) return null;
      throw error;
    }
  }

  private get attributes() {
    return { httpOnly: true, sameSite: 'strict', secure: this.secure, path: this.path } as const;
  }
}

/** No other secret opens as one of these: those belong to endpoints. */
const ownerOf = (sessionId: string): string => `once:${sessionId}`;
