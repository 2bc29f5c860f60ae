import { timeLimit } from '../../bench/time-limit';

const aborted = (signal: AbortSignal) =>
  new Promise((resolve) => signal.addEventListener('abort', resolve));

it('ends when its time is up', async () => {
  const { signal } = timeLimit(0.01, new AbortController().signal);
  expect(signal.aborted).toBe(false);
  await aborted(signal);
});

it('ends with what interrupts it, also before it began', async () => {
  const interrupted = new AbortController();
  const { signal, end } = timeLimit(60, interrupted.signal);
  const ended = aborted(signal);
  interrupted.abort();
  await ended;
  end();
  const late = timeLimit(60, interrupted.signal);
  expect(late.signal.aborted).toBe(true);
  late.end();
});

it('is not interrupted any more after its end', () => {
  const interrupted = new AbortController();
  const { signal, end } = timeLimit(60, interrupted.signal);
  end();
  interrupted.abort();
  expect(signal.aborted).toBe(false);
});
