import type { FormattableEvent } from './formattable-event';

/** The stored text, untouched: parsing and writing it again could change the bytes that are signed. */
export function formatRaw(event: FormattableEvent): string {
  return event.rawPayload;
}
