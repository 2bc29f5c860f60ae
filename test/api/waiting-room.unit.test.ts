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
  const leave = room.enter(1);
  room.enter(1);
  const error = refusal(() => room.enter(1));
  expect([error.code, error.options.headers]).toEqual([
    'ServiceUnavailable',
    { 'Retry-After': '5' },
  ]);
  leave();
  room.enter(1);
  refusal(() => room.enter(1));
});

it('past so many characters too; what is small still fits', () => {
  const room = new WaitingRoom(10, 100);
  const leave = room.enter(60);
  refusal(() => room.enter(41));
  room.enter(40);
  leave();
  room.enter(60);
});
