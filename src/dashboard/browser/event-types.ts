/** Search, "all" and the count of the list of event types. */
export function startEventTypes(): void {
  const list = document.querySelector<HTMLElement>('[data-event-types]');
  if (list === null) return;
  const search = list.querySelector<HTMLInputElement>('[data-event-search]');
  const all = list.querySelector<HTMLInputElement>('[data-event-all]');
  const groups = [...list.querySelectorAll<HTMLElement>('[data-event-group]')];
  const boxesIn = (part: HTMLElement) => [
    ...part.querySelectorAll<HTMLInputElement>('input[name="events"]'),
  ];
  /** What a search hides is not changed by "all": one must see what one chooses. */
  const shownIn = (part: HTMLElement) =>
    boxesIn(part).filter((box) => box.closest<HTMLElement>('[data-event-type]')?.hidden === false);

  const mark = (box: HTMLInputElement | null, boxes: readonly HTMLInputElement[]) => {
    if (box === null) return;
    const chosen = boxes.filter(({ checked }) => checked).length;
    box.checked = boxes.length > 0 && chosen === boxes.length;
    box.indeterminate = chosen > 0 && chosen < boxes.length;
  };
  const refresh = () => {
    const boxes = boxesIn(list);
    mark(all, shownIn(list));
    for (const group of groups) {
      mark(group.querySelector('[data-event-group-all]'), shownIn(group));
    }
    const count = list.querySelector('[data-event-count]');
    const text = `${boxes.filter(({ checked }) => checked).length} of ${boxes.length} chosen`;
    if (count !== null && count.textContent !== text) count.textContent = text;
  };

  search?.addEventListener('input', () => {
    const wanted = search.value.trim().toLowerCase();
    for (const type of list.querySelectorAll<HTMLElement>('[data-event-type]')) {
      type.hidden = !(type.dataset.eventType ?? '').includes(wanted);
    }
    for (const group of groups) group.hidden = shownIn(group).length === 0;
    refresh();
  });
  // Enter in the search would send the form.
  search?.addEventListener('keydown', (event) => {
    if (event.key === 'Enter') event.preventDefault();
  });
  list.addEventListener('change', ({ target }) => {
    if (target === all && all !== null) {
      for (const box of shownIn(list)) box.checked = all.checked;
    } else if (target instanceof HTMLInputElement && target.matches('[data-event-group-all]')) {
      const group = target.closest<HTMLElement>('[data-event-group]');
      if (group !== null) for (const box of shownIn(group)) box.checked = target.checked;
    }
    refresh();
  });
  refresh();
}
