import fc from 'fast-check';
import { FairQueue, type Queued } from '../../src/service/fair-queue';

const ROOM = 10;
const OWNERS = ['a', 'b', 'c', 'd', 'e'];

interface Item extends Queued {
  readonly number: number;
}

let count = 0;
const item = (owner: string, size = 1, key: string | null = null): Item => ({
  owner,
  size,
  key,
  number: (count += 1),
});

const queueOf = (items: readonly Item[]): FairQueue<Item> => {
  const queue = new FairQueue<Item>(ROOM);
  items.forEach((one) => queue.add(one));
  return queue;
};

const owners = (batch: readonly Item[]) => batch.map(({ owner }) => owner).join('');

describe('FairQueue', () => {
  it('an event behind a flood leaves with the next batch', () => {
    const queue = queueOf([...Array.from({ length: 100 }, () => item('a')), item('b')]);
    expect(owners(queue.take())).toBe('abaaaaaaaa');
  });

  it('batches as large as the room leave the small ones their room', () => {
    const flood = ['a', 'b', 'c'].flatMap((owner) => [item(owner, 30), item(owner, 30)]);
    const queue = queueOf([...flood, item('d'), item('e', 9)]);
    expect(owners(queue.take())).toBe('ade');
    expect(owners(queue.take())).toBe('b');
    queue.add(item('f'));
    expect(owners(queue.take())).toBe('cf');
    expect(owners(queue.take())).toBe('a');
  });

  it('what did not fit begins the next batch', () => {
    const queue = queueOf([item('a', 6), item('b', 6), item('c', 4), item('c', 4)]);
    expect(owners(queue.take())).toBe('ac');
    expect(owners(queue.take())).toBe('bc');
  });

  it('the same key waits for the next batch, and what is behind it too', () => {
    const queue = queueOf([item('a', 1, 'k'), item('a', 1, 'k'), item('a'), item('b')]);
    expect(owners(queue.take())).toBe('ab');
    expect(owners(queue.take())).toBe('aa');
  });

  it('takes everything at once', () => {
    const queue = queueOf([item('a'), item('b'), item('a')]);
    expect(queue.takeAll()).toHaveLength(3);
    expect([queue.length, queue.take()]).toEqual([0, []]);
  });

  const owner = fc.constantFrom(...OWNERS);
  const arrival = fc.record({
    owner,
    size: fc.oneof(fc.constant(1), fc.integer({ min: 1, max: 2 * ROOM })),
    key: fc.option(fc.constantFrom('k', 'l'), { freq: 3 }),
  });

  it('property: order per owner, room, and a batch for everyone’s first within one round', () => {
    fc.assert(
      fc.property(fc.array(fc.array(arrival, { maxLength: 8 }), { maxLength: 20 }), (rounds) => {
        const queue = new FairQueue<Item>(ROOM);
        const waiting = new Map<string, { first: Item; takes: number }>();
        const added = new Map<string, number[]>();
        const taken = new Map<string, number[]>();
        const left: Item[] = [];
        const noteFirsts = () => {
          const firsts = new Map<string, Item>();
          for (const one of left) if (!firsts.has(one.owner)) firsts.set(one.owner, one);
          for (const [name, first] of firsts) {
            if (waiting.get(name)?.first === first) continue;
            waiting.set(name, { first, takes: 0 });
          }
        };
        const take = () => {
          noteFirsts();
          const batch = queue.take();
          expect(batch.length > 0).toBe(left.length > 0);
          const small = batch.filter(({ size }) => size < ROOM);
          expect(small.reduce((sum, { size }) => sum + size, 0)).toBeLessThanOrEqual(ROOM);
          expect(batch.slice(1).every(({ size }) => size < ROOM)).toBe(true);
          const keys = batch.flatMap(({ key }) => key ?? []);
          expect(new Set(keys).size).toBe(keys.length);
          for (const one of batch) {
            taken.set(one.owner, [...(taken.get(one.owner) ?? []), one.number]);
            left.splice(left.indexOf(one), 1);
          }
          for (const [name, entry] of waiting) {
            if (!left.includes(entry.first)) waiting.delete(name);
            else {
              entry.takes += 1;
              // Each batch begins with the one that waits longest: so at most OWNERS of them.
              expect(entry.takes).toBeLessThan(OWNERS.length);
            }
          }
        };
        for (const arrivals of rounds) {
          for (const fields of arrivals) {
            const one = item(fields.owner, fields.size, fields.key);
            queue.add(one);
            left.push(one);
            added.set(one.owner, [...(added.get(one.owner) ?? []), one.number]);
          }
          take();
        }
        while (queue.length > 0) take();
        expect(left).toEqual([]);
        expect(taken).toEqual(added);
      }),
    );
  });
});
