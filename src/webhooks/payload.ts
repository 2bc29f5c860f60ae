/**
 * The raw body of an event: compact JSON with the keys in this order. Made once, when the event is
 * published; from then on it is text.
 *
 * @param data JSON text of the event's data, as it was published
 */
export function rawPayload(type: string, timestamp: string, data: string): string {
  return `{"type":${JSON.stringify(type)},"timestamp":${JSON.stringify(timestamp)},"data":${data}}`;
}
