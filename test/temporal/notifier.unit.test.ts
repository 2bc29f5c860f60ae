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

/** Stands where Temporal's client is, to decide when a signal has arrived. */
function recorder() {
  const sent: Sent[] = [];
  const notifier = new Notifier(
    {
      signalEvents: (endpointId, organizationId, ids) =>
        new Promise<void>((resolve, reject) => {
          sent.push({
            endpointId,
            organizationId,
            ids,
            done: resolve,
            fail: () => reject(new Error('Temporal is away')),
          });
        }),
    },
    () => Promise.resolve(false),
    createLog('silent', 'test'),
  );
  return { sent, notifier };
}

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

  it('property: each endpoint’s ids in order, all of them, and nobody waits for more than a round', async () => {
    const step = fc.oneof(
      fc.record({
        kind: fc.constant('notify' as const),
        organization: fc.constantFrom('a', 'b', 'c'),
        endpoint: fc.integer({ min: 0, max: 12 }),
      }),
      fc.record({ kind: fc.constant('done' as const), which: fc.nat() }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 80 }), async (steps) => {
        const { sent, notifier } = recorder();
        const ended = new Set<Sent>();
        const given = new Map<string, string[]>();
        /** How many signals began since an organization's endpoint, free to be signalled, waits. */
        const waitingSince = new Map<string, number>();
        let next = 0;
        const signalled = (endpointId: string) =>
          sent.filter((one) => one.endpointId === endpointId).flatMap(({ ids }) => ids);
        const look = () => {
          const underWay = sent.filter((one) => !ended.has(one));
          expect(underWay.length).toBeLessThanOrEqual(8);
          const busy = new Set(underWay.map(({ endpointId }) => endpointId));
          for (const organization of ['a', 'b', 'c']) {
            const isWaiting = [...given].some(
              ([id, ids]) =>
                id.startsWith(organization) && !busy.has(id) && signalled(id).length < ids.length,
            );
            const begun = sent.filter((one) => one.organizationId === organization).length;
            const share = underWay.filter((one) => one.organizationId === organization).length;
            // Whoever waits within its share gets one of the next three places.
            const mark = `${organization} ${begun}`;
            if (!isWaiting || share >= 2) waitingSince.delete(organization);
            else if (!waitingSince.has(mark)) waitingSince.set(mark, sent.length);
            else expect(sent.length - (waitingSince.get(mark) ?? 0)).toBeLessThan(3);
          }
        };
        const end = async (which: number) => {
          const underWay = sent.filter((one) => !ended.has(one));
          const one = underWay[which % Math.max(underWay.length, 1)];
          if (one === undefined) return;
          ended.add(one);
          one.done();
          await turn();
        };
        for (const one of steps) {
          if (one.kind === 'done') await end(one.which);
          else {
            const endpointId = `${one.organization}${one.endpoint}`;
            const id = String((next += 1));
            given.set(endpointId, [...(given.get(endpointId) ?? []), id]);
            notifier.notify(endpointId, one.organization, [id]);
            // An endpoint that had something just now is first asked about.
            await turn();
          }
          look();
        }
        while (ended.size < sent.length) await end(0);
        for (const [endpointId, ids] of given) expect(signalled(endpointId)).toEqual(ids);
        await notifier.drain(0);
      }),
      { numRuns: 50 },
    );
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
