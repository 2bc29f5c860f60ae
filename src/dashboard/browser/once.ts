/** After that long without a new page the form may be sent anew: the connection broke, or it was stopped. */
const AGAIN_AFTER_MS = 10_000;

/** A double click sends a form once: there would be two endpoints, or two access tokens. */
export function sendFormsOnce(): void {
  const sent = new WeakMap<HTMLFormElement, number>();
  document.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement;
    // What is sent from the side view is answered there, and the form stays.
    if (event.defaultPrevented || form.method !== 'post') return;
    const now = Date.now();
    if (now - (sent.get(form) ?? -Infinity) < AGAIN_AFTER_MS) event.preventDefault();
    else sent.set(form, now);
  });
  // Somebody who comes back to the page finds it as it was left.
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) for (const form of document.forms) sent.delete(form);
  });
}
