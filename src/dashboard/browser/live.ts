import { morph } from './morph';
import { loadPage } from './page-load';

const LOOK_EVERY_MS = 500;
const AFTER_FAILURE_MS = 15_000;

/** Keeps the parts of a page up to date that ask for it (`data-live`, seconds), while it is looked at. */
export function startLive(): void {
  const main = document.querySelector('#main');
  if (main !== null)
    void keepUpToDate(
      main,
      () => location.href,
      () => true,
    );
}

/**
 * Loads what is shown in an element anew, now and then.
 *
 * @param address where from
 * @param isWanted false ends it
 */
export async function keepUpToDate(
  shown: Element,
  address: () => string,
  isWanted: () => boolean,
): Promise<void> {
  let tag: string | null = null;
  let loadedAt = Date.now();
  while (isWanted()) {
    await pause(LOOK_EVERY_MS);
    const { live } = shown.querySelector<HTMLElement>('[data-live]')?.dataset ?? {};
    const isDue = live !== undefined && Date.now() - loadedAt >= Number(live) * 1_000;
    if (!isDue || document.hidden || !isWanted() || isSelecting(shown)) continue;
    loadedAt = Date.now();
    const url = address();
    try {
      const page = await loadPage(url, {}, tag);
      // Meanwhile something else may be shown there.
      if (page === null || url !== address() || !isWanted()) continue;
      tag = page.tag;
      morph(shown, page.main);
    } catch {
      await pause(AFTER_FAILURE_MS);
    }
  }
}

/** What somebody is about to copy is not taken from under the pointer. */
function isSelecting(shown: Element): boolean {
  const selection = getSelection();
  return selection !== null && !selection.isCollapsed && shown.contains(selection.anchorNode);
}

const pause = (milliseconds: number) =>
  new Promise<void>((resolve) => setTimeout(resolve, milliseconds));
