import type { ComponentChildren } from 'preact';

/** The filters of a list, kept in the page's address; what is typed outlives a live update. */
export function FilterForm(props: {
  path: string;
  /** What is searched, for who cannot see it; without it the form is no search of its own. */
  label?: string;
  /** Whether the list is narrowed: then there is a way back. */
  isFiltered: boolean;
  children: ComponentChildren;
}) {
  const { path, label } = props;
  return (
    <form
      class="filters"
      method="get"
      action={path}
      role={label === undefined ? undefined : 'search'}
      aria-label={label}
      data-live-keep
    >
      {props.children}
      <button class="button" type="submit">
        Filter
      </button>
      {props.isFiltered && (
        <a class="button quiet" href={path}>
          Clear
        </a>
      )}
    </form>
  );
}

/** One value of a list of them, or all. */
export function Choice(props: {
  label: string;
  name: string;
  values: readonly string[];
  chosen: string;
}) {
  return (
    <label>
      {props.label}
      <select name={props.name}>
        <option value="">all</option>
        {props.values.map((value) => (
          <option key={value} value={value} selected={props.chosen === value}>
            {value}
          </option>
        ))}
      </select>
    </label>
  );
}
