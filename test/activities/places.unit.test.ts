import { Places } from '../../src/activities/places';

describe('Places', () => {
  it('has as many leave as there are too many, and no more', () => {
    const places = new Places(10);
    const eight = Array.from({ length: 8 }, () => places.take());
    expect(eight.map((place) => place.mayStay())).toEqual(Array(8).fill(true));
    const ninth = places.take();
    expect(ninth.mayBegin()).toBe(true);
    // All of them ask again and again before the first one has left.
    const asked = () => eight.map((place) => place.mayStay());
    expect(asked()).toEqual([false, ...Array<boolean>(7).fill(true)]);
    expect(asked()).toEqual([false, ...Array<boolean>(7).fill(true)]);
    expect(ninth.mayStay()).toBe(true);
    eight[0]?.giveBack();
    expect(places.count).toBe(8);
    expect(eight.slice(1).every((place) => place.mayStay())).toBe(true);
  });

  it('lets nobody begin to follow where nine tenths are taken', () => {
    const places = new Places(10);
    const taken = Array.from({ length: 9 }, () => places.take());
    expect(taken.at(-1)?.mayBegin()).toBe(true);
    const tenth = places.take();
    expect(tenth.mayBegin()).toBe(false);
    tenth.giveBack();
    expect(places.take().mayBegin()).toBe(false);
  });

  it('does not shorten the runs of the others when one hands over to its next one', () => {
    const places = new Places(1_000);
    const [first, ...others] = Array.from({ length: 300 }, () => places.take());
    expect(others.map((place) => place.followMs())).toEqual(Array(299).fill(30_000));
    first?.giveBack();
    expect(others.map((place) => place.followMs())).toEqual(Array(299).fill(30_000));
    expect(places.take().followMs()).toBe(30_000);
    for (const place of others) place.giveBack();
    expect(places.take().followMs()).toBe(10_000);
  });
});
