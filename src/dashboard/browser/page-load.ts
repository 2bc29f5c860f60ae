/** A page as the server draws it now. */
export interface LoadedPage {
  readonly main: HTMLElement;
  readonly title: string;
  readonly tag: string | null;
  readonly url: string;
}

/**
 * Loads a page, or sends a form and loads the page that follows.
 *
 * @param tag of what is shown already
 * @returns null when nothing has changed, or when the viewer is no longer signed in: then the
 *   sign-in is shown
 */
export async function loadPage(
  url: string,
  init: Omit<RequestInit, 'headers'> = {},
  tag: string | null = null,
): Promise<LoadedPage | null> {
  const headers = new Headers();
  if (tag !== null) headers.set('If-None-Match', tag);
  const response = await fetch(url, { ...init, headers });
  if (response.status === 304) return null;
  if (response.redirected && new URL(response.url).pathname === '/sign-in') {
    location.assign('/sign-in');
    return null;
  }
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  const main = page.querySelector<HTMLElement>('#main');
  if (main === null) throw new Error('The answer is no page.');
  return { main, title: page.title, tag: response.headers.get('etag'), url: response.url };
}
