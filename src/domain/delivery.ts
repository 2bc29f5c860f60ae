/**
 * Where an attempt ended: `address` refused by policy, `dns`, `connect`, `tls`, `request` while
 * sending, `response` while receiving, `timeout` of the whole attempt, `status` other than 2xx.
 */
export const FAILURE_STAGES = [
  'address',
  'dns',
  'connect',
  'tls',
  'request',
  'response',
  'timeout',
  'status',
] as const;
export type FailureStage = (typeof FAILURE_STAGES)[number];

/** Characters of a receiver's answer that are kept. */
export const RESPONSE_MAX_CHARACTERS = 2_048;

/** What one attempt brought. */
export interface AttemptResult {
  readonly succeeded: boolean;
  /** The receiver's status code; null when none arrived. */
  readonly httpCode: number | null;
  /** The start of the receiver's answer, or one sentence on what went wrong. */
  readonly response: string | null;
  /** Null when it succeeded. */
  readonly stage: FailureStage | null;
  readonly durationMs: number;
  /** Seconds the receiver asked to wait (Retry-After on 429 and 503); null when it did not. */
  readonly retryAfterSeconds: number | null;
}
