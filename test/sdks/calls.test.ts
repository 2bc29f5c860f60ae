import { describeWithPython } from '../helpers/python';
import { DELIVERY_CALLS } from './calls/delivery-calls';
import { ENDPOINT_CALLS } from './calls/endpoint-calls';
import { ERROR_CALLS } from './calls/error-calls';
import type { Sdk } from './client';
import {
  python0,
  python1,
  REQUIREMENTS,
  startConversation,
  type Conversation,
} from './clients/python';
import { TYPESCRIPT_0 } from './clients/typescript-0';
import { TYPESCRIPT_1 } from './clients/typescript-1';
import { contextsFor, openWorkshop, type Workshop } from './support';

type Talk = () => Conversation;

const CALLS = Object.entries({ ...ENDPOINT_CALLS, ...DELIVERY_CALLS, ...ERROR_CALLS });

let workshop: Workshop;

beforeAll(async () => {
  workshop = await openWorkshop();
});
afterAll(() => workshop.close());

/** Every call with every one of the SDKs: a test each. */
function makeCalls(sdks: readonly Sdk[]): void {
  describe.each(sdks.map((sdk) => [sdk.name, sdk] as const))('%s', (_name, sdk) => {
    const newContext = contextsFor(sdk, () => workshop);
    it.each(CALLS)('%s', async (_call, make) => {
      await make(await newContext());
    });
  });
}

makeCalls([TYPESCRIPT_0, ...TYPESCRIPT_1]);

const PYTHON = [
  ['Python 0.x', REQUIREMENTS.polar0, 'client_polar_0.py', (talk: Talk) => [python0(talk)]],
  ['Python 1.x', REQUIREMENTS.polar1, 'client_polar_1.py', (talk: Talk) => python1(talk)],
] as const;

for (const [name, requirements, program, sdks] of PYTHON) {
  describeWithPython(name, requirements, (python) => {
    let conversation: Conversation;
    beforeAll(() => {
      conversation = startConversation(python(), program);
    });
    afterAll(() => conversation.end());
    makeCalls(sdks(() => conversation));
  });
}
