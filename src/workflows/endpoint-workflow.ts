import {
  allHandlersFinished,
  CancellationScope,
  condition,
  continueAsNew,
  log,
  patched,
  setCurrentDetails,
  setHandler,
  upsertSearchAttributes,
  uuid4,
  workflowInfo,
} from '@temporalio/workflow';
import * as activities from './endpoint-activities';
import { EndpointState, type StatusChange, type Step } from './endpoint-state';
import type { DisableResult, EndpointRowState, InlineEvent } from '../domain/activity-results';
import * as messages from './messages';
import { CONSECUTIVE_FAILURES, ENDPOINT_STATE, ORGANIZATION_ID } from './search-attributes';

/** Since 0.2.0 quick groups run inside the workflow's task. */
const LOCAL_ATTEMPT = 'local-attempt';
/** Since 0.3.0 disabling for failures waits for the end of a group under way. */
const DISABLING_WAITS = 'disabling-waits';

/**
 * One endpoint, for as long as it exists: takes events in by signal, has them sent in groups, retries
 * what failed, counts failed events and disables the endpoint. The rules are in EndpointState; this
 * function connects them with Temporal.
 */
export async function EndpointWorkflow(input: messages.EndpointWorkflowInput): Promise<void> {
  const state = new EndpointState(input.state, () => patched(DISABLING_WAITS));
  const run = new EndpointRun(input, state);
  handleMessages(state, run);

  for (;;) {
    run.describe();
    setCurrentDetails(run.details());
    const step = state.nextStep();
    if (step?.kind === 'finish') return;
    if (step !== undefined) {
      run.begin(step);
      continue;
    }
    if (state.isReadyToContinue() && allHandlersFinished()) {
      await continueAsNew<typeof EndpointWorkflow>({ ...input, state: state.snapshot() });
    }
    await condition(
      () =>
        state.nextStep() !== undefined ||
        run.mustDescribe() ||
        run.mustDrain() ||
        (state.isReadyToContinue() && allHandlersFinished()),
    );
    if (run.mustDrain()) run.drain();
  }
}

function handleMessages(state: EndpointState, run: EndpointRun): void {
  setHandler(
    messages.eventsSignal,
    (ids, options) => {
      if (options?.retrying === true) state.addRetries(ids);
      else state.addEvents(ids);
    },
    { description: 'Ids of stored events that wait for this endpoint.' },
  );
  setHandler(
    messages.publishSignal,
    // Filled in here, where it is the same on every replay and every run of the storing activity.
    (event) => state.addInline({ id: uuid4(), timestamp: new Date().toISOString(), ...event }),
    {
      description: 'Publishes {id?, type, timestamp?, data} to this endpoint; it is stored first.',
    },
  );
  setHandler(messages.enableSignal, () => state.requestChange({ kind: 'enable' }), {
    description: 'Enables the endpoint again and sets its count of failures to zero.',
  });
  setHandler(
    messages.disableSignal,
    () => state.requestChange({ kind: 'disable', reason: 'manual', consecutiveFailures: null }),
    { description: 'Disables the endpoint and marks its pending events as skipped.' },
  );
  setHandler(messages.changedSignal, () => state.requestChange({ kind: 'reload' }), {
    description: 'The endpoint was changed in the database: read it again.',
  });
  setHandler(messages.closeSignal, () => run.close(), {
    description: 'The endpoint was deleted: ends this workflow.',
  });
  setHandler(messages.statusQuery, () => state.status(), {
    description: 'State, count of failed events in a row, and what is waiting.',
  });
  setHandler(
    messages.statusUpdate,
    async () => {
      await condition(() => state.isSettled() || state.isClosed);
      return state.status();
    },
    { description: 'As the query, after everything that was signalled before has taken effect.' },
  );
}

/** What is under way in one run of the workflow. */
class EndpointRun {
  private sending = new CancellationScope();
  private readonly mailing = new CancellationScope();
  private draining = false;
  private described = '';

  constructor(
    private readonly input: messages.EndpointWorkflowInput,
    private readonly state: EndpointState,
  ) {}

  /** Starts a step; its end is told to the state. */
  begin(step: Exclude<Step, { kind: 'finish' }>): void {
    void this.perform(step).catch((error: unknown) => {
      // Nothing here is expected to fail but by cancellation, which each step handles itself.
      log.error('A step of the endpoint failed', { step: step.kind, error });
    });
  }

  private perform(step: Exclude<Step, { kind: 'finish' }>): Promise<void> {
    switch (step.kind) {
      case 'status':
        return this.change(step.change);
      case 'group':
        return this.group(step.limit);
      case 'retry':
        return this.retry(step.id);
      case 'store':
        return this.store(step.events);
      case 'mail':
        return this.mail(step.id);
      case 'mirror':
        return this.mirror(step.consecutiveFailures);
    }
  }

  private async change(change: StatusChange): Promise<void> {
    this.state.changeBegins(change);
    if (change.kind === 'disable') this.interruptSending();
    const row = await this.carryOut(change);
    this.state.changeEnded(row);
    setCurrentDetails(this.details());
    if (!this.state.isEnabled || this.state.isClosed) this.interruptSending();
  }

  private async carryOut(change: StatusChange): Promise<EndpointRowState> {
    const { endpointId } = this.input;
    switch (change.kind) {
      case 'reload':
        return activities.loadEndpoint(endpointId);
      case 'enable':
        return activities.enable(endpointId);
      case 'skip':
        return activities.skipPending(endpointId);
      case 'disable': {
        const result: DisableResult = await activities.disable(
          endpointId,
          change.reason,
          change.consecutiveFailures,
        );
        this.state.addMails(result.mails);
        return result.row;
      }
    }
  }

  private async group(limit: number): Promise<void> {
    this.state.groupBegins();
    try {
      this.state.groupEnded(
        await this.sending.run(() => {
          const attempt =
            patched(LOCAL_ATTEMPT) && this.state.isQuick
              ? activities.attemptHere
              : activities.attempt;
          return attempt(this.input.endpointId, limit, Date.now(), this.state.inRetry);
        }),
      );
    } catch {
      this.state.groupLost();
    }
    setCurrentDetails(this.details());
  }

  private async retry(id: string): Promise<void> {
    this.state.retryBegins(id);
    try {
      this.state.retryEnded(
        id,
        await this.sending.run(() =>
          activities.retry.executeWithOptions({ summary: `event ${id}` }, [
            this.input.endpointId,
            id,
          ]),
        ),
      );
    } catch {
      this.state.retryInterrupted(id);
    }
    setCurrentDetails(this.details());
  }

  private async store(events: readonly InlineEvent[]): Promise<void> {
    this.state.storeBegins();
    const { endpointId } = this.input;
    const { ids } = await activities.storeInline(endpointId, events);
    this.state.storeEnded(events.length, ids);
  }

  private async mail(id: string): Promise<void> {
    this.state.mailBegins(id);
    try {
      await this.mailing.run(() => activities.sendMail(id));
      this.state.mailEnded(id, true);
    } catch {
      // Interrupted by the hand-over, or given up after days: the sweep knows of it.
      this.state.mailEnded(id, !this.draining);
    }
  }

  private async mirror(consecutiveFailures: number): Promise<void> {
    this.state.mirrorBegins();
    await activities.mirrorFailures(this.input.endpointId, consecutiveFailures);
    this.state.mirrorEnded(consecutiveFailures);
  }

  close(): void {
    this.state.close();
    this.interruptSending();
    this.mailing.cancel();
  }

  /** Cancels the group and the retries under way; what comes after runs in a new scope. */
  private interruptSending(): void {
    this.sending.cancel();
    this.sending = new CancellationScope();
  }

  /** Whether the server suggests a new run and this one has not begun to end. */
  mustDrain(): boolean {
    return workflowInfo().continueAsNewSuggested && !this.draining;
  }

  /** Begins to end the run: retries that wait are handed over, those under way are waited for. */
  drain(): void {
    this.draining = true;
    this.state.drain();
    this.interruptSending();
    this.mailing.cancel();
  }

  /** Whether what operators search by is out of date. */
  mustDescribe(): boolean {
    return this.searchable() !== this.described;
  }

  private searchable(): string {
    return `${this.state.isEnabled} ${this.state.consecutiveFailures}`;
  }

  /** Keeps what operators find in Temporal's UI up to date; costs an event of history when it changes. */
  describe(): void {
    if (!this.mustDescribe()) return;
    this.described = this.searchable();
    upsertSearchAttributes([
      { key: ORGANIZATION_ID, value: this.input.organizationId },
      { key: ENDPOINT_STATE, value: this.state.isEnabled ? 'enabled' : 'disabled' },
      { key: CONSECUTIVE_FAILURES, value: this.state.consecutiveFailures },
    ]);
  }

  /** What Temporal's UI shows as the workflow's current details. */
  details(): string {
    const { state, disabledReason, disabledAt, ...figures } = this.state.status();
    const since =
      disabledAt === null ? '' : ` since ${disabledAt} (${disabledReason ?? 'unknown'})`;
    return [
      `**${state}**${since}`,
      '',
      `- failed events in a row: ${figures.consecutiveFailures}`,
      `- waiting: ${figures.queued}${figures.moreWaiting ? ' and more in the database' : ''}`,
      `- in retry: ${figures.inRetry}`,
      `- delivered: ${figures.delivered}`,
    ].join('\n');
  }
}
