import type { Services } from '../service';
import type { EventTypeView } from '../service/event-types';
import type { Session } from '../service/sessions';

/** The catalogue and as many own types as an organization may have, in one. */
const TYPES_MAX = 10_000;

/**
 * Every type that a session's organization knows, the catalogue first.
 *
 * @param archived whether archived ones are among them
 */
export async function eventTypesOf(
  { eventTypes }: Pick<Services, 'eventTypes'>,
  { caller }: Session,
  archived: boolean,
): Promise<readonly EventTypeView[]> {
  const filter = { organizationIds: null, source: null, archived: archived ? null : false };
  const { items } = await eventTypes.list(caller.organizations, filter, TYPES_MAX, 0);
  return items;
}
