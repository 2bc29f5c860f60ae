import { Agent, Client, Pool, type buildConnector } from 'undici';

type AgentOptions = Omit<Agent.Options, 'connect' | 'factory'> & {
  readonly connect: buildConnector.connector;
};

/** An undici agent whose clients connect only for a request that waits for it. */
export function createAgent(options: AgentOptions): Agent {
  return new Agent({
    ...options,
    factory: (origin, poolOptions) =>
      new Pool(origin, {
        ...(poolOptions as Pool.Options),
        factory: (clientOrigin, clientOptions) =>
          createClient(clientOrigin, clientOptions, options.connect),
      }),
  });
}

/**
 * When a request's time is up undici closes its connection and makes another one at once, for nothing:
 * to a receiver that hangs that would be two connections for each attempt.
 */
function createClient(
  origin: URL,
  options: Client.Options,
  connect: buildConnector.connector,
): Client {
  let latest: AbortSignal | null | undefined;
  const client = new Client(origin, {
    ...options,
    connect: (target, callback) => {
      if (latest?.aborted === true) callback(new Error('nobody waits for a connection'), null);
      else connect(target, callback);
    },
  });
  const dispatch = client.dispatch.bind(client);
  // One request at a time (pipelining), so the latest one is the one that waits.
  client.dispatch = (request, handler) => {
    ({ signal: latest } = request as typeof request & { signal?: AbortSignal | null });
    return dispatch(request, handler);
  };
  return client;
}
