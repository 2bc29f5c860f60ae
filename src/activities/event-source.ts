import type { AttemptEndpoint, AttemptEvent } from '../db/deliveries';
import { endWatch, upsertWatch } from '../db/endpoint-watches';
import { hasQueuedEvents } from '../db/events';
import type { Gather } from '../db/gather';
import type { Group, GroupRequest } from '../db/groups';
import type { Pool } from '../db/pool';
import type { Arrivals } from './arrivals';
import type { Lately } from './lately';
import type { Ordering } from '../domain/endpoint';
import { FOLLOW_PATIENCE_MS, GROUP_MAX_PAYLOAD_BYTES } from '../domain/limits';

/** A wait's length: after it whoever follows asks whether he still may. */
const WAIT_MS = 200;
/** Where several wait, from this rate on it is worth to wait for the next event. */
const BUSY_EVENTS_PER_SECOND = 0.5;
/** Longer than a run takes, but for receivers that hang: then events are signalled, which is no harm. */
const WATCH_SECONDS = 75;

/** Looks for events of many endpoints with one query. */
export type GroupReader = Gather<GroupRequest, Group>;

/** What an event source needs. */
export interface EventSourceOptions {
  readonly pool: Pool;
  readonly groups: GroupReader;
  readonly arrivals: Arrivals;
  /** Which endpoints had events of late, so that another one is worth to wait for. */
  readonly lately: Lately;
  readonly endpointId: string;
  /** Events of one look at most. */
  readonly limit: number;
  /** Whether to go on with events that come while others are sent; asked once. */
  readonly mayBeginToFollow: (found: Group) => boolean;
  /** The same, asked again and again. */
  readonly mayFollow: () => boolean;
  /** Whether no further event may be begun. */
  readonly mustStop: () => boolean;
  /** For how many milliseconds further ones may be begun, as long as nothing else says stop. */
  readonly msLeft: () => number;
  /** For how long further events are waited for. */
  readonly patienceMs?: number;
}

/** An event and the endpoint as it was when the event was read. */
export interface SourcedEvent {
  readonly event: AttemptEvent;
  readonly endpoint: AttemptEndpoint;
}

/**
 * The events that one run of `attempt` sends: the endpoint's oldest queued ones, and those that come
 * while they are sent. Once more have come it watches the endpoint: the API sees that and signals
 * nothing meanwhile. One look costs a share of one query for all endpoints; a signal, with what the
 * workflow does on it, costs more than the sending of many events.
 */
export class EventSource {
  private readonly buffer: SourcedEvent[] = [];
  /** Taken and not yet written: still queued in the database. */
  private readonly inHand = new Set<string>();
  private looking: Promise<void> | undefined;
  /** Whether a watch may stand: a run before this one may have left its own. */
  private watched = false;
  private watching: Promise<void> | undefined;
  /** Whether large payloads may have cut the last look short. */
  private mayBeCut = false;
  private ended = false;
  /** Whether the endpoint's row says that this run is to take no more. */
  private final = false;
  private ordering: Ordering | undefined;
  private lastWasFull = false;
  /** Whether events come so often that it is worth to wait for the next one. */
  isBusy = false;
  /** Whether it ended because nothing came any more. */
  ranDry = false;

  constructor(private readonly options: EventSourceOptions) {}

  /** The first look. @returns undefined when the endpoint never was */
  async open(): Promise<Group | undefined> {
    const group = await this.look();
    if (group === undefined) {
      this.final = true;
      this.ended = true;
      return undefined;
    }
    const { length } = group.events;
    this.ordering = group.endpoint.ordering;
    const isAnother = this.add(group);
    const comeOften = length >= 2 && length * 1_000 >= BUSY_EVENTS_PER_SECOND * group.waitedMs;
    this.isBusy = isAnother || comeOften;
    // With none yet somebody has sent us here because more was to be expected.
    const isWorthIt = length === 0 || this.isBusy;
    this.ended = !this.isOpen(group) || !isWorthIt || !this.options.mayBeginToFollow(group);
    this.ranDry = length === 0;
    this.watched = group.watched;
    // At once and beside the sending: the sooner, the fewer signals. Who does not follow but finds that
    // events come often too: he looks for more at his end, or sees to another run.
    if (!this.ended || this.isBusy) void this.watch().catch(() => undefined);
    return group;
  }

  /** Whether it goes on with what comes. */
  get isFollowing(): boolean {
    return !this.ended;
  }

  /** How many were taken and not handed out. */
  get left(): number {
    return this.buffer.length;
  }

  /** The next event; undefined when this run is to send no more. */
  async next(): Promise<SourcedEvent | undefined> {
    for (;;) {
      if (this.options.mustStop()) return undefined;
      const event = this.buffer.shift();
      if (event !== undefined) {
        // A backlog: the next ones are read while these are sent.
        if (this.lastWasFull && this.buffer.length < this.options.limit / 2) void this.refill();
        return event;
      }
      if (this.ended && this.looking === undefined) return undefined;
      await this.refill();
    }
  }

  /** No further look; what was read is still handed out. */
  end(): void {
    this.ended = true;
  }

  /** Goes on looking, whatever made it end. */
  reopen(): void {
    this.ended = this.final;
  }

  /** Whether what was read may be sent; from another order on another run has to see to it. */
  private isOpen({ endpoint, held }: Group): boolean {
    const isOpen = endpoint.active && !held && endpoint.ordering === this.ordering;
    if (!isOpen) this.final = true;
    return isOpen;
  }

  /** Their outcomes are written: they are not queued any more. */
  settled(ids: readonly string[]): void {
    for (const id of ids) this.inHand.delete(id);
  }

  /**
   * Ends the run, and must be called: the watch ends too, unless this answers true and with that makes
   * sure of another run.
   *
   * @param expectsMore whether another run is to go on with what comes
   * @returns whether events may wait
   * @throws when the database is away: the run must come again then, or events would wait unseen
   */
  async close(expectsMore: boolean): Promise<boolean> {
    this.ended = true;
    await this.looking;
    const { pool, endpointId } = this.options;
    if (expectsMore) {
      await this.watch();
      return true;
    }
    // The one that was begun beside the sending must not come to stand after its end.
    await this.watching?.catch(() => undefined);
    if (this.watched) await endWatch(pool, endpointId);
    if (this.left > 0 || this.lastWasFull) return true;
    // Without a watch, what came meanwhile is signalled.
    return (this.watched || this.mayBeCut) && hasQueuedEvents(pool, endpointId);
  }

  private refill(): Promise<void> {
    if (this.ended) return this.looking ?? Promise.resolve();
    this.looking ??= this.lookForMore().finally(() => (this.looking = undefined));
    return this.looking;
  }

  /** Looks for more, and waits for it for a while. */
  private async lookForMore(): Promise<void> {
    const giveUpAt = performance.now() + (this.options.patienceMs ?? FOLLOW_PATIENCE_MS);
    try {
      await this.watch();
      while (await this.hasMore(giveUpAt)) {
        const group = await this.look();
        if (group === undefined || !this.isOpen(group)) break;
        this.add(group);
        if (group.events.length > 0) {
          this.ranDry = false;
          // It was worth waiting for.
          this.isBusy = true;
          return;
        }
      }
    } catch {
      // Whatever it is, the next run meets it again; what is in hand comes to its end first.
    }
    this.ended = true;
  }

  private async hasMore(giveUpAt: number): Promise<boolean> {
    const { arrivals, endpointId, mayFollow, mustStop, msLeft } = this.options;
    // After a full look more waits for certain, and what is in hand would only be found again.
    while (!this.lastWasFull) {
      // Whose place is wanted ends as if nothing came any more.
      this.ranDry = performance.now() >= giveUpAt || !mayFollow();
      if (this.ranDry || mustStop()) return false;
      if (await arrivals.wait(endpointId, Math.min(WAIT_MS, msLeft()))) return true;
    }
    return true;
  }

  private look(): Promise<Group | undefined> {
    const { endpointId, limit, groups } = this.options;
    return groups.find({ endpointId, maxEvents: limit, except: [...this.inHand] });
  }

  /** @returns whether there were events of late besides those that it brings */
  private add(group: Group): boolean {
    const { endpoint, events } = group;
    const { endpointId, lately } = this.options;
    this.lastWasFull = events.length >= this.options.limit;
    // Characters are at most bytes, so this asks a little too often rather than too seldom.
    const characters = events.reduce((sum, { payload }) => sum + (payload?.length ?? 0), 0);
    this.mayBeCut = characters >= GROUP_MAX_PAYLOAD_BYTES / 4;
    for (const event of events) {
      this.inHand.add(event.event_id);
      this.buffer.push({ event, endpoint });
    }
    return events.length > 0 && lately.note(endpointId);
  }

  private watch(): Promise<void> {
    // Before the statement: if its answer is lost it may have taken effect.
    this.watched = true;
    this.watching ??= upsertWatch(this.options.pool, this.options.endpointId, WATCH_SECONDS);
    return this.watching;
  }
}
