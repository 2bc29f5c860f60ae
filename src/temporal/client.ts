import { Client, Connection, type ConnectionOptions } from '@temporalio/client';

/** A client that connects with its first call, so that the API starts while Temporal is away. */
export function createTemporalClient(
  options: ConnectionOptions,
  namespace: string,
): { client: Client; close: () => Promise<void> } {
  const connection = Connection.lazy(options);
  return { client: new Client({ connection, namespace }), close: () => connection.close() };
}
