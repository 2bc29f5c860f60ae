import type { Socket } from 'node:net';
import type { Agent } from 'undici';
import type { AttemptResult } from '../domain/delivery';
import { Rooms } from '../room';
import { parseUrl } from '../webhooks/parse-url';
import { USER_AGENT } from '../webhooks/request-headers';
import { createAgent } from './agent';
import { Deadline, Exchange } from './exchange';
import { failureSentence, failureStage, isOwnShortage, errorCode } from './failure-stage';
import { createGuardedConnector, type GuardedConnectorOptions } from './guarded-connector';
import { OwnFailure } from './own-failure';

const KEEP_ALIVE_MS = 10_000;
/** How long a request waits for those before it. */
const PATIENCE_MS = 2_000;
const RESPONSE_HEADERS_MAX_BYTES = 16_384;

export interface WebhookRequest {
  readonly url: string;
  /** Whose request it is: one owner's receivers that hang must not take the others' connections. */
  readonly owner: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Makes the POSTs. */
export interface Sender {
  /**
   * One attempt, within the time-out, never throwing for what the receiver does.
   *
   * @throws OwnFailure when the failure is ours
   * @throws Busy when the owner's other requests to that origin take too long
   */
  send(request: WebhookRequest): Promise<AttemptResult>;
  /** Closes all connections. */
  close(): Promise<void>;
}

export interface SenderOptions extends Pick<
  GuardedConnectorOptions,
  'allowLoopback' | 'resolve' | 'dnsAnswers'
> {
  /** For the whole attempt, from DNS to the end of the answer. */
  readonly timeoutMs: number;
  /** Requests at once of one owner to one origin. */
  readonly connectionsPerOrigin: number;
}

/** A sender with a pool of kept-alive connections for each origin. */
export function createSender(options: SenderOptions): Sender {
  const open = new OpenConnections();
  const agentOptions = {
    connect: createGuardedConnector({
      ...options,
      connectTimeoutMs: options.timeoutMs,
      onConnect: (origin, socket) => open.add(origin, socket),
    }),
    // As many as there are requests: undici would let those beyond wait with their time running.
    connections: null,
    maxHeaderSize: RESPONSE_HEADERS_MAX_BYTES,
    headersTimeout: options.timeoutMs,
    bodyTimeout: options.timeoutMs,
  };
  const keeping = createAgent({ ...agentOptions, pipelining: 1, keepAliveTimeout: KEEP_ALIVE_MS });
  // Without pipelining undici keeps no connection: each request gets a new one.
  const fresh = createAgent({ ...agentOptions, pipelining: 0 });
  const rooms = new Rooms(options.connectionsPerOrigin, PATIENCE_MS);

  async function attempt(target: Target, request: WebhookRequest): Promise<AttemptResult> {
    const deadline = new Deadline(options.timeoutMs);
    try {
      const mayUseKept = open.any(target.origin);
      const result = await post(keeping, target, request, deadline);
      // A receiver may close a kept connection in the moment we use it (RFC 9112, section 9.3.1):
      // that says nothing about the event, so it goes out once more, on a connection of its own.
      return result.stage === 'request' && mayUseKept && !deadline.aborted
        ? await post(fresh, target, request, deadline)
        : result;
    } finally {
      deadline.clear();
    }
  }

  return {
    async send(request) {
      const target = splitUrl(request.url);
      if (target === null) return unusableUrl();
      const leave = await rooms.enter(`${request.owner} ${target.origin}`);
      try {
        return await attempt(target, request);
      } finally {
        leave();
      }
    },
    async close() {
      await Promise.all([keeping.destroy(), fresh.destroy()]);
    },
  };
}

/** The connections that stand, by origin. */
class OpenConnections {
  private readonly sockets = new Map<string, Set<Socket>>();

  add(origin: string, socket: Socket): void {
    const those = this.sockets.get(origin) ?? new Set();
    this.sockets.set(origin, those.add(socket));
    socket.once('close', () => {
      those.delete(socket);
      if (those.size === 0) this.sockets.delete(origin);
    });
  }

  any(origin: string): boolean {
    for (const socket of this.sockets.get(origin) ?? []) if (!socket.destroyed) return true;
    return false;
  }
}

/** One POST and what came of it. */
async function post(
  agent: Agent,
  target: Target,
  request: WebhookRequest,
  deadline: Deadline,
): Promise<AttemptResult> {
  const exchange = new Exchange(deadline);
  const headers = { 'user-agent': USER_AGENT, ...request.headers };
  const { httpCode, retryAfterSeconds, text, error } = await exchange.run(agent, {
    ...target,
    method: 'POST',
    headers,
    body: request.body,
  });
  const result = { httpCode, retryAfterSeconds, durationMs: Math.round(deadline.elapsedMs) };
  if (error === undefined) {
    const succeeded = httpCode !== null && httpCode >= 200 && httpCode <= 299;
    return { ...result, succeeded, response: text, stage: succeeded ? null : 'status' };
  }
  if (error instanceof OwnFailure) throw error;
  if (error.cause instanceof OwnFailure) throw error.cause;
  if (isOwnShortage(error)) throw new OwnFailure(errorCode(error) ?? 'shortage', { cause: error });
  const stage = deadline.aborted ? 'timeout' : failureStage(error, httpCode !== null);
  const cause = deadline.aborted ? undefined : error;
  return { ...result, succeeded: false, response: failureSentence(stage, cause), stage };
}

/** Where a request goes, as undici wants it. */
interface Target {
  readonly origin: string;
  readonly path: string;
}

/** Null for what is no URL: none is stored by the API, but rows may have come in another way. */
function splitUrl(url: string): Target | null {
  const parsed = parseUrl(url);
  if (parsed === null) return null;
  const { origin, pathname, search } = parsed;
  return { origin, path: pathname + search };
}

function unusableUrl(): AttemptResult {
  const error = Object.assign(new Error('invalid URL'), { code: 'ERR_INVALID_URL' });
  return {
    succeeded: false,
    httpCode: null,
    response: failureSentence('address', error),
    stage: 'address',
    durationMs: 0,
    retryAfterSeconds: null,
  };
}
