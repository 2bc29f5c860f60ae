import { CODE_CLASSES, isFiltered, type LogQuery } from '../log-query';

/** The API's filters of deliveries, kept in the page's address. */
export function DeliveryFilters(props: {
  path: string;
  query: LogQuery;
  typeNames: readonly string[];
}) {
  const { path, query, typeNames } = props;
  return (
    <form
      class="filters"
      method="get"
      action={path}
      role="search"
      aria-label="Deliveries"
      data-live-keep
    >
      {query.range !== '24h' && <input type="hidden" name="range" value={query.range} />}
      <label>
        Result
        <select name="outcome">
          <option value="">all</option>
          <option value="succeeded" selected={query.outcome === 'succeeded'}>
            delivered
          </option>
          <option value="failed" selected={query.outcome === 'failed'}>
            failed
          </option>
        </select>
      </label>
      <label>
        Code
        <select name="code">
          <option value="">all</option>
          {CODE_CLASSES.map((code) => (
            <option key={code} value={code} selected={query.code === code}>
              {code}
            </option>
          ))}
        </select>
      </label>
      <label>
        Event type
        <select name="type">
          <option value="">all</option>
          {typeNames.map((name) => (
            <option key={name} value={name} selected={query.type === name}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <label>
        From
        <input type="datetime-local" name="from" value={query.from} />
      </label>
      <label>
        To
        <input type="datetime-local" name="to" value={query.to} />
      </label>
      <label>
        Id or code
        <input
          type="search"
          name="text"
          value={query.text}
          maxLength={255}
          placeholder="Part of an id, or 503"
          spellcheck={false}
        />
      </label>
      <button class="button" type="submit">
        Filter
      </button>
      {isFiltered(query) && (
        <a class="button quiet" href={path}>
          Clear
        </a>
      )}
    </form>
  );
}
