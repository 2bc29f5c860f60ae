import { WaitingRoom } from '../../src/api/waiting-room';
import { ApiError } from '../../src/errors';

const refusal = (enter: () => unknown): ApiError => {
  try {
    enter();
  } catch (error) {
    if (error instanceof ApiError) return error;
  }
  throw new Error('There was room.');
};

it('past so many requests further ones get 503 with Retry-After, until one leaves', () => {
  const room = new WaitingRoom(2, 100);
  const first = room.enter('a');
  room.enter('b');
  const error = refusal(() => room.enter('c'));
  expect([error.code, error.options.headers]).toEqual([
    'ServiceUnavailable',
    { 'Retry-After': '5' },
  ]);
  first.leave();
  room.enter('c');
  refusal(() => room.enter(null));
});

it('past so many bytes too; what is small still fits', () => {
  const room = new WaitingRoom(10, 100);
  const large = room.enter(null);
  large.add(60);
  const small = room.enter(null);
  refusal(() => small.add(41));
  small.add(40);
  large.leave();
  small.add(60);
});

it('one organization takes half of it, and leaves the rest to others', () => {
  const room = new WaitingRoom(10, 100);
  const first = room.enter('a');
  const second = room.enter('a');
  first.add(30);
  second.add(20);
  refusal(() => second.add(1));
  room.enter('b').add(50);
  refusal(() => room.enter('c').add(1));
  second.leave();
  first.add(20);
});
