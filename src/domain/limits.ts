/** Most events that one `attempt` activity takes. */
export const GROUP_MAX_EVENTS = 100;

/** Payload bytes after which a group takes no further event, so that its memory is bounded. */
export const GROUP_MAX_PAYLOAD_BYTES = 524_288;

/** A payload of more bytes is not read with its group, but when its turn comes. */
export const LARGE_PAYLOAD_BYTES = 65_536;

/** Bytes of large payloads that one worker process has in hand at once. */
export const LARGE_PAYLOADS_MAX_BYTES = 67_108_864;

/** Those of one organization among them, so that none fills all of it with receivers that hang. */
export const LARGE_PAYLOADS_OF_ONE_MAX_BYTES = 16_777_216;

/** Milliseconds after which a group starts no further attempt, so that a slow receiver gives the slot back. */
export const GROUP_MAX_WALL_MS = 2_000;

/**
 * Milliseconds for which a run goes on with what comes meanwhile: longer the more endpoints a worker
 * follows, so that the runs of all of them cost the same.
 */
export const FOLLOW_MS_PER_ENDPOINT = 100;
export const FOLLOW_MIN_MS = 10_000;
export const FOLLOW_MAX_MS = 60_000;

/**
 * Milliseconds for which a run waits for further events before the endpoint counts as idle, and within
 * which an event makes the next one worth waiting for.
 */
export const FOLLOW_PATIENCE_MS = 5_000;

/** Milliseconds for which a run goes on beside a slow attempt because no order is kept. */
export const UNORDERED_MAX_WALL_MS = 60_000;

/** Event ids that an endpoint's workflow holds; more wait in the database alone. */
export const QUEUE_MAX_EVENTS = 2_000;

/** Events of one endpoint that may be in retry at once; past that new first attempts wait. */
export const RETRY_MAX_EVENTS = 200;

/** Inline payloads (signal `publish`) that a workflow stores with one activity. */
export const INLINE_BATCH_MAX_EVENTS = 50;

/** Events that one batch publish may hold. */
export const PUBLISH_BATCH_MAX_EVENTS = 1_000;

/** Payload bytes that come with the rows of a page; what is beyond them is read when its turn comes. */
export const ANSWER_INLINE_MAX_BYTES = 262_144;

/**
 * Payload bytes that are read at once for an answer after those, of a larger payload a slice. PostgreSQL
 * unpacks the whole payload for each slice, so smaller ones would cost it more.
 */
export const ANSWER_PART_MAX_BYTES = 4_194_304;

/** Bytes of such parts that one API process has in hand at once. */
export const ANSWER_PARTS_MAX_BYTES = 67_108_864;

/** Those of one organization among them, so that none fills all of it with clients that hang. */
export const ANSWER_PARTS_OF_ONE_MAX_BYTES = 16_777_216;
