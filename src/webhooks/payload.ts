import type { ApiVersion } from '../domain/api-version';

/**
 * The raw body of an event: compact JSON with the keys in this order. Made once, when the event is
 * published; from then on it is text.
 *
 * @param data JSON text of the event's data, as it was published
 * @param apiVersion named in the body where the endpoint has one
 */
export function rawPayload(
  type: string,
  timestamp: string,
  data: string,
  apiVersion: ApiVersion | null = null,
): string {
  const version = apiVersion === null ? '' : `"api_version":${JSON.stringify(apiVersion)},`;
  return `{"type":${JSON.stringify(type)},"timestamp":${JSON.stringify(timestamp)},${version}"data":${data}}`;
}
