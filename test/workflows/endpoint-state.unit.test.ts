import type { EndpointRowState, GroupResult } from '../../src/domain/activity-results';
import { GROUP_MAX_EVENTS, QUEUE_MAX_EVENTS, RETRY_MAX_EVENTS } from '../../src/domain/limits';
import { EndpointState } from '../../src/workflows/endpoint-state';
import type { EndpointSnapshot } from '../../src/workflows/messages';

const SNAPSHOT: EndpointSnapshot = {
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
const ROW: EndpointRowState = {
  exists: true,
  enabled: true,
  ordering: 'first_attempt',
  disabledReason: null,
  disabledAt: null,
  consecutiveFailures: 0,
  hasQueued: false,
  retrying: [],
};
const GROUP: GroupResult = {
  active: true,
  ordering: 'first_attempt',
  more: false,
  succeeded: 0,
  retry: [],
  gone: false,
};
const ids = (count: number, prefix = 'e') =>
  Array.from({ length: count }, (_, index) => `${prefix}${index}`);
const mayWait = () => true;
const fresh = (part: Partial<EndpointSnapshot> = {}) =>
  new EndpointState({ ...SNAPSHOT, ...part }, mayWait);
const failed = { outcome: 'failed', disableAfterFailures: 10 } as const;

/** Begins every retry that the state asks for and returns their ids. */
function beginRetries(state: EndpointState): string[] {
  const begun: string[] = [];
  for (let step = state.nextStep(); step?.kind === 'retry'; step = state.nextStep()) {
    state.retryBegins(step.id);
    begun.push(step.id);
  }
  return begun;
}

describe('EndpointState', () => {
  it('reads the row first when it begins without a state, and takes the row for its own', () => {
    const state = new EndpointState(undefined, mayWait);
    state.addEvents(['e1']);
    const change = { kind: 'reload' } as const;
    expect(state.nextStep()).toEqual({ kind: 'status', change });
    state.changeBegins(change);
    expect(state.nextStep()).toBeUndefined();
    state.changeEnded({ ...ROW, consecutiveFailures: 3, hasQueued: true, retrying: ['r1'] });
    expect(state.consecutiveFailures).toBe(3);
    expect(beginRetries(state)).toEqual(['r1']);
    expect(state.nextStep()).toEqual({ kind: 'group', limit: GROUP_MAX_EVENTS });
  });

  it('ends when the row is gone', () => {
    const state = new EndpointState(undefined, mayWait);
    state.changeBegins({ kind: 'reload' });
    state.changeEnded({ ...ROW, exists: false });
    expect(state.nextStep()).toEqual({ kind: 'finish' });
  });

  it('holds a bounded queue and knows that more waits', () => {
    const state = fresh();
    state.addEvents(ids(QUEUE_MAX_EVENTS + 1));
    expect(state.status()).toMatchObject({ queued: QUEUE_MAX_EVENTS, moreWaiting: true });
    expect(state.snapshot()).toMatchObject({ moreWaiting: true });
    expect(JSON.stringify(state.snapshot()).length).toBeLessThan(500);
  });

  it('ignores ids that it holds, queued or in retry', () => {
    const state = fresh({ retrying: ['r1'] });
    state.addEvents(['e1', 'e1', 'r1']);
    expect(state.status()).toMatchObject({ queued: 1, inRetry: 1 });
    beginRetries(state);
    state.addEvents(['r1']);
    state.addRetries(['r1']);
    expect(state.status()).toMatchObject({ queued: 1, inRetry: 1 });
  });

  it('runs one group at a time and forgets what it knew of when the group began', () => {
    const state = fresh();
    state.addEvents(['e1', 'e2']);
    state.groupBegins();
    expect(state.nextStep()).toBeUndefined();
    state.addEvents(['e3']);
    state.groupEnded({ ...GROUP, succeeded: 2 });
    expect(state.status()).toMatchObject({ queued: 1, delivered: 2 });
    expect(state.nextStep()).toMatchObject({ kind: 'group' });
    state.groupBegins();
    state.groupEnded({ ...GROUP, more: true });
    expect(state.status()).toMatchObject({ queued: 0, moreWaiting: true });
    state.groupBegins();
    state.groupEnded(GROUP);
    expect(state.nextStep()).toBeUndefined();
  });

  it.each(['in the group', 'in retry'])(
    'an id that is sent again while it is under way %s is looked for once more',
    (where) => {
      const state = fresh();
      state.addEvents(['e1']);
      state.groupBegins();
      if (where === 'in retry') {
        state.groupEnded({ ...GROUP, retry: ['e1'] });
        beginRetries(state);
      }
      state.addEvents(['e1']);
      if (where === 'in retry') state.retryEnded('e1', failed);
      else state.groupEnded({ ...GROUP, succeeded: 1 });
      expect(state.nextStep()).toMatchObject({ kind: expect.stringMatching(/group|mirror/) });
      expect(state.status()).toMatchObject({ moreWaiting: true });
    },
  );

  it('what arrived around a disabling is skipped too', () => {
    const state = fresh();
    state.requestChange({ kind: 'reload' });
    state.changeBegins({ kind: 'reload' });
    state.changeEnded({ ...ROW, enabled: false, hasQueued: true });
    expect(state.nextStep()).toEqual({ kind: 'status', change: { kind: 'skip' } });
    state.changeBegins({ kind: 'skip' });
    state.changeEnded({ ...ROW, enabled: false });
    expect(state.nextStep()).toBeUndefined();
  });

  it('a lost group is looked for in the database again', () => {
    const state = fresh();
    state.addEvents(['e1']);
    state.groupBegins();
    state.groupLost();
    expect(state.nextStep()).toMatchObject({ kind: 'group' });
  });

  it('never has more in retry than the bound, however many fail', () => {
    const state = fresh();
    let next = 0;
    for (let round = 0; round < 20; round += 1) {
      state.addEvents([`n${round}`]);
      const step = state.nextStep();
      if (step?.kind !== 'group') break;
      state.groupBegins();
      state.groupEnded({ ...GROUP, more: true, retry: ids(step.limit, `g${(next += 1)}-`) });
      beginRetries(state);
      expect(state.status().inRetry).toBeLessThanOrEqual(RETRY_MAX_EVENTS);
    }
    expect(state.status().inRetry).toBe(RETRY_MAX_EVENTS);
    expect(state.nextStep()).toBeUndefined();
    state.retryEnded('g1-0', { outcome: 'succeeded', disableAfterFailures: 10 });
    expect(state.nextStep()).toEqual({ kind: 'group', limit: 1 });
  });

  it('`strict` lets nothing new go while something is in retry', () => {
    const state = fresh();
    state.addEvents(['e1', 'e2']);
    state.groupBegins();
    state.groupEnded({ ...GROUP, ordering: 'strict', more: true, retry: ['e1'] });
    expect(beginRetries(state)).toEqual(['e1']);
    expect(state.nextStep()).toBeUndefined();
    state.retryEnded('e1', { outcome: 'succeeded', disableAfterFailures: 10 });
    expect(state.nextStep()).toMatchObject({ kind: 'group' });
  });

  it('disables once when more retries than needed end together', () => {
    const state = fresh({ retrying: ids(15) });
    beginRetries(state);
    for (const id of ids(15)) state.retryEnded(id, failed);
    const change = { kind: 'disable', reason: 'failures', consecutiveFailures: 10 } as const;
    expect(state.nextStep()).toEqual({ kind: 'status', change });
    state.changeBegins(change);
    state.changeEnded({
      ...ROW,
      enabled: false,
      disabledReason: 'failures',
      disabledAt: 'then',
      consecutiveFailures: 10,
    });
    expect(state.nextStep()).toBeUndefined();
    expect(state.status()).toMatchObject({
      state: 'disabled',
      consecutiveFailures: 10,
      inRetry: 0,
    });
  });

  describe('the tenth failure while a group is under way', () => {
    /** Ten retries and a group are under way; `count` of the retries have failed. */
    function raced(count: number, patched = true): EndpointState {
      const state = new EndpointState({ ...SNAPSHOT, retrying: ids(12, 'r') }, () => patched);
      beginRetries(state);
      state.addEvents(['e1']);
      state.groupBegins();
      for (const id of ids(count, 'r')) state.retryEnded(id, failed);
      return state;
    }

    it('waits for the group: a success in it sets the count to zero', () => {
      const state = raced(10);
      expect(state.isEnabled).toBe(true);
      expect(state.nextStep()).toMatchObject({ kind: 'mirror', consecutiveFailures: 10 });
      state.groupEnded({ ...GROUP, succeeded: 1 });
      expect(state.status()).toMatchObject({ state: 'enabled', consecutiveFailures: 0 });
      // The limit that was reached is no matter any more.
      state.addEvents(['e2']);
      state.groupBegins();
      state.groupEnded(GROUP);
      expect(state.isEnabled).toBe(true);
      state.retryEnded('r10', failed);
      expect(state.status()).toMatchObject({ state: 'enabled', consecutiveFailures: 1 });
    });

    it.each(['without a success', 'in failure'])('disables when the group ends %s', (how) => {
      const state = raced(11);
      expect(state.isEnabled).toBe(true);
      if (how === 'in failure') state.groupLost();
      else state.groupEnded({ ...GROUP, retry: ['e1'] });
      expect(state.isEnabled).toBe(false);
      const change = { kind: 'disable', reason: 'failures', consecutiveFailures: 11 };
      expect(state.nextStep()).toEqual({ kind: 'status', change });
    });

    it('is forgotten over the success of a retry', () => {
      const state = raced(10);
      state.retryEnded('r10', { outcome: 'succeeded', disableAfterFailures: 10 });
      state.groupEnded(GROUP);
      expect(state.status()).toMatchObject({ state: 'enabled', consecutiveFailures: 0 });
    });

    it('is forgotten over an enable', () => {
      const state = raced(10);
      state.requestChange({ kind: 'enable' });
      state.changeBegins({ kind: 'enable' });
      state.changeEnded(ROW);
      state.groupEnded(GROUP);
      expect(state.status()).toMatchObject({ state: 'enabled', consecutiveFailures: 0 });
    });

    it('does not wait with 410 Gone, a disabling by hand, nor in a run of an older version', () => {
      const gone = raced(0);
      gone.retryEnded('r0', { outcome: 'gone', disableAfterFailures: 10 });
      expect(gone.nextStep()).toMatchObject({ change: { kind: 'disable', reason: 'gone' } });
      const manual = raced(10);
      manual.requestChange({ kind: 'disable', reason: 'manual', consecutiveFailures: null });
      expect(manual.nextStep()).toMatchObject({ change: { kind: 'disable', reason: 'manual' } });
      expect(raced(10, false).isEnabled).toBe(false);
    });

    it('is taken before the run is handed over', () => {
      const state = raced(10);
      state.drain();
      for (const id of ['r10', 'r11']) state.retryInterrupted(id);
      state.groupEnded(GROUP);
      expect(state.isReadyToContinue()).toBe(false);
      expect(state.nextStep()).toMatchObject({ change: { kind: 'disable', reason: 'failures' } });
    });
  });

  it.each(['succeeded in a retry', 'succeeded in a group'])('the count ends: %s', (how) => {
    const state = fresh({ consecutiveFailures: 9, retrying: ['r1', 'r2'] });
    beginRetries(state);
    if (how === 'succeeded in a retry') {
      state.retryEnded('r1', { outcome: 'succeeded', disableAfterFailures: 10 });
    } else {
      state.addEvents(['e1']);
      state.groupBegins();
      state.groupEnded({ ...GROUP, succeeded: 1 });
    }
    state.retryEnded('r2', failed);
    expect(state.consecutiveFailures).toBe(1);
    expect(state.isEnabled).toBe(true);
  });

  it('an enable that arrives while it is being disabled has the last word', () => {
    const state = fresh({ consecutiveFailures: 9, retrying: ['r1'] });
    beginRetries(state);
    state.retryEnded('r1', failed);
    state.requestChange({ kind: 'enable' });
    const first = state.nextStep();
    expect(first).toMatchObject({ kind: 'status', change: { kind: 'disable' } });
    if (first?.kind === 'status') state.changeBegins(first.change);
    state.changeEnded({
      ...ROW,
      enabled: false,
      disabledReason: 'failures',
      consecutiveFailures: 10,
    });
    const second = state.nextStep();
    expect(second).toEqual({ kind: 'status', change: { kind: 'enable' } });
    if (second?.kind === 'status') state.changeBegins(second.change);
    state.changeEnded(ROW);
    expect(state.status()).toMatchObject({ state: 'enabled', consecutiveFailures: 0 });
  });

  it('an enable sets the count to zero, also of an endpoint that is enabled', () => {
    const state = fresh({ consecutiveFailures: 4 });
    state.requestChange({ kind: 'enable' });
    state.changeBegins({ kind: 'enable' });
    state.changeEnded(ROW);
    expect(state.consecutiveFailures).toBe(0);
  });

  it('a look at the row does not end a streak or bring an old one back', () => {
    const state = fresh({ consecutiveFailures: 4 });
    state.requestChange({ kind: 'reload' });
    state.changeBegins({ kind: 'reload' });
    state.changeEnded({ ...ROW, consecutiveFailures: 7 });
    expect(state.consecutiveFailures).toBe(4);
    expect(state.nextStep()).toEqual({ kind: 'mirror', consecutiveFailures: 4 });
  });

  it('while disabled what arrives is skipped, and the row may know better', () => {
    const state = fresh({ enabled: false });
    state.addEvents(['e1']);
    const change = { kind: 'skip' } as const;
    expect(state.nextStep()).toEqual({ kind: 'status', change });
    state.changeBegins(change);
    state.changeEnded({ ...ROW, hasQueued: true }); // enabled meanwhile, its signal is on the way
    expect(state.nextStep()).toMatchObject({ kind: 'group' });
  });

  it('a group that finds the endpoint inactive has the row looked at', () => {
    const state = fresh();
    state.addEvents(['e1']);
    state.groupBegins();
    state.groupEnded({ ...GROUP, active: false });
    expect(state.nextStep()).toEqual({ kind: 'status', change: { kind: 'reload' } });
  });

  it('410 Gone disables at once', () => {
    const state = fresh();
    state.addEvents(['e1']);
    state.groupBegins();
    state.groupEnded({ ...GROUP, gone: true });
    expect(state.nextStep()).toMatchObject({ change: { kind: 'disable', reason: 'gone' } });
  });

  it('hands over: begins nothing new, keeps retries, mails and what waits', () => {
    const state = fresh({ consecutiveFailures: 2, retrying: ['r1', 'r2'], mails: ['m1'] });
    state.mailBegins('m1');
    beginRetries(state);
    state.addEvents(['e1']);
    state.groupBegins();
    state.drain();
    state.addEvents(['e2']);
    state.addInline({ type: 'order.created', data: {} });
    expect(state.isReadyToContinue()).toBe(false);
    state.groupEnded({ ...GROUP, succeeded: 0, retry: ['r3'] });
    state.retryInterrupted('r1');
    state.retryEnded('r2', failed);
    state.mailEnded('m1', false);
    expect(state.nextStep()).toBeUndefined();
    expect(state.isReadyToContinue()).toBe(true);
    expect(state.snapshot()).toMatchObject({
      consecutiveFailures: 3,
      moreWaiting: true,
      retrying: ['r3', 'r1'],
      mails: ['m1'],
      inline: [{ type: 'order.created', data: {} }],
    });
  });

  it('still carries a change of state out before it hands over', () => {
    const state = fresh();
    state.drain();
    state.requestChange({ kind: 'enable' });
    expect(state.isReadyToContinue()).toBe(false);
    expect(state.nextStep()).toEqual({ kind: 'status', change: { kind: 'enable' } });
  });

  it('closed: waits for what is under way, then ends', () => {
    const state = fresh({ retrying: ['r1'] });
    beginRetries(state);
    state.close();
    expect(state.nextStep()).toBeUndefined();
    state.retryInterrupted('r1');
    expect(state.nextStep()).toEqual({ kind: 'finish' });
  });

  it('payloads by signal are stored in order, a batch at a time, before anything else is lost', () => {
    const state = fresh();
    for (let index = 0; index < 60; index += 1) {
      state.addInline({ type: 'order.created', data: { index } });
    }
    const step = state.nextStep();
    expect(step).toMatchObject({ kind: 'store' });
    if (step?.kind !== 'store') return;
    expect(step.events).toHaveLength(50);
    state.storeBegins();
    expect(state.nextStep()).toBeUndefined();
    state.storeEnded(step.events.length, ids(50));
    expect(state.nextStep()).toMatchObject({ kind: 'store' });
    expect(state.snapshot().inline).toHaveLength(10);
  });
});
