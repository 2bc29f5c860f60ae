import { csrfToken } from '../../src/dashboard/csrf';

/** A page as it came over HTTP. */
export interface VisitedPage {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export type Fields = readonly (readonly [string, string])[] | Readonly<Record<string, string>>;

/** Asks for pages over plain HTTP, as no browser would. */
export class Visitor {
  constructor(
    readonly url: string,
    /** Of the session; null for nobody. */
    readonly sessionToken: string | null,
    private readonly cookieName = 'signalpost',
  ) {}

  /** The token of this session's forms. */
  get csrf(): string {
    return this.sessionToken === null ? '' : csrfToken(this.sessionToken);
  }

  async get(path: string, headers: Record<string, string> = {}): Promise<VisitedPage> {
    return this.request('GET', path, headers);
  }

  /** Sends a form of this session's as a browser does; what is given changes that. */
  async post(
    path: string,
    fields: Fields = {},
    headers: Record<string, string> = {},
  ): Promise<VisitedPage> {
    const given = Array.isArray(fields) ? (fields as [string, string][]) : Object.entries(fields);
    const hasToken = given.some(([name]) => name === 'csrf');
    const body = new URLSearchParams(hasToken ? given : [['csrf', this.csrf], ...given]);
    return this.request(
      'POST',
      path,
      {
        'content-type': 'application/x-www-form-urlencoded',
        origin: this.url,
        'sec-fetch-site': 'same-origin',
        ...headers,
      },
      body.toString(),
    );
  }

  /** @param headers an empty value leaves one out */
  async request(
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: string,
  ): Promise<VisitedPage> {
    const cookie =
      this.sessionToken === null ? {} : { cookie: `${this.cookieName}=${this.sessionToken}` };
    const sent = Object.entries({ ...cookie, ...headers }).filter(([, value]) => value !== '');
    const response = await fetch(this.url + path, {
      method,
      headers: Object.fromEntries(sent),
      redirect: 'manual',
      ...(body !== undefined && { body }),
    });
    return { status: response.status, headers: response.headers, text: await response.text() };
  }
}
