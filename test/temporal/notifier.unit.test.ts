import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { createLog } from '../../src/log';
import { Notifier } from '../../src/temporal/notifier';

interface Sent {
  readonly endpointId: string;
  readonly organizationId: string;
  readonly ids: readonly string[];
  readonly done: () => void;
  readonly fail: () => void;
}

/**
 * Stands where Temporal's client is, to decide when a signal has arrived.
 *
 * @param onTurn called in the moment in which an endpoint's turn has come
 * @param isWatched what the database says
 */
function recorder(
  onTurn: (endpointId: string) => void = () => undefined,
  isWatched = () => Promise.resolve(false),
) {
  const sent: Sent[] = [];
  const woken: string[] = [];
  const asked = new Set<string>();
  const notifier = new Notifier(
    {
      signalEvents: (endpointId, organizationId, ids) => {
        if (!asked.delete(endpointId)) onTurn(endpointId);
        return new Promise<void>((resolve, reject) => {
          sent.push({
            endpointId,
            organizationId,
            ids,
            done: resolve,
            fail: () => reject(new Error('Temporal is away')),
          });
        });
      },
    },
    {
      isWatched: (endpointId) => {
        // An endpoint that had something just now is asked about first.
        asked.add(endpointId);
        onTurn(endpointId);
        return isWatched();
      },
      wake: (endpointId) => void woken.push(endpointId),
    },
    createLog('silent', 'test'),
  );
  return { sent, woken, notifier };
}

/** What the notifier has to go by, and the rules that a turn may break. Endpoints begin with their organization. */
class Model {
  readonly waiting = new Set<string>();
  readonly underWay = new Set<string>();
  readonly mistakes: string[] = [];
  /** Whom each organization that is ready and within its share has seen having a turn meanwhile. */
  private readonly passedBy = new Map<string, Set<string>>();

  organizations(): string[] {
    return [...new Set([...this.waiting, ...this.underWay].map(organizationOf))];
  }

  /** Whether something of it waits that could be signalled. */
  isReady(organization: string): boolean {
    return [...this.waiting].some(
      (id) => organizationOf(id) === organization && !this.underWay.has(id),
    );
  }

  turn(endpointId: string): void {
    const mine = organizationOf(endpointId);
    const organizations = this.organizations();
    const share = Math.max(1, Math.floor(8 / organizations.length));
    const isWithin = (organization: string) =>
      [...this.underWay].filter((id) => organizationOf(id) === organization).length < share;
    if (this.underWay.size >= 8) this.mistakes.push(`${endpointId}: more than eight`);
    if (this.underWay.has(endpointId)) this.mistakes.push(`${endpointId}: two at once`);
    for (const other of organizations) {
      const passedBy = this.passedBy.get(other) ?? new Set();
      this.passedBy.set(other, passedBy);
      if (other === mine || !this.isReady(other) || !isWithin(other)) {
        passedBy.clear();
        continue;
      }
      if (!isWithin(mine)) this.mistakes.push(`${endpointId}: past its share`);
      if (passedBy.has(mine)) this.mistakes.push(`${endpointId}: the turn is ${other}’s`);
      passedBy.add(mine);
    }
    this.waiting.delete(endpointId);
    this.underWay.add(endpointId);
  }
}

const organizationOf = (endpointId: string): string => endpointId.slice(0, 1);

describe('Notifier', () => {
  it('signals a lone id at once', () => {
    const { sent, notifier } = recorder();
    notifier.notify('a', 'o', ['1']);
    expect(sent.map(({ ids }) => ids)).toEqual([['1']]);
  });

  it('gathers what comes while a signal to the endpoint is under way, in order', async () => {
    const { sent, notifier } = recorder();
    for (const id of ['1', '2', '3', '4']) notifier.notify('a', 'o', [id]);
    expect(sent).toHaveLength(1);
    sent[0]?.done();
    await turn();
    expect(sent.map(({ ids }) => ids)).toEqual([['1'], ['2', '3', '4']]);
  });

  it('never has two signals to one endpoint under way, and few in all', async () => {
    const { sent, notifier } = recorder();
    for (let endpoint = 0; endpoint < 50; endpoint += 1) {
      notifier.notify(`p${endpoint}`, 'o', ['1']);
      notifier.notify(`p${endpoint}`, 'o', ['2']);
    }
    let most = 0;
    const seen = new Set<string>();
    for (let done = 0; done < sent.length;) {
      const underWay = sent.slice(done);
      most = Math.max(most, underWay.length);
      expect(new Set(underWay.map(({ endpointId }) => endpointId)).size).toBe(underWay.length);
      sent[done]?.ids.forEach((id) => seen.add(`${sent[done]?.endpointId} ${id}`));
      sent[done]?.done();
      done += 1;
      await turn();
    }
    expect(most).toBeLessThanOrEqual(8);
    expect(seen.size).toBe(100);
  });

  it('an endpoint with a flood does not keep the others from their turn', async () => {
    const { sent, notifier } = recorder();
    notifier.notify(
      'flood',
      'o',
      Array.from({ length: 5_000 }, (_, index) => String(index)),
    );
    notifier.notify('other', 'o', ['1']);
    await turn();
    expect(sent.map(({ endpointId }) => endpointId)).toEqual(['flood', 'other']);
    expect(sent[0]?.ids).toHaveLength(500);
  });

  it('an organization with many endpoints leaves the others their share', async () => {
    const { sent, notifier } = recorder();
    for (let endpoint = 0; endpoint < 1_000; endpoint += 1)
      notifier.notify(`f${endpoint}`, 'flood', ['1']);
    expect(sent).toHaveLength(8);
    for (let endpoint = 0; endpoint < 20; endpoint += 1)
      notifier.notify(`q${endpoint}`, 'quiet', ['1']);
    // The next four that come free are the other's, and from then on each has half of them.
    for (let done = 0; done < 4; done += 1) {
      sent[done]?.done();
      await turn();
      expect(sent.at(-1)?.organizationId).toBe('quiet');
    }
    for (let done = 4; done < 20; done += 1) {
      sent[done]?.done();
      await turn();
      const underWay = sent.slice(done + 1);
      expect(underWay).toHaveLength(8);
      expect(underWay.filter(({ organizationId }) => organizationId === 'quiet')).toHaveLength(4);
    }
  });

  it('no place lies idle while something waits', () => {
    const { sent, notifier } = recorder();
    notifier.notify('q', 'quiet', ['1']);
    notifier.notify('q', 'quiet', ['2']);
    for (let endpoint = 0; endpoint < 20; endpoint += 1)
      notifier.notify(`f${endpoint}`, 'flood', ['1']);
    expect(sent).toHaveLength(8);
  });

  it('property: ids in order and all of them, no idle place, each its share and its turn', async () => {
    const stepOf = (organization: fc.Arbitrary<string>) =>
      fc.oneof(
        fc.record({
          kind: fc.constant('notify' as const),
          organization,
          // One after the other, so that some organizations want more than all places.
          endpoints: fc.array(fc.integer({ min: 0, max: 12 }), { minLength: 1, maxLength: 12 }),
        }),
        fc.record({ kind: fc.constant('done' as const), which: fc.nat() }),
        fc.record({ kind: fc.constant('done' as const), which: fc.nat() }),
      );
    // Few have shares of several places, and of more than eight some wait for their turn.
    const someSteps = fc
      .constantFrom(['a', 'b', 'c'], 'abcdefghijkl'.split(''))
      .chain((names) => fc.array(stepOf(fc.constantFrom(...names)), { maxLength: 80 }));
    await fc.assert(
      fc.asyncProperty(someSteps, async (steps) => {
        const model = new Model();
        const { sent, notifier } = recorder((endpointId) => model.turn(endpointId));
        const ended = new Set<Sent>();
        const given = new Map<string, string[]>();
        let next = 0;
        const signalled = (endpointId: string) =>
          sent.filter((one) => one.endpointId === endpointId).flatMap(({ ids }) => ids);
        const end = async (which: number) => {
          const underWay = sent.filter((one) => !ended.has(one));
          const one = underWay[which % Math.max(underWay.length, 1)];
          if (one === undefined) return;
          ended.add(one);
          model.underWay.delete(one.endpointId);
          one.done();
          await turn();
        };
        for (const one of steps) {
          if (one.kind === 'done') await end(one.which);
          else {
            for (const endpoint of one.endpoints) {
              const endpointId = `${one.organization}${endpoint}`;
              const id = String((next += 1));
              given.set(endpointId, [...(given.get(endpointId) ?? []), id]);
              model.waiting.add(endpointId);
              notifier.notify(endpointId, one.organization, [id]);
            }
            await turn();
          }
          expect(model.mistakes).toEqual([]);
          const idle =
            model.underWay.size < 8 && model.organizations().some((o) => model.isReady(o));
          expect(idle).toBe(false);
        }
        while (ended.size < sent.length) await end(0);
        expect(model.mistakes).toEqual([]);
        for (const [endpointId, ids] of given) expect(signalled(endpointId)).toEqual(ids);
        await notifier.drain(0);
      }),
      { numRuns: 50 },
    );
  });

  it('signals nothing to an endpoint that is watched, once it knows, and asks again each time', async () => {
    let watched = true;
    let asked = 0;
    const { sent, notifier } = recorder(undefined, () => {
      asked += 1;
      return Promise.resolve(watched);
    });
    const notify = async (id: string) => {
      notifier.notify('a', 'o', [id]);
      await turn();
      sent.forEach(({ done }) => done());
      await turn();
    };
    // The first one comes alone; the second is signalled and asked for; the third needs no signal.
    for (const id of ['1', '2', '3']) await notify(id);
    expect(sent.map(({ ids }) => ids)).toEqual([['1'], ['2']]);
    expect(asked).toBe(2);
    watched = false;
    await notify('4');
    expect(sent.at(-1)?.ids).toEqual(['4']);
    await notifier.drain(0);
  });

  it('wakes whoever watches a lone event’s endpoint, at once, and nobody in a flood', async () => {
    const clock = jest.spyOn(performance, 'now');
    let now = 1_000;
    clock.mockImplementation(() => now);
    try {
      const { sent, woken, notifier } = recorder(undefined, () => Promise.resolve(true));
      const notify = async (id: string, afterMs: number) => {
        now += afterMs;
        notifier.notify('a', 'o', [id]);
        const before = woken.length;
        await turn();
        sent.forEach(({ done }) => done());
        await turn();
        expect(woken.length).toBe(before);
      };
      // Whether somebody watches is asked beside the second one's signal.
      await notify('1', 100);
      await notify('2', 100);
      expect(woken).toEqual([]);
      await notify('3', 100);
      expect(woken).toEqual(['a']);
      for (const id of ['4', '5', '6']) await notify(id, 10);
      expect(woken).toEqual(['a']);
      await notify('7', 4_000);
      expect(woken).toEqual(['a', 'a']);
      // After so long nobody watches any more.
      await notify('8', 60_000);
      expect(woken).toEqual(['a', 'a']);
      expect(sent.map(({ ids }) => ids)).toEqual([['1'], ['2'], ['8']]);
      await notifier.drain(0);
    } finally {
      clock.mockRestore();
    }
  });

  it('signals where it cannot be known whether an endpoint is watched', async () => {
    let answers = true;
    const { sent, notifier } = recorder(undefined, () =>
      answers ? Promise.resolve(true) : Promise.reject(new Error('the database is away')),
    );
    for (const id of ['1', '2', '3']) {
      answers = id !== '3';
      notifier.notify('a', 'o', [id]);
      await turn();
      sent.forEach(({ done }) => done());
      await turn();
    }
    expect(sent.map(({ ids }) => ids)).toEqual([['1'], ['2'], ['3']]);
  });

  it('keeps what could not be signalled and tries again', async () => {
    const { sent, notifier } = recorder();
    notifier.notify('a', 'o', ['1']);
    sent[0]?.fail();
    await turn();
    notifier.notify('a', 'o', ['2']);
    expect(sent).toHaveLength(1);
    const drained = notifier.drain(5_000);
    while (sent.length < 2) await turn();
    expect(sent[1]?.ids).toEqual(['1', '2']);
    sent[1]?.done();
    await drained;
  });

  it('drain gives up after its time', async () => {
    const { notifier } = recorder();
    notifier.notify('a', 'o', ['1']);
    await expect(notifier.drain(20)).resolves.toBeUndefined();
  });
});
