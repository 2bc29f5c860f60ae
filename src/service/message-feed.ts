import { selectPayloads, selectRecentMessages, type MessageMark } from '../db/messages';
import type { Pool } from '../db/pool';
import type { Logger } from '../log';
import type { AnswerPayloads } from './answer-payloads';

/** How soon a message shows that another process has stored. */
const POLL_INTERVAL_MS = 500;
/** A message may be committed this much later than the time that it carries. */
const WINDOW_SECONDS = 10;
/** Messages that wait for a slow reader; past it the reader is let go. */
const WAITING_MAX_MESSAGES = 1_000;
/** Payload bytes that one look reads along, and that wait for one reader; others are read in their turn. */
const CARRIED_MAX_BYTES = 1_048_576;

export interface FeedMessage {
  readonly id: string;
  readonly payloadBytes: number;
  /** The very text that raw endpoints get; null when it is yet to be read. */
  readonly payload: string | null;
}

/** One who is told of an organization's messages. */
export interface Subscription {
  /**
   * The next message; undefined when there is none until `untilMs` (milliseconds since the epoch),
   * `ended` when this reader gets no more: the process stops, or it read too slowly.
   */
  next(untilMs: number): Promise<FeedMessage | 'ended' | undefined>;
  /**
   * The payload of a message, or nothing when it has been archived meanwhile. It is let go when the
   * iteration goes on.
   *
   * @throws Busy when other large payloads take too long
   */
  payloadOf(message: FeedMessage): AsyncGenerator<string>;
  close(): void;
}

/**
 * Tells of messages as they are published, whichever process stores them. One query at a time serves
 * all readers of a process, and none runs while nobody reads.
 */
export class MessageFeed {
  private readonly readers = new Set<Reader>();
  private timer: NodeJS.Timeout | undefined;
  private polling = false;
  private again = false;

  constructor(
    private readonly pool: Pool,
    private readonly payloads: AnswerPayloads,
    private readonly log: Logger,
  ) {}

  /** How many read an organization's messages in this process. */
  count(organizationId: string): number {
    return [...this.readers].filter((reader) => reader.organizationId === organizationId).length;
  }

  /** What is published from now on, by when it is committed: a message's time is earlier than that. */
  async subscribe(organizationId: string): Promise<Subscription> {
    const before = await selectRecentMessages(this.pool, [organizationId], WINDOW_SECONDS);
    const reader = new Reader(
      organizationId,
      before,
      (message) => this.read(organizationId, message),
      () => this.readers.delete(reader),
    );
    this.readers.add(reader);
    this.schedule();
    return reader;
  }

  /** Messages were stored in this process: they are looked for at once. */
  published(organizationIds: readonly string[]): void {
    if (this.readers.size === 0) return;
    if (organizationIds.some((id) => this.count(id) > 0)) void this.poll();
  }

  /** Ends all readers. */
  close(): void {
    clearTimeout(this.timer);
    for (const reader of this.readers) reader.end();
  }

  private schedule(): void {
    if (this.timer !== undefined || this.readers.size === 0) return;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      void this.poll();
    }, POLL_INTERVAL_MS);
  }

  private async poll(): Promise<void> {
    // What is told while a query is under way that query may not have seen.
    this.again = true;
    if (this.polling) return;
    this.polling = true;
    while (this.again) {
      this.again = false;
      await this.readOnce();
    }
    this.polling = false;
    this.schedule();
  }

  private async *read(organizationId: string, message: FeedMessage): AsyncGenerator<string> {
    if (message.payload !== null) {
      yield message.payload;
      return;
    }
    const leave = await this.payloads.enter([organizationId], message.payloadBytes);
    try {
      const [found] = await selectPayloads(this.pool, [organizationId], [message.id]);
      if (found !== undefined) yield found.payload;
    } finally {
      leave();
    }
  }

  private async readOnce(): Promise<void> {
    const organizationIds = [...new Set([...this.readers].map((reader) => reader.organizationId))];
    if (organizationIds.length === 0) return;
    try {
      const marks = await selectRecentMessages(this.pool, organizationIds, WINDOW_SECONDS);
      const wanted = new Set([...this.readers].flatMap((reader) => reader.missingOf(marks)));
      if (wanted.size === 0) return;
      const carried = carriedOf(wanted);
      const found = await selectPayloads(this.pool, organizationIds, carried);
      const payloads = new Map(found.map(({ id, payload }) => [id, payload]));
      for (const reader of this.readers) reader.offer(marks, payloads);
    } catch (error) {
      // The next one catches up, if it comes within the window.
      this.log.warn({ err: error }, 'the messages that are listened to could not be read');
    }
  }
}

/** Ids of messages whose payloads are read along: as many as fit, whichever they are. */
function carriedOf(marks: Iterable<MessageMark>): string[] {
  let bytes = 0;
  const ids: string[] = [];
  for (const { id, payload_bytes } of marks) {
    if (bytes + payload_bytes > CARRIED_MAX_BYTES) continue;
    bytes += payload_bytes;
    ids.push(id);
  }
  return ids;
}

class Reader implements Subscription {
  private readonly waiting: FeedMessage[] = [];
  private waitingBytes = 0;
  /** Ids that were told or were there before, with their time; those that left the window are forgotten. */
  private readonly told: Map<string, number>;
  private wake: (() => void) | undefined;
  private ended = false;

  constructor(
    readonly organizationId: string,
    before: readonly MessageMark[],
    readonly payloadOf: (message: FeedMessage) => AsyncGenerator<string>,
    private readonly onClose: () => void,
  ) {
    this.told = new Map(before.map(({ id, created_at }) => [id, Date.parse(created_at)]));
  }

  missingOf(marks: readonly MessageMark[]): MessageMark[] {
    return marks.filter(
      ({ id, organization_id }) => organization_id === this.organizationId && !this.told.has(id),
    );
  }

  offer(marks: readonly MessageMark[], payloads: ReadonlyMap<string, string>): void {
    if (this.ended) return;
    for (const { id, created_at, payload_bytes: payloadBytes } of this.missingOf(marks)) {
      this.told.set(id, Date.parse(created_at));
      const payload =
        this.waitingBytes + payloadBytes > CARRIED_MAX_BYTES ? null : (payloads.get(id) ?? null);
      if (payload !== null) this.waitingBytes += payloadBytes;
      this.waiting.push({ id, payloadBytes, payload });
    }
    this.forgetOld();
    if (this.waiting.length > WAITING_MAX_MESSAGES) this.end();
    this.wake?.();
  }

  async next(untilMs: number): Promise<FeedMessage | 'ended' | undefined> {
    for (;;) {
      if (this.ended) return 'ended';
      const message = this.waiting.shift();
      if (message !== undefined) {
        if (message.payload !== null) this.waitingBytes -= message.payloadBytes;
        return message;
      }
      const leftMs = untilMs - Date.now();
      if (leftMs <= 0) return undefined;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, leftMs);
        this.wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  }

  end(): void {
    this.ended = true;
    this.wake?.();
  }

  close(): void {
    this.end();
    this.onClose();
  }

  private forgetOld(): void {
    const newest = [...this.told.values()].at(-1) ?? 0;
    for (const [id, at] of this.told) {
      if (at > newest - 2 * WINDOW_SECONDS * 1_000) return;
      this.told.delete(id);
    }
  }
}
