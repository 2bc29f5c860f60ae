import type { Endpoint } from '../../src/service/endpoints';
import { eventually } from './eventually';
import { answer, type TestReceiver } from './receiver';
import type { TimeSkippingStack } from './time-skipping';

const SLOW_MS = 1_050;

/** An event's last attempt and a group of one event, both with their requests under way. */
export interface FailureBesideGroup {
  /** Id of the group's event. */
  readonly groupEvent: string;
  /** Answers the last attempt with 500 and waits until that is written. */
  letRetryFail(): Promise<void>;
  /** Answers the group's event with the status. */
  letGroupEnd(status: number): void;
}

/**
 * Brings an endpoint to where an event's last attempt and a group are under way at the same time. What
 * the group does is no news to the workflow until its end.
 */
export async function failBesideGroup(
  stack: TimeSkippingStack,
  receiver: TestReceiver,
  endpoint: Endpoint,
): Promise<FailureBesideGroup> {
  const held = new Map<string, (status: number) => void>();
  const hold = (id: string) => eventually('the request is under way', () => held.get(id));
  receiver.answerWith((received, response, request) => {
    held.set(received.id, (status) => answer(status)(received, response, request));
  });
  const publishOne = async (): Promise<string> => {
    const [id = ''] = await stack.publish(endpoint, 1);
    await hold(id);
    return id;
  };
  const reply = (id: string, status: number) => {
    held.get(id)?.(status);
    held.delete(id);
  };

  const failing = await publishOne();
  reply(failing, 500);
  await stack.armed(endpoint, 1);
  await stack.pool.query('update webhook_events set attempts = 9 where id = $1', [failing]);
  // Slow, so that the next group does not run inside the workflow's task, which would hear of nothing.
  const slow = await publishOne();
  const since = performance.now();
  await eventually('slow', () => performance.now() - since > SLOW_MS);
  reply(slow, 204);
  await eventually('the slow one is delivered', async () => {
    return (await stack.status(endpoint)).delivered === 1;
  });
  await stack.pass('10 seconds');
  await hold(failing);
  const groupEvent = await publishOne();
  return {
    groupEvent,
    async letRetryFail() {
      reply(failing, 500);
      await eventually('the failed attempt is written', async () => {
        const { succeeded } = await stack.services.events.get(null, failing);
        return succeeded === false;
      });
    },
    letGroupEnd: (status) => reply(groupEvent, status),
  };
}
