/** Moves the code of a mailed link from the address, where it would stay to be seen, into the form. */
export function fillFromFragment(): void {
  const input = document.querySelector<HTMLInputElement>('[data-from-fragment]');
  const code = location.hash.slice(1);
  if (input === null || code === '') return;
  input.value = code;
  history.replaceState(null, '', location.pathname);
  input.closest('.field')?.setAttribute('hidden', '');
  input.form?.querySelector('button')?.focus();
}
