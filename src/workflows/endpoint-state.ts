import type { DisabledReason, Ordering } from '../domain/endpoint';
import {
  GROUP_MAX_EVENTS,
  INLINE_BATCH_MAX_EVENTS,
  QUEUE_MAX_EVENTS,
  RETRY_MAX_EVENTS,
} from '../domain/limits';
import type {
  EndpointRowState,
  GroupResult,
  InlineEvent,
  RetryResult,
} from '../domain/activity-results';
import type { EndpointSnapshot, EndpointStatus } from './messages';

/** A change of the endpoint's state, carried out one at a time in the order they came. */
export type StatusChange =
  | { readonly kind: 'reload' }
  | { readonly kind: 'enable' }
  | {
      readonly kind: 'disable';
      readonly reason: DisabledReason;
      /** The count at the moment of the decision; null where an operator decided. */
      readonly consecutiveFailures: number | null;
    }
  | { readonly kind: 'skip' };

/** What the workflow does next. */
export type Step =
  | { readonly kind: 'finish' }
  | { readonly kind: 'status'; readonly change: StatusChange }
  | { readonly kind: 'store'; readonly events: readonly InlineEvent[] }
  | { readonly kind: 'retry'; readonly id: string }
  | { readonly kind: 'mail'; readonly id: string }
  | { readonly kind: 'mirror'; readonly consecutiveFailures: number }
  | { readonly kind: 'group'; readonly limit: number };

/**
 * The state of one endpoint's workflow and the rules by which it moves; no Temporal in it.
 *
 * The queue of ids says that there is work and how much is known of; which events a group takes is
 * read from the database in the order of publishing. So an id that is stale, comes twice or overtakes
 * another one does no harm.
 */
export class EndpointState {
  private enabled: boolean;
  private disabledReason: DisabledReason | null;
  private disabledAt: string | null;
  private failures: number;
  private mirroredFailures: number;
  private moreWaiting: boolean;
  private ordering: Ordering = 'first_attempt';
  private delivered: number;
  /** Whether the row has been read, by this run or one before. */
  private loaded: boolean;
  private quick = true;
  private closed = false;
  private draining = false;

  private readonly queue = new Set<string>();
  private inline: InlineEvent[];
  private readonly changes: StatusChange[] = [];
  private changing: StatusChange | null = null;
  private storing = false;
  private mirroring = false;

  /** The ids that were known when the group under way began; null when none is. */
  private group: ReadonlySet<string> | null = null;
  private readonly toRetry: Set<string>;
  private readonly retrying = new Set<string>();
  private readonly toMail: Set<string>;
  private readonly mailing = new Set<string>();
  /** The limit that the count has reached while a group was under way; decided at the group's end. */
  private undecidedLimit = Infinity;

  /**
   * @param snapshot what the run before left, or undefined for a start that has to read the row first
   * @param mayWait whether disabling for failures waits for a group under way; asked when it matters
   */
  constructor(
    snapshot: EndpointSnapshot | undefined,
    private readonly mayWait: () => boolean,
  ) {
    this.enabled = snapshot?.enabled ?? true;
    this.disabledReason = snapshot?.disabledReason ?? null;
    this.disabledAt = snapshot?.disabledAt ?? null;
    this.failures = snapshot?.consecutiveFailures ?? 0;
    this.mirroredFailures = snapshot?.mirroredFailures ?? this.failures;
    this.moreWaiting = snapshot?.moreWaiting ?? false;
    this.delivered = snapshot?.delivered ?? 0;
    this.loaded = snapshot !== undefined;
    this.inline = [...(snapshot?.inline ?? [])];
    this.toRetry = new Set(snapshot?.retrying);
    this.toMail = new Set(snapshot?.mails);
    if (snapshot === undefined) this.changes.push({ kind: 'reload' });
  }

  /**
   * Takes ids in; those that it holds are ignored, those past the bound wait in the database. An id
   * that is under way may have been settled and sent again by then, without its result having come
   * here: the database is asked once more.
   */
  addEvents(ids: readonly string[]): void {
    for (const id of ids) {
      const inRetry = this.retrying.has(id) || this.toRetry.has(id);
      if (inRetry || this.group?.has(id) === true) this.moreWaiting = true;
      else if (this.queue.size < QUEUE_MAX_EVENTS) this.queue.add(id);
      else this.moreWaiting = true;
    }
  }

  /** Takes up events whose retries were lost with a former run. */
  addRetries(ids: readonly string[]): void {
    for (const id of ids) {
      if (!this.retrying.has(id)) this.toRetry.add(id);
    }
  }

  addInline(event: InlineEvent): void {
    this.inline.push(event);
  }

  requestChange(change: StatusChange): void {
    this.changes.push(change);
  }

  close(): void {
    this.closed = true;
  }

  /** From now on nothing new begins, so that the run can be handed over to the next one. */
  drain(): void {
    this.draining = true;
  }

  /** The next thing to do, or undefined while there is nothing but waiting. */
  nextStep(): Step | undefined {
    if (this.changing !== null) return undefined;
    if (this.closed) return this.isIdle() ? { kind: 'finish' } : undefined;
    const change = this.changes[0];
    if (change !== undefined) return { kind: 'status', change };
    if (!this.enabled && (this.queue.size > 0 || this.moreWaiting)) {
      return { kind: 'status', change: { kind: 'skip' } };
    }
    if (this.draining) return undefined;
    if (this.inline.length > 0 && !this.storing) {
      return { kind: 'store', events: this.inline.slice(0, INLINE_BATCH_MAX_EVENTS) };
    }
    const [mail] = this.toMail;
    if (mail !== undefined) return { kind: 'mail', id: mail };
    if (this.failures !== this.mirroredFailures && !this.mirroring) {
      return { kind: 'mirror', consecutiveFailures: this.failures };
    }
    if (!this.enabled) return undefined;
    const [retry] = this.toRetry;
    if (retry !== undefined && this.retrying.size < RETRY_MAX_EVENTS) {
      return { kind: 'retry', id: retry };
    }
    return this.nextGroup();
  }

  private nextGroup(): Step | undefined {
    if (this.group !== null || (this.queue.size === 0 && !this.moreWaiting)) return undefined;
    const inRetry = this.retrying.size + this.toRetry.size;
    if (this.ordering === 'strict' && inRetry > 0) return undefined;
    // Every one of the group may fail, and the bound holds for what is in retry then.
    const limit = Math.min(GROUP_MAX_EVENTS, RETRY_MAX_EVENTS - inRetry);
    return limit > 0 ? { kind: 'group', limit } : undefined;
  }

  /** Whether the run may be handed over: nothing is under way and no change waits. */
  isReadyToContinue(): boolean {
    return this.draining && this.isIdle() && this.isSettled();
  }

  /** Whether every change that was asked for has taken effect. */
  isSettled(): boolean {
    return this.changes.length === 0 && this.changing === null;
  }

  private isIdle(): boolean {
    return (
      this.group === null &&
      this.retrying.size === 0 &&
      this.mailing.size === 0 &&
      !this.storing &&
      !this.mirroring
    );
  }

  /** Begins the change that nextStep named. */
  changeBegins(change: StatusChange): void {
    this.changing = change;
    if (change.kind === 'skip') {
      this.queue.clear();
      this.moreWaiting = false;
    } else {
      this.changes.shift();
    }
  }

  /** Ends a change: the row as it is now is what holds. */
  changeEnded(row: EndpointRowState): void {
    const enabling = this.changing?.kind === 'enable';
    this.changing = null;
    if (!row.exists) {
      this.closed = true;
      return;
    }
    // A workflow that begins anew takes the row's count. Later its own is the newer one: it goes on
    // over a mere look at the row and ends when the endpoint is enabled.
    if (!this.loaded) this.failures = row.consecutiveFailures;
    else if (row.enabled && (enabling || !this.enabled)) this.failures = 0;
    this.loaded = true;
    this.mirroredFailures = row.consecutiveFailures;
    this.enabled = row.enabled;
    this.disabledReason = row.disabledReason;
    this.disabledAt = row.disabledAt;
    this.ordering = row.ordering;
    if (row.enabled) {
      if (row.hasQueued) this.moreWaiting = true;
      this.addRetries(row.retrying);
    } else {
      this.queue.clear();
      // What came in between has to be skipped too.
      this.moreWaiting = row.hasQueued;
      this.toRetry.clear();
    }
  }

  addMails(ids: readonly string[]): void {
    for (const id of ids) this.toMail.add(id);
  }

  mailBegins(id: string): void {
    this.toMail.delete(id);
    this.mailing.add(id);
  }

  /** @param sent false when it was interrupted and the next run has to see to it */
  mailEnded(id: string, sent: boolean): void {
    this.mailing.delete(id);
    if (!sent) this.toMail.add(id);
  }

  storeBegins(): void {
    this.storing = true;
  }

  storeEnded(count: number, ids: readonly string[]): void {
    this.storing = false;
    this.inline.splice(0, count);
    this.addEvents(ids);
  }

  mirrorBegins(): void {
    this.mirroring = true;
  }

  mirrorEnded(consecutiveFailures: number): void {
    this.mirroring = false;
    this.mirroredFailures = consecutiveFailures;
  }

  groupBegins(): void {
    this.group = new Set(this.queue);
    this.moreWaiting = false;
  }

  /** The group came to its end; what it left waits in the database. */
  groupEnded(result: GroupResult): void {
    this.forgetGroup();
    this.ordering = result.ordering;
    this.delivered += result.succeeded;
    this.quick = result.quick ?? true;
    if (!result.active) {
      // The row was changed and its signal is late or lost.
      this.changes.push({ kind: 'reload' });
      return;
    }
    if (result.more) this.moreWaiting = true;
    if (result.succeeded > 0) this.failures = 0;
    if (this.enabled) this.addRetries(result.retry);
    if (result.gone) {
      this.failures += 1;
      this.disableFor('gone');
    }
    this.decide();
  }

  /** The group was cancelled or failed: whatever it did is in the database. */
  groupLost(): void {
    this.quick = false;
    this.forgetGroup();
    this.moreWaiting = true;
    this.decide();
  }

  /** Takes the decision that waited for a group's end: a success in it has ended the streak. */
  private decide(): void {
    const limit = this.undecidedLimit;
    this.undecidedLimit = Infinity;
    if (this.failures >= limit) this.disableFor('failures');
  }

  private forgetGroup(): void {
    for (const id of this.group ?? []) this.queue.delete(id);
    this.group = null;
  }

  retryBegins(id: string): void {
    this.toRetry.delete(id);
    this.retrying.add(id);
  }

  /** An event's retries came to an end: this is where failed events are counted. */
  retryEnded(id: string, result: RetryResult): void {
    this.retrying.delete(id);
    if (result.outcome === 'succeeded') {
      this.failures = 0;
      this.delivered += 1;
    } else if (result.outcome !== 'dropped' && this.enabled) {
      this.failures += 1;
      if (result.outcome === 'gone') this.disableFor('gone');
      else if (this.failures >= result.disableAfterFailures) this.disableOrWait(result);
    }
  }

  /**
   * What a group under way has delivered is not known before its end, and any success ends the streak:
   * so the decision waits for it, a few seconds.
   */
  private disableOrWait({ disableAfterFailures }: RetryResult): void {
    if (this.group !== null && this.mayWait()) this.undecidedLimit = disableAfterFailures;
    else this.disableFor('failures');
  }

  /** A retry was cancelled: dropped with the disabling, or kept for the next run. */
  retryInterrupted(id: string): void {
    this.retrying.delete(id);
    if (this.draining && this.enabled) this.toRetry.add(id);
  }

  /** Disabled from this moment, so that ten retries that end together disable once. */
  private disableFor(reason: DisabledReason): void {
    if (!this.enabled) return;
    this.enabled = false;
    this.changes.push({ kind: 'disable', reason, consecutiveFailures: this.failures });
  }

  /** Events in retry, as far as is known here. */
  get inRetry(): number {
    return this.retrying.size + this.toRetry.size;
  }

  get consecutiveFailures(): number {
    return this.failures;
  }

  /** Whether the last group took so little time that the next may run inside the workflow's task. */
  get isQuick(): boolean {
    return this.quick;
  }

  get isEnabled(): boolean {
    return this.enabled;
  }

  get isClosed(): boolean {
    return this.closed;
  }

  status(): EndpointStatus {
    return {
      state: this.closed ? 'closed' : this.enabled ? 'enabled' : 'disabled',
      disabledReason: this.disabledReason,
      disabledAt: this.disabledAt,
      consecutiveFailures: this.failures,
      queued: this.queue.size,
      moreWaiting: this.moreWaiting,
      inRetry: this.inRetry,
      delivered: this.delivered,
    };
  }

  /** The small state that the next run begins with: ids that wait are left to the database. */
  snapshot(): EndpointSnapshot {
    return {
      enabled: this.enabled,
      disabledReason: this.disabledReason,
      disabledAt: this.disabledAt,
      consecutiveFailures: this.failures,
      mirroredFailures: this.mirroredFailures,
      moreWaiting: this.moreWaiting || this.queue.size > 0,
      retrying: [...this.toRetry],
      mails: [...this.toMail],
      inline: this.inline,
      delivered: this.delivered,
    };
  }
}
