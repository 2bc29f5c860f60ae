import { isEventType } from './event-types';

/** Most characters of the name of a type of an organization's own. */
export const EVENT_TYPE_NAME_MAX_CHARACTERS = 128;

/** Most types that an organization registers, archived ones included. */
export const OWN_EVENT_TYPES_MAX = 1_000;

/** Parts of letters, digits, `_` and `-`, joined by dots: `invoice.paid`. */
export const EVENT_TYPE_NAME_PATTERN = '^[A-Za-z0-9_-]+(?:\\.[A-Za-z0-9_-]+)*$';

const NAME = new RegExp(EVENT_TYPE_NAME_PATTERN);

/** Whether a text may be the name of an event type, of the catalogue or an organization's own. */
export function isEventTypeName(text: string): boolean {
  return text.length <= EVENT_TYPE_NAME_MAX_CHARACTERS && NAME.test(text);
}

/** Whether a text may be the name of an organization's own type, which the catalogue does not have. */
export function isOwnEventTypeName(text: string): boolean {
  return isEventTypeName(text) && !isEventType(text);
}
