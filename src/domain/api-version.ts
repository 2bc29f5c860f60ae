/** Versions of Polar's API that a client may name, in `Polar-Version` or as an endpoint's own. */
export const API_VERSIONS = ['2026-04', '2026-10', '2027-01'] as const;
export type ApiVersion = (typeof API_VERSIONS)[number];

/** What holds where nobody names one. */
export const DEFAULT_API_VERSION: ApiVersion = '2026-04';

/** Whether a text names a version of the API. */
export function isApiVersion(text: string): text is ApiVersion {
  return (API_VERSIONS as readonly string[]).includes(text);
}
