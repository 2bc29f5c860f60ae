/** A screen reader has to know of an element before its words change. */
const KNOWN_AFTER_MS = 100;
const announcer = document.querySelector('#announcer');

/** Says something to screen readers. */
export function announce(text: string): void {
  if (announcer === null) return;
  const say = () => {
    // The same words twice would not be told again.
    announcer.textContent = announcer.textContent === text ? `${text}\u00A0` : text;
  };
  // Beneath an open dialog nothing is told.
  const place = document.querySelector('dialog[open]') ?? document.body;
  if (announcer.parentElement === place) {
    say();
    return;
  }
  place.append(announcer);
  setTimeout(say, KNOWN_AFTER_MS);
}
