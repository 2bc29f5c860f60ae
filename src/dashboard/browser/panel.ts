import { keepUpToDate } from './live';
import { morph } from './morph';
import { loadPage, type LoadedPage } from './page-load';

/** Shows pages at the side of the present one: links with `data-panel`, and what is done there. */
export function startPanel(): void {
  const dialog = document.querySelector<HTMLDialogElement>('#panel');
  if (dialog === null) return;
  const panel = new Panel(dialog);
  dialog.addEventListener('close', () => panel.forget());
  document.addEventListener('click', (event) => {
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    // Whoever wants another tab or window gets it.
    if (link === null || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0)
      return;
    if (link.hasAttribute('data-panel')) {
      event.preventDefault();
      void panel.open(link.href, link);
    } else if (link.hasAttribute('data-close-panel') && dialog.open) {
      event.preventDefault();
      dialog.close();
    }
  });
  dialog.addEventListener('click', (event) => {
    // A click on the dialog itself is one beside what is in it.
    const target = event.target as Element;
    if (target === dialog || target.closest('[data-panel-close]') !== null) dialog.close();
  });
  dialog.addEventListener('submit', (event) => {
    const form = event.target as HTMLFormElement;
    if (!form.hasAttribute('data-in-panel')) return;
    event.preventDefault();
    void panel.send(form);
  });
}

class Panel {
  /** Counts what was opened, so that what comes late is dropped. */
  private opened = 0;
  private url = '';
  private isSending = false;
  /** What is in the page's `main`: the page beneath has one already. */
  private readonly content = document.createElement('div');

  constructor(private readonly dialog: HTMLDialogElement) {}

  /** What is still on its way is not shown any more. */
  forget(): void {
    this.opened += 1;
  }

  async open(url: string, from: HTMLElement): Promise<void> {
    const number = (this.opened += 1);
    try {
      const page = await loadPage(url);
      if (page !== null && number === this.opened) this.show(page, from);
    } catch {
      if (number === this.opened) location.assign(url);
    }
  }

  async send(form: HTMLFormElement): Promise<void> {
    // A double click sends a form once.
    if (this.isSending) return;
    this.isSending = true;
    const number = this.opened;
    const fields = new URLSearchParams();
    for (const [name, value] of new FormData(form)) {
      if (typeof value === 'string') fields.append(name, value);
    }
    try {
      const page = await loadPage(form.action, { method: 'POST', body: fields });
      if (page !== null && number === this.opened) this.fill(page);
    } catch {
      // What was done may be done; the page that follows tells, or that the server is away.
      if (number === this.opened) location.assign(this.url);
    } finally {
      this.isSending = false;
    }
  }

  private show(page: LoadedPage, from: HTMLElement): void {
    this.content.replaceChildren();
    this.dialog.replaceChildren(closeButton(), this.content);
    this.fill(page);
    if (!this.dialog.open) {
      this.dialog.showModal();
      // A morph may have replaced the link meanwhile; then the page keeps the focus.
      this.dialog.addEventListener('close', () => from.isConnected && from.focus(), { once: true });
    }
    const focus =
      this.dialog.querySelector<HTMLElement>('[data-focus]') ?? this.dialog.querySelector('h1');
    focus?.focus();
    const number = this.opened;
    void keepUpToDate(
      this.content,
      () => this.url,
      () => this.dialog.open && number === this.opened,
    );
  }

  private fill(page: LoadedPage): void {
    this.url = page.url;
    this.dialog.setAttribute('aria-label', page.title);
    morph(this.content, page.main);
    this.content.querySelector('h1')?.setAttribute('tabindex', '-1');
  }
}

function closeButton(): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'button quiet panel-close';
  button.dataset.panelClose = '';
  button.textContent = 'Close';
  return button;
}
