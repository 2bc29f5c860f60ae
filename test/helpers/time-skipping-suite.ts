import { TestReceiver } from './receiver';
import { startTimeSkippingStack, type TimeSkippingStack } from './time-skipping';

/**
 * A stack and a receiver for all tests of a `describe`; what the receiver keeps is the current test's.
 *
 * @param onStarted is given both before the first test
 */
export function useTimeSkippingStack(
  onStarted: (started: { stack: TimeSkippingStack; receiver: TestReceiver }) => void,
): void {
  let stack: TimeSkippingStack;
  let receiver: TestReceiver;

  beforeAll(async () => {
    stack = await startTimeSkippingStack();
    receiver = await TestReceiver.start();
    onStarted({ stack, receiver });
  });

  afterAll(async () => {
    await stack.close();
    await receiver.close();
  });

  beforeEach(() => {
    receiver.received.length = 0;
  });
}
