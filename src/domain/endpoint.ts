/** How an endpoint's deliveries are written: the event itself, or a chat message about it. */
export const ENDPOINT_FORMATS = ['raw', 'discord', 'slack'] as const;
export type EndpointFormat = (typeof ENDPOINT_FORMATS)[number];

/**
 * What an endpoint is promised about order: `first_attempt`, first attempts begin as published;
 * `strict`, an event waits until the one before is settled; `none`, no order, but that a slow or
 * failing event holds no other back.
 */
export const ORDERINGS = ['first_attempt', 'strict', 'none'] as const;
export type Ordering = (typeof ORDERINGS)[number];

/** What lists of endpoints are narrowed to; `failing` ones are enabled, and their last events failed. */
export const ENDPOINT_STATES = ['enabled', 'failing', 'disabled'] as const;
export type EndpointState = (typeof ENDPOINT_STATES)[number];

/** Why an endpoint is disabled. */
export const DISABLED_REASONS = ['failures', 'gone', 'manual'] as const;
export type DisabledReason = (typeof DISABLED_REASONS)[number];

/**
 * Deliveries under way at once where an endpoint's maker names no number: with one, order would be kept
 * and slow events would hold others back, whatever the ordering.
 */
export const DEFAULT_MAX_IN_FLIGHT: Readonly<Record<Ordering, number>> = {
  first_attempt: 1,
  strict: 1,
  none: 10,
};

/** Most deliveries that an endpoint may ask to be under way at once. */
export const MAX_IN_FLIGHT_LIMIT = 100;

/** Least characters of a secret that a client supplies. */
export const SECRET_MIN_CHARACTERS = 32;

/** Prefix of a generated secret, by the Standard Webhooks specification ("Symmetric signatures"). */
export const SECRET_PREFIX = 'whsec_';
