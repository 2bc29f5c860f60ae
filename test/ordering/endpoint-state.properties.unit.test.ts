import fc from 'fast-check';
import { ORDERINGS } from '../../src/domain/endpoint';
import { EndpointWorld } from './endpoint-world';

const RUNS = 2_000;
const byte = fc.nat(255);
/** One signal in eight is lost. */
const signalled = fc.nat(7).map((number) => number > 0);

type Action = (world: EndpointWorld) => void;
const action = (text: string, run: Action) => Object.assign(run, { toString: () => text });

const advancing = fc
  .tuple(fc.nat(20), byte)
  .map(([index, decision]) =>
    action(`advance(${index}, ${decision})`, (w) => w.advance(index, decision)),
  );
const publishing = fc
  .tuple(fc.integer({ min: 1, max: 6 }), signalled)
  .map(([count, told]) => action(`publish(${count}, ${told})`, (w) => w.publish(count, told)));
const redelivering = fc
  .tuple(fc.nat(30), signalled)
  .map(([index, told]) => action(`redeliver(${index}, ${told})`, (w) => w.redeliver(index, told)));
const patching = fc
  .tuple(fc.boolean(), signalled)
  .map(([enabled, told]) => action(`patch(${enabled}, ${told})`, (w) => w.patch(enabled, told)));
const requesting = fc
  .constantFrom('enable' as const, 'disable' as const)
  .map((kind) => action(`request('${kind}')`, (w) => w.request(kind)));
const draining = fc.constant(action('drain()', (w) => w.drain()));
const terminating = fc.constant(action('terminate()', (w) => w.terminate()));
const deleting = fc.constant(action('delete()', (w) => w.delete()));

const weighed = (weights: [number, fc.Arbitrary<Action>][]) =>
  fc.array(fc.oneof(...weights.map(([weight, arbitrary]) => ({ weight, arbitrary }))), {
    maxLength: 120,
    size: 'max',
  });

/** What happens to an endpoint whose signals arrive and whose runs are not lost. */
const orderly = weighed([
  [60, advancing],
  [10, publishing],
  [2, redelivering],
  [1, patching],
  [1, requesting],
  [2, draining],
]);
const anything = weighed([
  [60, advancing],
  [10, publishing],
  [2, redelivering],
  [1, patching],
  [1, requesting],
  [2, draining],
  [1, terminating],
  [1, deleting],
]);

function check(actions: fc.Arbitrary<Action[]>): void {
  fc.assert(
    fc.property(fc.constantFrom(...ORDERINGS), actions, (ordering, list) => {
      const world = new EndpointWorld(ordering);
      for (const run of list) run(world);
      world.settle();
      world.checkSettled();
      expect(world.problems).toEqual([]);
    }),
    { numRuns: RUNS },
  );
}

/**
 * Every run: nothing is forgotten, one group and one change at a time, `strict` groups wait for
 * retries, nothing begins while disabled, the count is that of the rule, and disabling comes at it,
 * once no group may have delivered. A failure prints the seed and the shortest list of actions.
 */
describe('EndpointState in a world of chance', () => {
  it('keeps its rules', () => check(orderly));

  it('keeps them when signals and whole runs are lost, with the sweep', () => check(anything));
});
