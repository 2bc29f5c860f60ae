/** The figures of a chart where the pointer is, at once: a browser's own tip takes a second. */
export function startTips(): void {
  const tip = document.createElement('div');
  tip.className = 'tooltip';
  tip.hidden = true;
  // The table beside each chart says the same.
  tip.setAttribute('aria-hidden', 'true');
  document.body.append(tip);
  document.addEventListener('pointermove', (event) => {
    const over = event.target instanceof Element ? event.target.closest('[data-tip]') : null;
    if (over === null) {
      tip.hidden = true;
      return;
    }
    tip.textContent = over.getAttribute('data-tip');
    tip.hidden = false;
    const { width } = tip.getBoundingClientRect();
    const left = Math.min(event.clientX + 12, document.documentElement.clientWidth - width - 8);
    tip.style.translate = `${Math.max(8, left)}px ${event.clientY + 16}px`;
  });
}
