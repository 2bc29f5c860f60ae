import { Busy, Room, Rooms } from '../src/room';

const PATIENCE_MS = 30;
const LONG_MS = 10_000;

/** Names in the order in which they got in. */
function recorder(room: Room) {
  const entered: string[] = [];
  return {
    entered,
    enter: async (name: string, weight = 1) => {
      const leave = await room.enter(weight);
      entered.push(name);
      return leave;
    },
  };
}

const settled = () => new Promise(setImmediate);

describe('a room', () => {
  it('lets in as many as fit, and the others in their order', async () => {
    const room = new Room(2, LONG_MS);
    const { enter, entered } = recorder(room);
    const [a, b] = await Promise.all([enter('a'), enter('b')]);
    const others = ['c', 'd', 'e'].map((name) => enter(name));
    await settled();
    expect(entered).toEqual(['a', 'b']);
    b();
    (await others[0]!)();
    (await others[1]!)();
    expect(entered).toEqual(['a', 'b', 'c', 'd']);
    (await others[2]!)();
    a();
    expect(room.isEmpty).toBe(true);
  });

  it('counts by weight; a light one does not pass a heavy one that waits', async () => {
    const room = new Room(10, LONG_MS);
    const { enter, entered } = recorder(room);
    const six = await enter('six', 6);
    const five = enter('five', 5);
    const one = enter('one', 1);
    await settled();
    expect(entered).toEqual(['six']);
    six();
    (await five)();
    (await one)();
    expect(entered).toEqual(['six', 'five', 'one']);
  });

  it('lets in what is heavier than all of it, alone', async () => {
    const room = new Room(10, LONG_MS);
    const { enter, entered } = recorder(room);
    const giant = await enter('giant', 1_000);
    const small = enter('small', 1);
    await settled();
    expect(entered).toEqual(['giant']);
    giant();
    (await small)();
    expect(room.isEmpty).toBe(true);
  });

  it('sends away who waits too long, and lets in who was behind them', async () => {
    const room = new Room(10, PATIENCE_MS);
    const leave = await room.enter(5);
    const heavy = room.enter(6);
    const light = room.enter(5);
    await expect(heavy).rejects.toThrow(Busy);
    (await light)();
    leave();
    expect(room.isEmpty).toBe(true);
  });

  it('is counted right after many came and went', async () => {
    const room = new Room(7, LONG_MS);
    let inside = 0;
    let most = 0;
    await Promise.all(
      Array.from({ length: 200 }, async (_, index) => {
        const weight = 1 + (index % 5);
        const leave = await room.enter(weight);
        inside += weight;
        most = Math.max(most, inside);
        await settled();
        inside -= weight;
        leave();
      }),
    );
    expect(most).toBeLessThanOrEqual(7);
    expect(room.isEmpty).toBe(true);
  });
});

it('rooms of different names are apart, and are forgotten when empty', async () => {
  const rooms = new Rooms(1, PATIENCE_MS);
  const a = await rooms.enter('a');
  const b = await rooms.enter('b');
  await expect(rooms.enter('a')).rejects.toThrow(Busy);
  a();
  b();
  expect((rooms as unknown as { rooms: Map<string, Room> }).rooms.size).toBe(0);
});
