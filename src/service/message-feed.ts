import { selectNow, selectPayloads, selectRecentMessages, type MessageMark } from '../db/messages';
import type { Pool } from '../db/pool';
import type { Logger } from '../log';

/** How soon a message shows that another process has stored. */
const POLL_INTERVAL_MS = 500;
/** A message may be committed this much later than the time that it carries. */
const WINDOW_SECONDS = 10;
/** Messages that wait for a slow reader; past it the reader is let go. */
const WAITING_MAX_MESSAGES = 1_000;

export interface FeedMessage {
  readonly id: string;
  /** The very text that raw endpoints get. */
  readonly payload: string;
}

/** One who is told of an organization's messages. */
export interface Subscription {
  /**
   * The next message; undefined when there is none until `untilMs` (milliseconds since the epoch),
   * `ended` when this reader gets no more: the process stops, or it read too slowly.
   */
  next(untilMs: number): Promise<FeedMessage | 'ended' | undefined>;
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
    private readonly log: Logger,
  ) {}

  /** How many read an organization's messages in this process. */
  count(organizationId: string): number {
    return [...this.readers].filter((reader) => reader.organizationId === organizationId).length;
  }

  /** What is published from now on. */
  async subscribe(organizationId: string): Promise<Subscription> {
    const sinceMs = Date.parse(await selectNow(this.pool));
    const reader = new Reader(organizationId, sinceMs, () => this.readers.delete(reader));
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

  private async readOnce(): Promise<void> {
    const organizationIds = [...new Set([...this.readers].map((reader) => reader.organizationId))];
    if (organizationIds.length === 0) return;
    try {
      const marks = await selectRecentMessages(this.pool, organizationIds, WINDOW_SECONDS);
      const wanted = new Set<string>();
      for (const reader of this.readers) {
        for (const { id } of reader.missingOf(marks)) wanted.add(id);
      }
      if (wanted.size === 0) return;
      const found = await selectPayloads(this.pool, organizationIds, [...wanted]);
      const payloads = new Map(found.map(({ id, payload }) => [id, payload]));
      for (const reader of this.readers) reader.offer(marks, payloads);
    } catch (error) {
      // The next one catches up, if it comes within the window.
      this.log.warn({ err: error }, 'the messages that are listened to could not be read');
    }
  }
}

class Reader implements Subscription {
  private readonly waiting: FeedMessage[] = [];
  /** Ids that were told, with their time; those that left the window are forgotten. */
  private readonly told = new Map<string, number>();
  private wake: (() => void) | undefined;
  private ended = false;

  constructor(
    readonly organizationId: string,
    private readonly sinceMs: number,
    private readonly onClose: () => void,
  ) {}

  missingOf(marks: readonly MessageMark[]): MessageMark[] {
    return marks.filter(
      ({ id, organization_id, created_at }) =>
        organization_id === this.organizationId &&
        !this.told.has(id) &&
        Date.parse(created_at) >= this.sinceMs,
    );
  }

  offer(marks: readonly MessageMark[], payloads: ReadonlyMap<string, string>): void {
    if (this.ended) return;
    for (const { id, created_at } of this.missingOf(marks)) {
      const payload = payloads.get(id);
      if (payload === undefined) continue;
      this.told.set(id, Date.parse(created_at));
      this.waiting.push({ id, payload });
    }
    this.forgetOld();
    if (this.waiting.length > WAITING_MAX_MESSAGES) this.end();
    this.wake?.();
  }

  async next(untilMs: number): Promise<FeedMessage | 'ended' | undefined> {
    for (;;) {
      if (this.ended) return 'ended';
      const message = this.waiting.shift();
      if (message !== undefined) return message;
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
