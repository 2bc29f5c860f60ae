import { ENDPOINT_STATES, type EndpointState } from '../../domain/endpoint';

/** What a list of endpoints is narrowed by, as it stands in the page's address. */
export interface EndpointQuery {
  readonly text: string;
  readonly state: EndpointState | '';
}

/** The filters of the list of endpoints. */
export function EndpointFilters({ path, query }: { path: string; query: EndpointQuery }) {
  return (
    <form
      class="filters"
      method="get"
      action={path}
      role="search"
      aria-label="Endpoints"
      data-live-keep
    >
      <label>
        Name or URL
        <input
          type="search"
          name="text"
          value={query.text}
          maxLength={255}
          placeholder="Part of a name or host"
          spellcheck={false}
        />
      </label>
      <label>
        State
        <select name="state">
          <option value="">all</option>
          {ENDPOINT_STATES.map((state) => (
            <option key={state} value={state} selected={query.state === state}>
              {state}
            </option>
          ))}
        </select>
      </label>
      <button class="button" type="submit">
        Filter
      </button>
      {isNarrowed(query) && (
        <a class="button quiet" href={path}>
          Clear
        </a>
      )}
    </form>
  );
}

export const isNarrowed = ({ text, state }: EndpointQuery): boolean => text !== '' || state !== '';

/** The filters as parameters of an address. */
export const parametersOf = ({ text, state }: EndpointQuery): Record<string, string> => ({
  ...(text !== '' && { text }),
  ...(state !== '' && { state }),
});
