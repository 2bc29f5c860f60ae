/** What a format needs to know of an event. */
export interface FormattableEvent {
  /** A type of the catalogue, or a producer's own. */
  type: string;
  /** ISO 8601. */
  timestamp: string;
  /** The event's `data`, parsed; of any shape, since producers publish what they like. */
  data: unknown;
  /** The stored JSON text of the whole event. */
  rawPayload: string;
  organization: { id: string; name: string };
}
