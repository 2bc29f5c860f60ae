import fc from 'fast-check';
import { ORDERINGS } from '../../src/domain/endpoint';
import type { Endpoint } from '../../src/service/endpoints';
import { eventually } from '../helpers/eventually';
import { startTimeSkippingStack, type TimeSkippingStack } from '../helpers/time-skipping';
import { findViolations, type FinalEvent } from './delivery-model';
import { ScriptedReceiver, type Answer } from './scripted-receiver';

const RUNS = 12;
const DISABLE_AFTER = 2;
const MAX_EVENTS = 12;
/** A schedule takes an hour and a half, and with strict order they follow each other. */
const HALF_HOURS = 100;

const answer = fc.oneof(
  { weight: 4, arbitrary: fc.constant<Answer>('ok') },
  { weight: 4, arbitrary: fc.constantFrom<Answer[]>('error', 'busy', 'garbage') },
  { weight: 1, arbitrary: fc.constant<Answer>('hang') },
);
const script = fc.oneof(
  { weight: 8, arbitrary: fc.array(answer, { maxLength: 3 }) },
  { weight: 1, arbitrary: fc.constant<Answer[]>(Array<Answer>(10).fill('error')) },
  { weight: 1, arbitrary: fc.constant<Answer[]>(['gone']) },
);
const endpointPlan = fc.record({
  ordering: fc.constantFrom(...ORDERINGS),
  maxInFlight: fc.integer({ min: 1, max: 3 }),
  scripts: fc.array(script, { minLength: MAX_EVENTS, maxLength: MAX_EVENTS }),
});
const action = fc.oneof(
  fc.record({ kind: fc.constant('wait' as const), seconds: fc.integer({ min: 1, max: 60 }) }),
  fc.record({ kind: fc.constant('redeliver' as const), event: fc.nat(MAX_EVENTS - 1) }),
  fc.record({ kind: fc.constantFrom('disable' as const, 'enable' as const) }),
);
const scenario = fc.record({
  endpoints: fc.array(endpointPlan, { minLength: 1, maxLength: 4 }),
  batches: fc.array(
    fc.record({ size: fc.integer({ min: 1, max: 4 }), then: fc.option(action, { freq: 3 }) }),
    { minLength: 1, maxLength: 3 },
  ),
});
type Scenario = typeof scenario extends fc.Arbitrary<infer Value> ? Value : never;

// By another seed the second try would be another test: what this one has found is to be looked at.
jest.retryTimes(0);

describe('scenarios of chance, over skipped time', () => {
  let stack: TimeSkippingStack;
  let receiver: ScriptedReceiver;
  let runs = 0;

  beforeAll(async () => {
    stack = await startTimeSkippingStack({
      environment: { DISABLE_AFTER_FAILURES: String(DISABLE_AFTER), DELIVERY_TIMEOUT_MS: '300' },
    });
    receiver = await ScriptedReceiver.start();
  });

  afterAll(async () => {
    await stack.close();
    await receiver.close();
  });

  const rowsOf = async ({ id }: Endpoint) => {
    const { rows } = await stack.pool.query<Omit<FinalEvent, 'script'>>(
      `select id, work, succeeded, skipped, attempts from webhook_events
       where endpoint_id = $1 order by seq`,
      [id],
    );
    return rows;
  };
  const isPending = async () => {
    const { rows } = await stack.pool.query(
      'select 1 from webhook_events where work is not null limit 1',
    );
    return rows.length > 0;
  };
  const hasQueued = async () => {
    const { rows } = await stack.pool.query(
      `select 1 from webhook_events e join webhook_endpoints p on p.id = e.endpoint_id
       where work = 'queued' and not (p.ordering = 'strict' and exists (
         select 1 from webhook_events r where r.endpoint_id = p.id and r.work = 'retrying')) limit 1`,
    );
    return rows.length > 0;
  };

  /**
   * Whether the machine stood still for a time-out: answers that came were counted as none. The scripts
   * tell then no more what has to come.
   */
  const stoodStill = async (organizationId: string) => {
    const { rows } = await stack.pool.query<{ count: number }>(
      `select count(*) as count from webhook_deliveries where organization_id = $1 and stage = 'timeout'`,
      [organizationId],
    );
    return rows[0]!.count > receiver.requests.filter((one) => one.answer === 'hang').length;
  };

  async function play({ endpoints: plans, batches }: Scenario): Promise<string[]> {
    runs += 1;
    const pathOf = (index: number) => `/run-${runs}/${index}`;
    receiver.begin(
      new Map(
        plans.flatMap(({ scripts }, one) =>
          scripts.map((answers, index) => [`${pathOf(one)}/${index}`, answers] as const),
        ),
      ),
    );
    const organization = await stack.services.organizations.create('Acme');
    const endpoints: Endpoint[] = [];
    for (const [index, { ordering, maxInFlight }] of plans.entries()) {
      endpoints.push(
        await stack.createEndpoint(receiver.url(pathOf(index)), {
          ...{ organizationId: organization.id, ordering, maxInFlight },
        }),
      );
    }
    const [first] = endpoints;
    if (first === undefined) return [];
    const resent = new Set<string>();
    let wasDisabled = false;
    let published = 0;
    for (const { size, then } of batches) {
      await stack.services.publisher.publish({
        items: Array.from({ length: size }, () => ({
          organizationId: organization.id,
          type: 'order.created',
          timestamp: null,
          data: JSON.stringify({ index: published++ }),
        })),
        idempotencyKey: null,
      });
      if (then?.kind === 'wait') await stack.pass(`${then.seconds} seconds`);
      if (then?.kind === 'redeliver') {
        const id = (await rowsOf(first))[then.event]?.id;
        if (id !== undefined) {
          resent.add(id);
          await stack.services.events.redeliver(null, id);
        }
      }
      if (then?.kind === 'disable' || then?.kind === 'enable') {
        wasDisabled = true;
        const enabled = then.kind === 'enable';
        await stack.services.endpoints.update(null, first.id, { enabled }, () => undefined);
      }
    }
    for (let count = 0; count < HALF_HOURS && (await isPending()); count += 1) {
      await eventually('first attempts are made', async () => !(await hasQueued()));
      await stack.pass('30 minutes');
    }
    await eventually('nothing is pending', async () => !(await isPending()));
    fc.pre(!(await stoodStill(organization.id)));
    return (await Promise.all(endpoints.map(violationsOf))).flat();

    async function violationsOf(endpoint: Endpoint, index: number): Promise<string[]> {
      const { state } = await stack.settled(endpoint);
      const row = await stack.services.endpoints.get(null, endpoint.id);
      const plan = plans[index];
      if (plan === undefined) return [];
      const rows = await rowsOf(endpoint);
      const violations = findViolations({
        ...plan,
        requests: receiver.requests.filter(({ path }) => path === pathOf(index)),
        // While it was disabled nothing was stored for it: the first one's numbers have gaps then.
        events: rows.map((event, number) => ({ ...event, script: plan.scripts[number] ?? [] })),
        endpoint: row,
        disableAfter: DISABLE_AFTER,
        resent: index === 0 ? resent : new Set(),
        wasDisabled: index === 0 && wasDisabled,
      });
      if ((state === 'enabled') !== row.enabled) violations.push(`the workflow is ${state}`);
      return violations.map((text) => `endpoint ${index} (${plan.ordering}): ${text}`);
    }
  }

  it('keeps its promises', async () => {
    const seed = Number(process.env.SIGNALPOST_TEST_SEED ?? Date.now() % 1_000_000);
    console.log(`SIGNALPOST_TEST_SEED=${seed}`);
    await fc.assert(
      fc.asyncProperty(scenario, async (value) => {
        expect(await play(value)).toEqual([]);
      }),
      { numRuns: RUNS, seed, interruptAfterTimeLimit: 40_000 },
    );
  }, 120_000);
});
