import type { IncomingHttpHeaders } from 'node:http';
import { types } from 'node:util';
import type { Agent, Dispatcher } from 'undici';
import { RESPONSE_MAX_CHARACTERS } from '../domain/delivery';

/** UTF-8 needs at most this many bytes for what is kept, so no more is read. */
const RESPONSE_MAX_BYTES = RESPONSE_MAX_CHARACTERS * 4;
const RETRY_AFTER_STATUSES = new Set([429, 503]);

/** The time that an attempt has, whatever it consists of. */
export class Deadline {
  /** Whether the time is up. */
  aborted = false;
  private readonly startedAt = performance.now();
  private readonly timer: NodeJS.Timeout;
  private listener: (() => void) | undefined;

  constructor(timeoutMs: number) {
    this.timer = setTimeout(() => {
      this.aborted = true;
      this.listener?.();
    }, timeoutMs);
  }

  get elapsedMs(): number {
    return performance.now() - this.startedAt;
  }

  /** Calls back when the time is up, in the place of who was to be called before. */
  onAbort(listener: () => void): void {
    this.listener = listener;
  }

  clear(): void {
    clearTimeout(this.timer);
    this.listener = undefined;
  }
}

/** What came of a request. */
export interface Answer {
  /** Null when no status line has come. */
  readonly httpCode: number | null;
  readonly retryAfterSeconds: number | null;
  /** The beginning of the body. */
  readonly text: string;
  /** Why the answer is not whole. */
  readonly error: Error | undefined;
}

/**
 * One request and its answer, on undici's own events: its `request` makes a stream of every answer,
 * which for some hundred bytes costs more than all the rest.
 */
export class Exchange implements Dispatcher.DispatchHandler {
  private controller: Dispatcher.DispatchController | undefined;
  private httpCode: number | null = null;
  private retryAfterSeconds: number | null = null;
  private readonly chunks: Buffer[] = [];
  private bytes = 0;
  private settle: ((answer: Answer) => void) | undefined;

  constructor(private readonly deadline: Deadline) {}

  /** Never throws: what goes wrong is in the answer. */
  run(agent: Agent, options: Dispatcher.DispatchOptions): Promise<Answer> {
    return new Promise((resolve) => {
      this.settle = resolve;
      this.deadline.onAbort(() => this.controller?.abort(new Error('The time is up.')));
      // The agent looks at it before it connects once more for a request that nobody waits for.
      const withDeadline = { ...options, signal: this.deadline };
      agent.dispatch(withDeadline, this);
    });
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    this.controller = controller;
    // Ended while there was no connection yet.
    if (this.deadline.aborted) controller.abort(new Error('The time is up.'));
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    statusCode: number,
    headers: IncomingHttpHeaders,
  ): void {
    // Interim responses (RFC 9110, section 15.2): the answer comes after them.
    if (statusCode < 200) return;
    this.httpCode = statusCode;
    if (RETRY_AFTER_STATUSES.has(statusCode)) {
      this.retryAfterSeconds = parseRetryAfter(headers, Date.now());
    }
  }

  onResponseData(controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.chunks.push(chunk);
    this.bytes += chunk.length;
    if (this.bytes < RESPONSE_MAX_BYTES) return;
    this.end(undefined);
    // No more than is kept is taken from the connection.
    controller.abort(new Error('No more is read.'));
  }

  onResponseEnd(): void {
    this.end(undefined);
  }

  onResponseError(_controller: Dispatcher.DispatchController, error: unknown): void {
    this.end(types.isNativeError(error) ? error : new Error(String(error)));
  }

  private end(error: Error | undefined): void {
    const { httpCode, retryAfterSeconds, settle } = this;
    this.settle = undefined;
    settle?.({ httpCode, retryAfterSeconds, text: this.text(), error });
  }

  private text(): string {
    if (this.bytes === 0) return '';
    const text = Buffer.concat(this.chunks).toString('utf8').replaceAll('\0', '');
    const cut = text.slice(0, RESPONSE_MAX_CHARACTERS);
    // A pair of surrogates that the cut went through would not be valid UTF-8 in the database.
    return cut.isWellFormed() ? cut : cut.toWellFormed();
  }
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
