/** What the driver asks of the receiver's process. `tag` is the first segment of a URL's path. */
export type ReceiverRequest =
  /** Answered when that many different ids have come for the tag. */
  | { readonly kind: 'wait'; readonly call: number; readonly tag: string; readonly count: number }
  /** Answered with everything that has come for the tag. */
  | { readonly kind: 'report'; readonly call: number; readonly tag: string }
  /** Answered when the tag is forgotten. */
  | { readonly kind: 'forget'; readonly call: number; readonly tag: string }
  /** Answered with that many ports of the receiver, each an origin of its own. */
  | { readonly kind: 'listen'; readonly call: number; readonly count: number };

/** Requests in the order in which they came: the webhook-id of each and its moment (see clock.ts). */
export interface Arrivals {
  readonly ids: readonly string[];
  readonly at: readonly number[];
}

/** The same with what the receiver answered. */
export interface AnsweredArrivals extends Arrivals {
  /** Status of each answer; 0 where none was given. */
  readonly statuses: readonly number[];
  /** Moment of each answer; 0 where none was given. */
  readonly answeredAt: readonly number[];
}

/** The answer to one call; which of the two fields it has depends on what was asked. */
export interface CallAnswer {
  readonly kind: 'answer';
  readonly call: number;
  readonly arrivals?: AnsweredArrivals;
  readonly ports?: readonly number[];
}

export type ReceiverAnswer = { readonly kind: 'ready'; readonly port: number } | CallAnswer;
