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
});
