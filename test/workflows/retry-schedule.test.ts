import { eventually } from '../helpers/eventually';
import { answer, type TestReceiver } from '../helpers/receiver';
import type { TimeSkippingStack } from '../helpers/time-skipping';
import { useTimeSkippingStack } from '../helpers/time-skipping-suite';

/** 5 s, then threefold, at most 20 minutes. */
const WAITS_SECONDS = [5, 15, 45, 135, 405, 1_200, 1_200, 1_200, 1_200];

/**
 * The time-skipping server hands attempts out late, in proportion to the wait; the real one does not
 * (test/e2e/continue-as-new.test.ts measures it). So what is asked for is held against the schedule.
 */
const latest = (seconds: number): number => seconds * 1.9 + 5;

describe('the retry schedule', () => {
  let stack: TimeSkippingStack;
  let receiver: TestReceiver;
  useTimeSkippingStack((started) => ({ stack, receiver } = started));

  const waits = (eventId: string): number[] => {
    const times = stack.sent.filter((attempt) => attempt.eventId === eventId).map(({ at }) => at);
    return times.slice(1).map((at, index) => (at - (times[index] ?? 0)) / 1_000);
  };

  const statusOf = async (eventId: string) => await stack.services.events.get(null, eventId);

  it('makes ten attempts with growing waits, then the event is failed and counted once', async () => {
    receiver.answerWith(answer(500, {}, 'no'));
    const endpoint = await stack.createEndpoint(receiver.url());
    const [id] = await stack.publish(endpoint, 1);
    for (const [index, seconds] of WAITS_SECONDS.entries()) {
      const event = await eventually(`attempt ${index + 1} is written`, async () => {
        const row = await statusOf(id!);
        return row.attempts === index + 1 ? row : undefined;
      });
      const sentAt = stack.sent.filter(({ eventId }) => eventId === id).at(-1)!.at;
      const wait = (Date.parse(event.next_attempt_at ?? '') - sentAt) / 1_000;
      expect(wait).toBeGreaterThanOrEqual(seconds * 0.9 - 0.1);
      expect(wait).toBeLessThanOrEqual(Math.min(seconds * 1.1, 1_200) + 1);
      await stack.armed(endpoint, 1);
      await eventually(`attempt ${index + 2}`, async () => {
        await stack.pass(`${seconds} seconds`);
        return (await statusOf(id!)).attempts === index + 2;
      });
    }
    expect(waits(id!)).toHaveLength(WAITS_SECONDS.length);
    waits(id!).forEach((wait, index) => {
      expect(wait).toBeGreaterThanOrEqual(WAITS_SECONDS[index]! * 0.9 - 0.1);
    });
    await eventually('the end', async () => (await statusOf(id!)).work === null);
    expect(await statusOf(id!)).toMatchObject({
      succeeded: false,
      skipped: false,
      work: null,
      attempts: 10,
      last_http_code: 500,
    });
    expect(await stack.settled(endpoint)).toMatchObject({
      state: 'enabled',
      consecutiveFailures: 1,
      inRetry: 0,
    });
    const row = await eventually('the mirrored count', async () => {
      const found = await stack.services.endpoints.get(null, endpoint.id);
      return found.consecutive_failures === 1 ? found : undefined;
    });
    expect(row.enabled).toBe(true);
  });

  it('sends the same id and bytes at every attempt, newly signed', async () => {
    let left = 2;
    receiver.answerWith((received, response) => {
      answer(left-- > 0 ? 503 : 200)(received, response, undefined as never);
    });
    const endpoint = await stack.createEndpoint(receiver.url('/same'));
    await stack.publish(endpoint, 1);
    await stack.armed(endpoint, 1);
    await stack.pass('2 minutes');

    expect(receiver.received).toHaveLength(3);
    expect(new Set(receiver.received.map(({ body }) => body)).size).toBe(1);
    expect(new Set(receiver.received.map(({ id }) => id)).size).toBe(1);
    expect((await stack.settled(endpoint)).consecutiveFailures).toBe(0);
  });

  it.each([
    ['seconds, on 429', 429, () => '120', 120],
    ['a date, on 503', 503, () => new Date(Date.now() + 90_000).toUTCString(), 90],
    ['more than an hour: an hour is kept', 503, () => '86400', 3_600],
    ['less than the back-off: the back-off holds', 429, () => '1', 5],
    ['on another status: ignored', 500, () => '120', 5],
  ])('Retry-After in %s', async (_name, status, retryAfter, expectedSeconds) => {
    let first = true;
    receiver.answerWith((received, response) => {
      const headers = first ? { 'retry-after': retryAfter() } : undefined;
      answer(first ? status : 200, headers)(received, response, undefined as never);
      first = false;
    });
    const endpoint = await stack.createEndpoint(receiver.url('/after'));
    const [id] = await stack.publish(endpoint, 1);
    await stack.armed(endpoint, 1);
    await stack.pass('2 hours');

    const [wait] = waits(id!);
    expect(wait).toBeGreaterThanOrEqual(expectedSeconds * 0.9 - 2);
    expect(wait).toBeLessThanOrEqual(latest(expectedSeconds));
    expect(await statusOf(id!)).toMatchObject({ succeeded: true, attempts: 2 });
  });

  it('a later event does not wait for one in retry', async () => {
    receiver.answerWith((received, response) => {
      const bad = received.body.includes('"index":0');
      answer(bad ? 500 : 200)(received, response, undefined as never);
    });
    const endpoint = await stack.createEndpoint(receiver.url('/behind'));
    const ids = await stack.publish(endpoint, 3);
    await eventually('the later ones', async () => (await statusOf(ids[2]!)).succeeded === true);
    expect(await statusOf(ids[0]!)).toMatchObject({ succeeded: null, work: 'retrying' });
    expect(await stack.settled(endpoint)).toMatchObject({ inRetry: 1, queued: 0 });
  });
});
