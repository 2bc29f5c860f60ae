const PAUSE_MS = 300;

/** Asks the server what it thinks of a URL while it is typed: its checks are not repeated here. */
export function startUrlCheck(): void {
  const input = document.querySelector<HTMLInputElement>('[data-check-url]');
  if (input === null) return;
  const result = document.querySelector(`#${input.dataset.checkResult ?? ''}`);
  const csrf = input.form?.querySelector<HTMLInputElement>('input[name="csrf"]')?.value ?? '';
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;

  const show = (text: string, state: 'good' | 'bad' | '') => {
    if (result === null) return;
    if (result.textContent !== text) result.textContent = text;
    result.classList.toggle('good', state === 'good');
    result.classList.toggle('bad', state === 'bad');
  };
  const check = async () => {
    const number = (asked += 1);
    const url = input.value.trim();
    if (url === '') {
      show('', '');
      return;
    }
    try {
      const response = await fetch(input.dataset.checkUrl ?? '', {
        method: 'POST',
        body: new URLSearchParams({ csrf, url }),
      });
      // What was typed since is asked for by itself.
      if (number !== asked || !response.ok) return;
      const answer = (await response.json()) as
        { ok: true; url: string } | { ok: false; message: string };
      if (!answer.ok) show(answer.message, 'bad');
      else
        show(
          answer.url === url ? 'This URL can be used.' : `Will be kept as ${answer.url}`,
          'good',
        );
    } catch {
      // The form is checked again when it is sent.
    }
  };
  input.addEventListener('input', () => {
    clearTimeout(timer);
    timer = setTimeout(() => void check(), PAUSE_MS);
  });
}
