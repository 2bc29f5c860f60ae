const YEAR_SECONDS = 31_536_000;
const NEXT_THEME: Readonly<Record<string, string>> = {
  system: 'dark',
  dark: 'light',
  light: 'system',
};

/** Tells the server, which draws the pages, what this browser prefers. No secret is in these cookies. */
function keep(name: string, value: string): void {
  document.cookie = `${name}=${encodeURIComponent(value)}; path=/; max-age=${YEAR_SECONDS}; samesite=lax`;
}

/** Times are drawn in the viewer's zone: from this page on, or anew when it was another one before. */
export function preferZone(): void {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  if (zone === document.documentElement.dataset.zone) return;
  keep('signalpost_zone', zone);
  // Only where there are times to draw, and once: a zone that the server does not know stays UTC.
  const tried = sessionStorage.getItem('zone');
  if (tried !== zone && document.querySelector('time') !== null) {
    sessionStorage.setItem('zone', zone);
    location.reload();
  }
}

/** Goes through following the system, dark and light. */
export function startThemeButton(): void {
  document.addEventListener('click', (event) => {
    if ((event.target as Element).closest('[data-theme-button]') === null) return;
    const { dataset } = document.documentElement;
    dataset.theme = NEXT_THEME[dataset.theme ?? ''] ?? 'system';
    keep('signalpost_theme', dataset.theme);
  });
}
