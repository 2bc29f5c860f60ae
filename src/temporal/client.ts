import { InterceptingCall, type Interceptor } from '@grpc/grpc-js';
import {
  Client,
  Connection,
  defaultGrpcRetryOptions,
  makeGrpcRetryInterceptor,
  type ConnectionOptions,
} from '@temporalio/client';

/** A call on a connection that was closed: it is never answered, and nobody waits for it any more. */
const SILENT_CALL: ConstructorParameters<typeof InterceptingCall>[0] = {
  start: () => undefined,
  sendMessage: () => undefined,
  sendMessageWithContext: () => undefined,
  startRead: () => undefined,
  halfClose: () => undefined,
  cancelWithStatus: () => undefined,
  getPeer: () => '',
  getAuthContext: () => null,
};

/** A client that connects with its first call, so that the API starts while Temporal is away. */
export function createTemporalClient(
  options: ConnectionOptions,
  namespace: string,
): { client: Client; close: () => Promise<void> } {
  let closed = false;
  // The SDK tries failed calls again by a timer that outlives the connection. On a closed one its call
  // throws, where nobody can catch it: the process would end in the middle of its shutdown.
  const endsWithConnection: Interceptor = (call, next) =>
    new InterceptingCall(closed ? SILENT_CALL : next(call));
  const connection = Connection.lazy({
    ...options,
    interceptors: [
      ...(options.interceptors ?? [makeGrpcRetryInterceptor(defaultGrpcRetryOptions())]),
      endsWithConnection,
    ],
  });
  return {
    client: new Client({ connection, namespace }),
    close: () => {
      closed = true;
      return connection.close();
    },
  };
}
