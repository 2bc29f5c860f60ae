/** A page as the server draws it now. */
export interface LoadedPage {
  readonly main: HTMLElement;
  readonly title: string;
  readonly tag: string | null;
  readonly url: string;
}

const TOO_MANY_REQUESTS = 429;
const SERVER_ERROR = 500;

/**
 * Loads a page, or sends a form and loads the page that follows.
 *
 * @param tag of what is shown already
 * @returns null when nothing has changed, or when another page is gone to: the sign-in when the viewer
 *   is no longer signed in, and the whole page when another tab has changed the organization
 * @throws Error when the server cannot answer at the moment
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
  const text = await response.text();
  // What is shown is older than this answer, and better.
  if (response.status === TOO_MANY_REQUESTS || response.status >= SERVER_ERROR) {
    throw new Error(`The answer is ${response.status}.`);
  }
  const page = new DOMParser().parseFromString(text, 'text/html');
  const main = page.querySelector<HTMLElement>('#main');
  if (main === null) throw new Error('The answer is no page.');
  if (main.dataset.organization !== shownOrganization()) {
    // Under the name and beside the forms of the one it would be taken for that one's.
    location.assign(response.url);
    return null;
  }
  return { main, title: page.title, tag: response.headers.get('etag'), url: response.url };
}

const shownOrganization = (): string | undefined =>
  document.querySelector<HTMLElement>('#main')?.dataset.organization;
