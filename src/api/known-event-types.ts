import type { ValidationDetail } from '../errors';
import type { Services } from '../service';
import type { Caller } from '../service/caller';
import { isOwnEventTypeName } from '../domain/own-event-types';
import { enumError } from './validation';

/** Own types that the message of an error lists beside the catalogue. */
const LISTED_OWN_TYPES_MAX = 100;
/** A longer list a schema refuses as a whole, whatever is in it. */
const LIST_MAX = 1_000;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** A place of a request that names event types, the organization's own ones included. */
export interface EventTypePlace {
  readonly part: 'body' | 'query';
  /** Keys that lead to the name or to a list of names; `*` is every element of a list. */
  readonly path: readonly string[];
  /** Whether archived types are accepted: one may listen to them and look for them, not publish them. */
  readonly archived: boolean;
  /**
   * Whose types count: the organization named beside the type (or the caller's own), or the one that
   * the endpoint in the path belongs to.
   */
  readonly of: 'named' | 'endpoint';
}

/** The parts of a request, not parsed by any schema yet. */
export interface RawRequest {
  readonly params: Readonly<Record<string, unknown>>;
  readonly query: unknown;
  readonly body: unknown;
}

interface Candidate {
  readonly loc: readonly (string | number)[];
  readonly name: string;
  readonly archived: boolean;
  readonly organizationId: string;
}

/**
 * The names in a request that are no event type of the catalogue or of the organization. Looked up
 * beside the schemas, which know the catalogue alone, so that all mistakes are reported at once; a
 * request that names types of the catalogue costs no query.
 */
export async function unknownEventTypes(
  places: readonly EventTypePlace[],
  caller: Caller,
  raw: RawRequest,
  services: Pick<Services, 'eventTypes' | 'endpoints'>,
): Promise<ValidationDetail[]> {
  const candidates: Candidate[] = [];
  for (const place of places)
    candidates.push(...(await candidatesAt(place, caller, raw, services)));
  if (candidates.length === 0) return [];
  const known = await services.eventTypes.known(
    [...new Set(candidates.map(({ organizationId }) => organizationId))],
    [...new Set(candidates.map(({ name }) => name))],
  );
  const details: ValidationDetail[] = [];
  const allowed = new Map<string, string[]>();
  for (const { loc, name, archived, organizationId } of candidates) {
    const state = known.has(organizationId, name);
    if (state === 'active' || (state === 'archived' && archived)) continue;
    const names =
      allowed.get(organizationId) ??
      (await services.eventTypes.namesOf(organizationId, LISTED_OWN_TYPES_MAX));
    allowed.set(organizationId, names);
    details.push({ loc, input: name, ...enumError(names) });
  }
  return details;
}

async function candidatesAt(
  place: EventTypePlace,
  caller: Caller,
  raw: RawRequest,
  services: Pick<Services, 'endpoints'>,
): Promise<Candidate[]> {
  const found = namesAt(raw[place.part], place.path, [place.part], undefined);
  if (found.length === 0) return [];
  const [own] = caller.organizations ?? [];
  const endpointOwner =
    place.of === 'endpoint' && own === undefined
      ? await ownerOfEndpoint(raw.params.id, services)
      : undefined;
  return found.flatMap(({ loc, name, beside }) => {
    const organizationId = own ?? endpointOwner ?? namedIn(beside);
    // Without an organization there is another mistake to report, or no filter to check.
    return organizationId === undefined
      ? []
      : [{ loc, name, archived: place.archived, organizationId }];
  });
}

interface Named {
  readonly loc: readonly (string | number)[];
  readonly name: string;
  /** The object that the type stands in. */
  readonly beside: unknown;
}

function namesAt(
  value: unknown,
  path: readonly string[],
  loc: readonly (string | number)[],
  beside: unknown,
): Named[] {
  const [key, ...rest] = path;
  if (key === '*' || (key === undefined && Array.isArray(value))) {
    return Array.isArray(value) && value.length <= LIST_MAX
      ? value.flatMap((element, index) => namesAt(element, rest, [...loc, index], beside))
      : [];
  }
  if (key === undefined) {
    return typeof value === 'string' && isOwnEventTypeName(value)
      ? [{ loc, name: value, beside }]
      : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  const next: unknown = (value as Record<string, unknown>)[key];
  // What a schema reports by its place in a list stands in a list of one when it was given alone.
  const isLoneQuery = loc[0] === 'query' && typeof next === 'string';
  return namesAt(next, rest, isLoneQuery ? [...loc, key, 0] : [...loc, key], value);
}

function namedIn(beside: unknown): string | undefined {
  const id: unknown = (beside as { organization_id?: unknown } | undefined)?.organization_id;
  return typeof id === 'string' && UUID.test(id) ? id.toLowerCase() : undefined;
}

async function ownerOfEndpoint(
  id: unknown,
  { endpoints }: Pick<Services, 'endpoints'>,
): Promise<string | undefined> {
  if (typeof id !== 'string' || !UUID.test(id)) return undefined;
  const endpoint = await endpoints.get(null, id).catch(() => undefined);
  return endpoint?.organization_id;
}
