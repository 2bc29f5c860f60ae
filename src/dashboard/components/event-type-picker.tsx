import type { EventTypeSummary } from '../../service/event-types';

interface Props {
  readonly types: readonly EventTypeSummary[];
  readonly selected: ReadonlySet<string>;
  readonly problem: string | undefined;
}

/** Types by their first part, each a check box; search and "all" are the page's script's. */
export function EventTypePicker({ types, selected, problem }: Props) {
  const groups = new Map<string, EventTypeSummary[]>();
  for (const type of types) {
    const group = type.source === 'catalogue' ? groupOf(type.name) : 'Your own';
    groups.set(group, [...(groups.get(group) ?? []), type]);
  }
  return (
    <fieldset
      class="event-types"
      id="events"
      data-event-types
      aria-describedby={problem === undefined ? 'events-hint' : 'events-hint events-problem'}
    >
      <legend>Events</legend>
      <p class="hint" id="events-hint">
        The types that the endpoint listens to. With none it gets nothing; types that are added
        later are not chosen by themselves.
      </p>
      {problem !== undefined && (
        <p class="problem" id="events-problem">
          {problem}
        </p>
      )}
      <div class="event-types-tools needs-script">
        <label class="visually-hidden" for="events-search">
          Search event types
        </label>
        <input
          type="search"
          id="events-search"
          placeholder="Search event types"
          data-event-search
        />
        <label class="check">
          <input type="checkbox" data-event-all /> All
        </label>
        <span class="muted" data-event-count role="status"></span>
      </div>
      <div class="event-type-groups">
        {[...groups].map(([group, members]) => (
          <fieldset key={group} data-event-group>
            <legend>
              <label class="check">
                <input
                  type="checkbox"
                  class="needs-script"
                  data-event-group-all
                  aria-label={`All of ${group}`}
                />
                {group}
              </label>
            </legend>
            {members.map(({ name, description, isArchived }) => (
              <label
                class="check"
                key={name}
                data-event-type={`${name} ${description}`.toLowerCase()}
              >
                <input type="checkbox" name="events" value={name} checked={selected.has(name)} />
                <span>
                  <span class="event-name">{name}</span>
                  {isArchived && <span class="muted"> (archived)</span>}
                  <span class="event-description">{description}</span>
                </span>
              </label>
            ))}
          </fieldset>
        ))}
      </div>
    </fieldset>
  );
}

function groupOf(name: string): string {
  const first = (name.split('.')[0] ?? name).replaceAll('_', ' ');
  return first.charAt(0).toUpperCase() + first.slice(1);
}
