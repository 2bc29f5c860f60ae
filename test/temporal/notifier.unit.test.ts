import { setImmediate as turn } from 'node:timers/promises';
import { createLog } from '../../src/log';
import { Notifier } from '../../src/temporal/notifier';

interface Sent {
  readonly endpointId: string;
  readonly ids: readonly string[];
  readonly done: () => void;
  readonly fail: () => void;
}

/** Stands where Temporal's client is, to decide when a signal has arrived. */
function recorder() {
  const sent: Sent[] = [];
  const notifier = new Notifier(
    {
      signalEvents: (endpointId, _organizationId, ids) =>
        new Promise<void>((resolve, reject) => {
          sent.push({
            endpointId,
            ids,
            done: resolve,
            fail: () => reject(new Error('Temporal is away')),
          });
        }),
    },
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
