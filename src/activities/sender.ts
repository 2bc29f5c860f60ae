import type { IncomingHttpHeaders } from 'node:http';
import type { Socket } from 'node:net';
import type { Agent, Dispatcher } from 'undici';
import { RESPONSE_MAX_CHARACTERS, type AttemptResult, type FailureStage } from '../domain/delivery';
import { Rooms } from '../room';
import { parseUrl } from '../webhooks/parse-url';
import { createAgent } from './agent';
import { failureSentence, failureStage, isOwnShortage, errorCode } from './failure-stage';
import { createGuardedConnector, type GuardedConnectorOptions } from './guarded-connector';
import { OwnFailure } from './own-failure';

const USER_AGENT = 'signalpost';
const KEEP_ALIVE_MS = 10_000;
/** How long a request waits for those before it. */
const PATIENCE_MS = 2_000;
const RESPONSE_HEADERS_MAX_BYTES = 16_384;
/** UTF-8 needs at most this many bytes for what is kept, so no more is read. */
const RESPONSE_MAX_BYTES = RESPONSE_MAX_CHARACTERS * 4;
const REQUEST_TIMEOUT_STATUSES = new Set([429, 503]);

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
    const started = performance.now();
    const signal = AbortSignal.timeout(options.timeoutMs);
    const mayUseKept = open.any(target.origin);
    const result = await new Exchange(keeping, target, request, signal).run(started);
    // A receiver may close a kept connection in the moment we use it (RFC 9112, section 9.3.1):
    // that says nothing about the event, so it goes out once more, on a connection of its own.
    return result.stage === 'request' && mayUseKept && !signal.aborted
      ? new Exchange(fresh, target, request, signal).run(started)
      : result;
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
    return [...(this.sockets.get(origin) ?? [])].some((socket) => !socket.destroyed);
  }
}

/** One request and its answer. */
class Exchange {
  private httpCode: number | null = null;
  private retryAfterSeconds: number | null = null;

  constructor(
    private readonly agent: Agent,
    private readonly target: Target,
    private readonly request: WebhookRequest,
    private readonly signal: AbortSignal,
  ) {}

  async run(started: number): Promise<AttemptResult> {
    try {
      const text = await this.exchange();
      const code = this.httpCode ?? 0;
      const succeeded = code >= 200 && code <= 299;
      return this.result(started, text, succeeded ? null : 'status');
    } catch (error) {
      if (error instanceof OwnFailure) throw error;
      if (error instanceof Error && error.cause instanceof OwnFailure) throw error.cause;
      if (isOwnShortage(error)) {
        throw new OwnFailure(errorCode(error) ?? 'shortage', { cause: error });
      }
      const stage = this.signal.aborted ? 'timeout' : failureStage(error, this.httpCode !== null);
      const cause = this.signal.aborted ? undefined : error;
      return this.result(started, failureSentence(stage, cause), stage);
    }
  }

  private async exchange(): Promise<string> {
    const response = await this.agent.request({
      ...this.target,
      method: 'POST',
      headers: { 'user-agent': USER_AGENT, ...this.request.headers },
      body: this.request.body,
      signal: this.signal,
      // No more than is kept is taken from the connection.
      highWaterMark: RESPONSE_MAX_BYTES,
    });
    this.httpCode = response.statusCode;
    if (REQUEST_TIMEOUT_STATUSES.has(response.statusCode)) {
      this.retryAfterSeconds = parseRetryAfter(response.headers, Date.now());
    }
    return readStart(response.body);
  }

  private result(started: number, response: string, stage: FailureStage | null): AttemptResult {
    return {
      succeeded: stage === null,
      httpCode: this.httpCode,
      response,
      stage,
      durationMs: Math.round(performance.now() - started),
      retryAfterSeconds: this.retryAfterSeconds,
    };
  }
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

/** Reads what is kept of an answer; of a longer one the rest is never read and its connection closed. */
async function readStart(body: Dispatcher.ResponseData['body']): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  // A body that is destroyed on purpose reports it as an error that nobody awaits.
  body.on('error', () => undefined);
  for await (const chunk of body as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes >= RESPONSE_MAX_BYTES) break; // leaving the loop destroys the body
  }
  const text = Buffer.concat(chunks).toString('utf8').replaceAll('\0', '');
  const cut = text.slice(0, RESPONSE_MAX_CHARACTERS);
  // A pair of surrogates that the cut went through would not be valid UTF-8 in the database.
  return cut.isWellFormed() ? cut : cut.toWellFormed();
}

/**
 * Retry-After in seconds from now: a number of seconds or an HTTP date (RFC 9110, section 10.2.3);
 * null when absent, malformed or past.
 */
export function parseRetryAfter(headers: IncomingHttpHeaders, nowMs: number): number | null {
  const value = headers['retry-after'];
  if (typeof value !== 'string') return null;
  if (/^\d{1,9}$/.test(value.trim())) return Number(value);
  const seconds = Math.ceil((Date.parse(value) - nowMs) / 1_000);
  return seconds > 0 ? seconds : null;
}
