import { ENDPOINT_STATES, type EndpointState } from '../../domain/endpoint';
import { Choice, FilterForm } from './filter-form';

/** What a list of endpoints is narrowed by, as it stands in the page's address. */
export interface EndpointQuery {
  readonly text: string;
  readonly state: EndpointState | '';
}

/** The filters of the list of endpoints. */
export function EndpointFilters({ path, query }: { path: string; query: EndpointQuery }) {
  return (
    <FilterForm path={path} label="Endpoints" isFiltered={isNarrowed(query)}>
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
      <Choice label="State" name="state" values={ENDPOINT_STATES} chosen={query.state} />
    </FilterForm>
  );
}

export const isNarrowed = ({ text, state }: EndpointQuery): boolean => text !== '' || state !== '';

/** The filters as parameters of an address. */
export const parametersOf = ({ text, state }: EndpointQuery): Record<string, string> => ({
  ...(text !== '' && { text }),
  ...(state !== '' && { state }),
});
