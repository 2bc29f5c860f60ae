/** Headers of every delivery beside those of its signature and of its endpoint's own. */
export const CONTENT_TYPE = 'application/json';
export const USER_AGENT = 'signalpost';
