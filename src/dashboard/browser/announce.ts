/** Says something to screen readers. */
export function announce(text: string): void {
  const announcer = document.querySelector('#announcer');
  if (announcer === null) return;
  // The same words twice would not be told again.
  announcer.textContent = announcer.textContent === text ? `${text}\u00A0` : text;
}
