import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import type { VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Session } from '../service/sessions';
import { csrfToken } from './csrf';
import type { DashboardDeps } from './deps';
import { PageContextProvider, type PageContext } from './page-context';
import { preferencesOf } from './preferences';

/** What a request of somebody who is signed in has. */
export interface SignedIn {
  readonly session: Session;
  readonly sessionToken: string;
}

/** @throws Error where no session was looked up, which would be a page without its guard */
export function signedIn(response: Response): SignedIn {
  const { signedIn: found } = response.locals as { signedIn?: SignedIn };
  if (found === undefined) throw new Error('A page for members was reached without a session.');
  return found;
}

/**
 * Draws a page and sends it. The page's script asks anew now and then and is told 304 while nothing
 * has changed.
 */
export function sendPage(
  deps: Pick<DashboardDeps, 'assets'>,
  request: Request,
  response: Response,
  page: VNode,
  status = 200,
): void {
  const { signedIn: found } = response.locals as { signedIn?: SignedIn };
  const context: PageContext = {
    assets: deps.assets,
    session: found?.session ?? null,
    csrf: found === undefined ? '' : csrfToken(found.sessionToken),
    ...preferencesOf(request),
  };
  const html = renderToString(<PageContextProvider value={context}>{page}</PageContextProvider>);
  const text = `<!doctype html>${html}`;
  const tag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 22)}"`;
  response.set('ETag', tag);
  // Asked with by the page's script alone: browsers keep no page, and so have no tag of one.
  if (status === 200 && request.get('if-none-match') === tag) {
    response.status(304).end();
    return;
  }
  response.status(status).type('text/html').send(text);
}

/** Goes to a page after something was done. */
export function goTo(response: Response, path: string): void {
  response.redirect(303, path);
}
