import { announce } from './announce';

const SHOWN_MS = 2_000;
/** Words of the buttons that say at the moment what came of it. */
const labels = new WeakMap<HTMLElement, string>();

/** Buttons that copy a text. */
export function startCopying(): void {
  document.addEventListener('click', (event) => {
    const button = (event.target as Element).closest<HTMLElement>('[data-copy]');
    if (button !== null) void copy(button);
  });
}

async function copy(button: HTMLElement): Promise<void> {
  const label = labels.get(button) ?? button.textContent;
  labels.set(button, label);
  const done = await write(button.dataset.copy ?? '', button);
  button.textContent = done ? 'Copied' : 'Not copied';
  announce(done ? 'Copied' : 'The browser did not let it be copied');
  setTimeout(() => {
    button.textContent = label;
    labels.delete(button);
  }, SHOWN_MS);
}

/** The clipboard is there over HTTPS and on localhost alone; elsewhere the old way may do. */
async function write(text: string, button: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    // Outside of an open dialog nothing can be selected.
    (button.closest('dialog') ?? document.body).append(area);
    area.select();
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- there is no other way without HTTPS
    const done = document.execCommand('copy');
    area.remove();
    return done;
  }
}
