/** Most events that one `attempt` activity takes. */
export const GROUP_MAX_EVENTS = 100;

/** Payload bytes after which a group takes no further event, so that large payloads bound its memory. */
export const GROUP_MAX_PAYLOAD_BYTES = 8_388_608;

/** Milliseconds after which a group starts no further attempt, so that a slow receiver gives the slot back. */
export const GROUP_MAX_WALL_MS = 2_000;

/** Event ids that an endpoint's workflow holds; more wait in the database alone. */
export const QUEUE_MAX_EVENTS = 2_000;

/** Events of one endpoint that may be in retry at once; past that new first attempts wait. */
export const RETRY_MAX_EVENTS = 200;

/** Inline payloads (signal `publish`) that a workflow stores with one activity. */
export const INLINE_BATCH_MAX_EVENTS = 50;

/** Events that one batch publish may hold. */
export const PUBLISH_BATCH_MAX_EVENTS = 1_000;
