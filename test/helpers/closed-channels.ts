import { Channel } from '@grpc/grpc-js';

type Call = ReturnType<Channel['createCall']>;

/** A call that is never answered. */
const SILENT_CALL = new Proxy({} as Call, { get: () => () => undefined });

/**
 * The SDK tries a failed call again by a timer that outlives its connection, and the call throws then
 * where nobody can catch it: some test file, whichever runs by then, would fail. Our own client sees to
 * that itself (src/temporal/client.ts); the SDK's test environment opens one that cannot be told to.
 */
// eslint-disable-next-line @typescript-eslint/unbound-method -- called with its channel below
const { createCall } = Channel.prototype;
Channel.prototype.createCall = function (...parameters) {
  try {
    return createCall.apply(this, parameters);
  } catch (error) {
    if (error instanceof Error && error.message === 'Channel has been shut down')
      return SILENT_CALL;
    throw error;
  }
};
