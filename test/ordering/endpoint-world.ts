import type { EndpointRowState, GroupResult, RetryResult } from '../../src/domain/activity-results';
import type { DisabledReason, Ordering } from '../../src/domain/endpoint';
import { EndpointState, type StatusChange, type Step } from '../../src/workflows/endpoint-state';
import type { EndpointSnapshot } from '../../src/workflows/messages';

/** Failed events in a row after which the world's endpoint is disabled. */
export const DISABLE_AFTER = 2;
/** Attempts of an event; fewer than the real ones, so that a short run sees events fail. */
const MAX_ATTEMPTS = 2;
const GROUP_EVENTS = 4;
const PATIENCE_STEPS = 1_000;

const NEW: EndpointSnapshot = {
  enabled: true,
  disabledReason: null,
  disabledAt: null,
  consecutiveFailures: 0,
  moreWaiting: false,
  retrying: [],
  mails: [],
  inline: [],
  delivered: 0,
};

/** An event's row. */
export interface WorldEvent {
  readonly id: string;
  work: 'queued' | 'retrying' | null;
  attempts: number;
  outcome: 'succeeded' | 'failed' | 'skipped' | null;
}

/** Something under way; each number that it is given decides what happens in it next. */
type Course = Generator<void, void, number>;
interface Task {
  readonly kind: Step['kind'];
  readonly course: Course;
  isCancelled: boolean;
}

/** What a receiver answers: mostly failures, since it takes several in a row to disable. */
const answerOf = (decision: number) =>
  decision === 0 || decision > 230 ? 'success' : decision > 2 ? 'failure' : 'gone';

/**
 * An EndpointState in a small world: the database as a list of rows, activities that do their work and
 * report it in steps, whose order and outcome the caller decides, and signals that may be lost. It
 * watches the rules while it runs; what is broken is in `problems`.
 */
export class EndpointWorld {
  readonly events: WorldEvent[] = [];
  readonly problems: string[] = [];
  /** Whether the sweep may be needed: a signal was lost, or a run. */
  mayForget = false;
  isFinished = false;
  private state = new EndpointState(NEW, () => true);
  private tasks: Task[] = [];
  private readonly row = {
    enabled: true,
    deleted: false,
    reason: null as DisabledReason | null,
    failures: 0,
  };
  /** The count by the rule, from what was reported. */
  private streak = 0;
  private delivered = 0;
  /** Whether a change and a mirroring ran side by side: the row may keep an older count until the next. */
  private hasMirrorRace = false;
  private isNew = false;

  constructor(readonly ordering: Ordering) {
    this.reload();
    this.drive();
  }

  publish(count: number, isSignalled: boolean): void {
    if (!this.row.enabled || this.row.deleted) return;
    const ids = Array.from({ length: count }, (_, index) => `e${this.events.length + index}`);
    for (const id of ids) {
      this.events.push({ id, work: 'queued', attempts: 0, outcome: null });
    }
    this.signal(ids, isSignalled);
  }

  redeliver(index: number, isSignalled: boolean): void {
    const event = this.events[index % Math.max(1, this.events.length)];
    if (event?.work !== null || !this.row.enabled || this.row.deleted) return;
    // Known limit: sent again between the end of its last retry and the report of it, and failed again in
    // a group that reports first, it is taken for the retry that is known already. The sweep finds it.
    if (this.isUnderWay('retry')) this.mayForget = true;
    event.work = 'queued';
    event.attempts = 0;
    if (event.outcome !== 'succeeded') event.outcome = null;
    this.signal([event.id], isSignalled);
  }

  private signal(ids: string[], isSignalled: boolean): void {
    if (isSignalled) this.state.addEvents(ids);
    else this.mayForget = true;
    this.drive();
  }

  /** An operator's signal. */
  request(kind: 'enable' | 'disable'): void {
    this.state.requestChange(
      kind === 'enable' ? { kind } : { kind, reason: 'manual', consecutiveFailures: null },
    );
    this.drive();
  }

  /** The API's change of the row, which skips what is pending, and its signal. */
  patch(enabled: boolean, isSignalled: boolean): void {
    if (this.row.deleted || this.row.enabled === enabled) return;
    this.row.enabled = enabled;
    this.row.reason = enabled ? null : 'manual';
    if (enabled) this.row.failures = 0;
    else this.skipPending();
    if (isSignalled) this.reload();
    else this.mayForget = true;
    this.drive();
  }

  delete(): void {
    this.row.deleted = true;
    this.skipPending();
    this.state.close();
    this.cancel();
    this.drive();
  }

  private reload(): void {
    this.state.requestChange({ kind: 'reload' });
  }

  drain(): void {
    this.state.drain();
    this.cancel();
    this.drive();
  }

  /** The workflow is terminated, and what was under way with it. A new one begins with the next signal. */
  terminate(): void {
    if (this.isFinished) return;
    this.tasks = [];
    this.state = new EndpointState(undefined, () => true);
    this.isNew = true;
    this.knowsOrdering = false;
    this.mayForget = true;
    this.drive();
  }

  /** Goes on with one of the things under way. */
  advance(index: number, decision: number): void {
    const task = this.tasks[index % Math.max(1, this.tasks.length)];
    if (task === undefined) return;
    const { done } = task.course.next(decision);
    if (done === true) this.tasks = this.tasks.filter((one) => one !== task);
    this.drive();
  }

  /** Lets everything come to its end, with successes; with the sweep where it is allowed to be needed. */
  settle(): void {
    for (let step = 0; step < PATIENCE_STEPS; step += 1) {
      if (this.tasks.length > 0) this.advance(step, 0);
      else if (this.pending().length === 0 || !this.mayForget || this.isFinished) return;
      else {
        this.state.addEvents(this.pending('queued'));
        this.state.addRetries(this.pending('retrying'));
        this.drive();
        if (this.tasks.length === 0) return;
      }
    }
    this.problems.push('it does not come to an end');
  }

  /** What must hold when everything has come to its end. */
  checkSettled(): void {
    for (const { id, work, outcome } of this.events) {
      if (work !== null) this.problems.push(`${id} was forgotten: ${work}`);
      else if (outcome === null) this.problems.push(`${id} has no outcome`);
    }
    if (this.isFinished) return;
    const { consecutiveFailures, delivered, queued, inRetry, state } = this.state.status();
    if (queued + inRetry > 0) this.problems.push(`${queued} queued and ${inRetry} in retry stay`);
    if (this.mayForget) return;
    if (consecutiveFailures !== this.streak) {
      this.problems.push(`the count is ${consecutiveFailures}, by the rule ${this.streak}`);
    }
    if (this.row.failures !== consecutiveFailures && !this.hasMirrorRace)
      this.problems.push('the row has another count');
    if ((state === 'enabled') !== this.row.enabled) this.problems.push('the row says otherwise');
    if (delivered !== this.delivered) {
      this.problems.push(`${delivered} deliveries are counted of ${this.delivered}`);
    }
  }

  private pending(work?: 'queued' | 'retrying'): string[] {
    return this.events
      .filter((event) => (work === undefined ? event.work !== null : event.work === work))
      .map(({ id }) => id);
  }

  private skipPending(): void {
    for (const event of this.events) {
      if (event.work === null) continue;
      event.work = null;
      if (event.outcome !== 'succeeded') event.outcome = 'skipped';
    }
  }

  private isUnderWay(kind: Step['kind']): boolean {
    return this.tasks.some((task) => task.kind === kind);
  }

  /** As the workflow's loop does. */
  private drive(): void {
    for (let count = 0; count < PATIENCE_STEPS; count += 1) {
      if (this.isFinished) return;
      if (this.tasks.length > PATIENCE_STEPS) throw new Error('It begins more and more.');
      const step = this.state.nextStep();
      if (step === undefined) {
        if (!this.state.isReadyToContinue()) break;
        const snapshot = JSON.parse(JSON.stringify(this.state.snapshot())) as EndpointSnapshot;
        this.state = new EndpointState(snapshot, () => true);
        this.knowsOrdering = false;
        continue;
      }
      if (step.kind === 'finish') this.finish();
      else this.begin(step);
    }
    this.checkRule();
  }

  private finish(): void {
    if (this.tasks.length > 0) this.problems.push('it ended while something was under way');
    this.isFinished = true;
  }

  /** Enabled from a count on that disables, it may only be while a group's end is waited for. */
  private checkRule(): void {
    const isDue = this.streak >= DISABLE_AFTER && !this.isUnderWay('group');
    const isDecided = this.state.isSettled() && !this.state.isClosed && !this.mayForget;
    if (isDue && isDecided && this.state.isEnabled) {
      this.problems.push(`enabled after ${this.streak} failures in a row`);
    }
  }

  private begin(step: Exclude<Step, { kind: 'finish' }>): void {
    const task: Task = { kind: step.kind, course: this.courseOf(step), isCancelled: false };
    this.checkBegin(step);
    this.tasks.push(task);
    this.hasMirrorRace ||= this.isUnderWay('mirror') && this.isUnderWay('status');
    this.current = task;
    if (task.course.next().done === true) this.tasks = this.tasks.filter((one) => one !== task);
  }

  private checkBegin(step: Step): void {
    const sends = step.kind === 'group' || step.kind === 'retry';
    if (sends && !(this.state.isEnabled && !this.state.isClosed)) {
      this.problems.push(`a ${step.kind} begins while disabled`);
    }
    if (step.kind === 'group' && this.isUnderWay('group')) this.problems.push('two groups');
    if (step.kind === 'status' && this.isUnderWay('status')) this.problems.push('two changes');
    // A run that has just begun does not know yet; the row holds the group back then.
    const isHeld = this.isUnderWay('retry') || this.state.inRetry > 0;
    if (step.kind === 'group' && this.ordering === 'strict' && isHeld && this.knowsOrdering) {
      this.problems.push('strict: a group begins beside a retry');
    }
  }

  private current!: Task;
  private knowsOrdering = false;

  private courseOf(step: Exclude<Step, { kind: 'finish' }>): Course {
    switch (step.kind) {
      case 'status':
        return this.change(step.change);
      case 'group':
        return this.group(step.limit);
      case 'retry':
        return this.retry(step.id);
      case 'mirror':
        return this.mirror(step.consecutiveFailures);
      case 'store':
      case 'mail':
        throw new Error(`The world has no ${step.kind}.`);
    }
  }

  private cancel(): void {
    for (const task of this.tasks) {
      if (task.kind === 'group' || task.kind === 'retry') task.isCancelled = true;
    }
  }

  private *change(change: StatusChange): Course {
    this.state.changeBegins(change);
    if (change.kind === 'disable') {
      this.checkDisable(change);
      this.cancel();
    }
    yield;
    this.carryOut(change);
    const row = this.rowState();
    yield;
    if (this.isNew) this.streak = row.consecutiveFailures;
    else if (row.enabled && (change.kind === 'enable' || !this.state.isEnabled)) this.streak = 0;
    this.isNew = false;
    this.state.changeEnded(row);
    this.knowsOrdering = true;
    if (!this.state.isEnabled || this.state.isClosed) this.cancel();
  }

  private checkDisable(change: Extract<StatusChange, { kind: 'disable' }>): void {
    if (change.reason !== 'failures' || this.mayForget) return;
    // The count of the decision: an enable may have ended between it and the change.
    const count = change.consecutiveFailures ?? 0;
    if (count < DISABLE_AFTER) this.problems.push(`disabled after ${count} failures in a row`);
    if (this.isUnderWay('group')) this.problems.push('disabled while a group may have delivered');
  }

  private carryOut(change: StatusChange): void {
    const { row } = this;
    if (row.deleted) return;
    if (change.kind === 'enable') Object.assign(row, { enabled: true, reason: null, failures: 0 });
    if (change.kind === 'disable' && row.enabled) {
      row.enabled = false;
      row.reason = change.reason;
      row.failures = change.consecutiveFailures ?? row.failures;
    }
    if (!row.enabled) this.skipPending();
  }

  private rowState(): EndpointRowState {
    const { enabled, deleted, reason, failures } = this.row;
    return {
      exists: !deleted,
      enabled,
      ordering: this.ordering,
      disabledReason: reason,
      disabledAt: enabled ? null : 'then',
      consecutiveFailures: failures,
      hasQueued: this.pending('queued').length > 0,
      retrying: this.pending('retrying'),
    };
  }

  private *group(limit: number): Course {
    const task = this.ownTask();
    this.state.groupBegins();
    yield;
    const result = {
      active: true,
      ordering: this.ordering,
      more: false,
      succeeded: 0,
      gone: false,
    };
    const retry: string[] = [];
    if (!this.row.enabled || this.row.deleted) result.active = false;
    else if (this.ordering === 'strict' && this.pending('retrying').length > 0) {
      result.more = true;
      retry.push(...this.pending('retrying'));
    } else {
      const taken = this.events.filter(({ work }) => work === 'queued');
      result.more = taken.length > Math.min(limit, GROUP_EVENTS);
      for (const event of taken.slice(0, Math.min(limit, GROUP_EVENTS))) {
        const decision = yield;
        if (task().isCancelled || result.gone || (this.ordering === 'strict' && retry.length > 0)) {
          result.more = true;
          break;
        }
        const answer = answerOf(decision);
        this.write(event, answer);
        if (answer === 'success') result.succeeded += 1;
        if (answer === 'gone') result.gone = true;
        if (event.work === 'retrying') retry.push(event.id);
      }
    }
    const decision = yield;
    if (task().isCancelled && decision % 2 === 1) {
      // Its successes are not heard of, as when a worker dies.
      this.mayForget = true;
      this.state.groupLost();
    } else this.reportGroup({ ...result, retry });
  }

  private reportGroup(result: GroupResult): void {
    if (result.active) {
      this.delivered += result.succeeded;
      if (result.succeeded > 0) this.streak = 0;
      if (result.gone) this.streak += 1;
      this.knowsOrdering = true;
    }
    this.state.groupEnded(result);
  }

  /** Writes an attempt as insertDeliveries does: what was skipped meanwhile stays so unless delivered. */
  private write(event: WorldEvent, answer: ReturnType<typeof answerOf>): void {
    event.attempts += 1;
    if (answer === 'success') {
      event.outcome = 'succeeded';
      event.work = null;
    } else if (event.work !== null) {
      const isLast = answer === 'gone' || event.attempts >= MAX_ATTEMPTS;
      event.work = isLast ? null : 'retrying';
      if (isLast && event.outcome !== 'succeeded') event.outcome = 'failed';
    }
  }

  private *retry(id: string): Course {
    const task = this.ownTask();
    this.state.retryBegins(id);
    const event = this.events.find((one) => one.id === id);
    for (;;) {
      const decision = yield;
      // Between attempts it waits on the server, where cancelling ends it at once.
      if (task().isCancelled) {
        this.state.retryInterrupted(id);
        return;
      }
      if (event?.work !== 'retrying' || !this.row.enabled || this.row.deleted) {
        this.reportRetry(id, 'dropped');
        return;
      }
      const answer = answerOf(decision);
      this.write(event, answer);
      if (this.pending('retrying').includes(id)) continue;
      yield;
      this.reportRetry(
        id,
        answer === 'success' ? 'succeeded' : answer === 'gone' ? 'gone' : 'failed',
      );
      return;
    }
  }

  private reportRetry(id: string, outcome: RetryResult['outcome']): void {
    if (outcome === 'succeeded') {
      this.streak = 0;
      this.delivered += 1;
    } else if (outcome !== 'dropped' && this.state.isEnabled) this.streak += 1;
    this.state.retryEnded(id, { outcome, disableAfterFailures: DISABLE_AFTER });
  }

  private *mirror(count: number): Course {
    this.state.mirrorBegins();
    yield;
    this.row.failures = count;
    yield;
    this.state.mirrorEnded(count);
  }

  /** A course begins when `begin` has made its task. */
  private ownTask(): () => Task {
    const task = this.current;
    return () => task;
  }
}
