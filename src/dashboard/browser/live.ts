import { morph } from './morph';
import { loadPage } from './page-load';

const FAILED_PAUSE_MS = 15_000;

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
  while (isWanted()) {
    const seconds = Number(shown.querySelector<HTMLElement>('[data-live]')?.dataset.live ?? '0');
    await pause(seconds > 0 ? seconds * 1_000 : FAILED_PAUSE_MS);
    if (seconds === 0 || document.hidden || !isWanted() || isSelecting(shown)) continue;
    const url = address();
    try {
      const page = await loadPage(url, {}, tag);
      // Meanwhile something else may be shown there.
      if (page === null || url !== address() || !isWanted()) continue;
      tag = page.tag;
      morph(shown, page.main);
    } catch {
      await pause(FAILED_PAUSE_MS);
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
