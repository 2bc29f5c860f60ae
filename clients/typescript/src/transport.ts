import { setTimeout as delay } from 'node:timers/promises';
import { ConnectionFailedError, errorOf, SignalpostError } from './errors.js';
import { createClient, type Client } from './generated/client/index.js';
import { VERSION } from './version.js';

/** A longer wait than this is the caller's to decide on: the error is thrown at once. */
const LONGEST_WAIT_SECONDS = 60;
const FIRST_BACK_OFF_MS = 250;

/** How the API is reached. */
export interface TransportOptions {
  readonly accessToken: string;
  readonly serverUrl: string;
  readonly fetch: typeof fetch;
  /** Milliseconds that an attempt may take, its answer included. */
  readonly timeoutMs: number;
  /** Further attempts after one that failed in a way that passes. */
  readonly retries: number;
}

/** What every call of the generated client is given. */
export interface Transport {
  readonly client: Client;
  readonly throwOnError: true;
}

/** Makes generated calls go through `request`: each gives its data, or throws a SignalpostError. */
export function createTransport(options: TransportOptions): Transport {
  const client = createClient({
    baseUrl: options.serverUrl,
    auth: options.accessToken,
    headers: { 'User-Agent': `signalpost-typescript/${VERSION}` },
    fetch: (input, init) => request(options, new Request(input, init)),
  });
  return { client, throwOnError: true };
}

/**
 * Makes a request, again where that may help: after 429, which says that nothing was done; and after 503
 * and without an answer, where it may have been done, if a repetition does nothing further.
 *
 * @throws SignalpostError for everything but success
 */
async function request(options: TransportOptions, asked: Request): Promise<Response> {
  const { method, url, headers } = asked;
  // As text and apart: a `fetch` from elsewhere does not know Node's own Request.
  const body = method === 'GET' ? undefined : (await asked.text()) || undefined;
  const repeatable = isRepeatable(asked);
  let mayBeDone = false;
  for (let attempt = 0; ; attempt += 1) {
    let retryAfterSeconds: number | undefined;
    let error: SignalpostError;
    let passes: boolean;
    const signal = AbortSignal.timeout(options.timeoutMs);
    try {
      const response = await options.fetch(url, { method, headers, body, signal });
      const text = await response.text();
      if (response.ok) return success(response, text);
      // By an attempt before, as far as anyone can know: it is gone, as was asked for.
      if (response.status === 404 && method === 'DELETE' && mayBeDone) {
        return new Response(null, { status: 204 });
      }
      retryAfterSeconds = secondsUntil(response.headers.get('retry-after'));
      error = errorOf(response.status, text, retryAfterSeconds);
      passes = response.status === 429 || (response.status === 503 && repeatable);
      mayBeDone ||= response.status === 503;
    } catch (cause) {
      if (cause instanceof SignalpostError) throw cause;
      error = connectionFailed(url, signal.aborted, cause);
      passes = repeatable;
      mayBeDone = true;
    }
    const backOffSeconds = (FIRST_BACK_OFF_MS * 2 ** attempt * (0.5 + Math.random())) / 1_000;
    const waitSeconds = retryAfterSeconds ?? backOffSeconds;
    if (!passes || attempt >= options.retries || waitSeconds > LONGEST_WAIT_SECONDS) throw error;
    await delay(waitSeconds * 1_000);
  }
}

/** Whether the request does the same when it is made twice as when it is made once. */
function isRepeatable({ method, url, headers }: Request): boolean {
  if (method === 'POST') return headers.has('idempotency-key');
  // Reset twice, the secret that receivers know would sign no more.
  return !(method === 'PATCH' && new URL(url).pathname.endsWith('/secret'));
}

/** @throws SignalpostError when something else than the API answered */
function success(response: Response, text: string): Response {
  const { status, headers } = response;
  const isJson = headers.get('content-type')?.startsWith('application/json') === true;
  if (status !== 204 && !isJson) {
    throw new SignalpostError({
      status,
      code: 'unexpected_answer',
      message: 'The answer is no JSON: is serverUrl that of Signalpost?',
      body: text,
    });
  }
  return new Response(status === 204 ? null : text, { status, headers });
}

function connectionFailed(
  url: string,
  tookTooLong: boolean,
  cause: unknown,
): ConnectionFailedError {
  const { origin } = new URL(url);
  return new ConnectionFailedError({
    status: 0,
    code: tookTooLong ? 'timeout' : 'connection_failed',
    message: `${origin} ${tookTooLong ? 'did not answer in time' : 'cannot be reached'}.`,
    cause,
  });
}

/** Of a Retry-After header: seconds, or a date. */
function secondsUntil(header: string | null): number | undefined {
  if (header === null) return undefined;
  if (/^\d+$/.test(header)) return Number(header);
  const moment = Date.parse(header);
  return Number.isNaN(moment) ? undefined : Math.max(0, (moment - Date.now()) / 1_000);
}
