import { CODE_CLASSES, isFiltered, type LogQuery } from '../log-query';
import { Choice, FilterForm } from './filter-form';

/** The API's filters of deliveries, kept in the page's address. */
export function DeliveryFilters(props: {
  path: string;
  query: LogQuery;
  typeNames: readonly string[];
}) {
  const { path, query, typeNames } = props;
  return (
    <FilterForm path={path} label="Deliveries" isFiltered={isFiltered(query)}>
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
      <Choice label="Code" name="code" values={CODE_CLASSES} chosen={query.code} />
      <Choice label="Event type" name="type" values={typeNames} chosen={query.type} />
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
    </FilterForm>
  );
}
