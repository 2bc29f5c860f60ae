import { EVENT_TYPES } from '../../src/domain/event-types';
import { describeWithPython } from '../helpers/python';
import { TestReceiver } from '../helpers/receiver';
import { startTestStack, type TestStack } from '../helpers/stack';
import { collectSamples, SECRET_KINDS, type Sample, type Samples } from './samples';
import { agreement } from './verifiers/agreement';
import { VERIFYING_PROGRAMS, verifyInPython } from './verifiers/python';
import { LOCAL_VERIFIERS, verifyAll } from './verifiers/typescript';
import { expectedOutcome, type Verified, type Verifier } from './verifiers/verifier';

let stack: TestStack;
let receiver: TestReceiver;
let samples: Samples;
/** Everything that is verified; the last is not of the table. */
let verifiable: readonly Sample[];

beforeAll(async () => {
  stack = await startTestStack({ worker: true });
  receiver = await TestReceiver.start();
  samples = await collectSamples(stack, receiver);
  verifiable = [...samples.all, samples.withoutSubscriptions];
}, 90_000);

afterAll(async () => {
  await stack.close();
  await receiver.close();
});

it('every type is delivered once for each kind of secret', () => {
  for (const kind of SECRET_KINDS) {
    const types = samples.all.filter((sample) => sample.kind === kind).map(({ type }) => type);
    expect(types.sort()).toEqual([...EVENT_TYPES].sort());
  }
});

/** @param results what the verifier has made of `verifiable` */
function checkVerifier(verifier: Verifier, results: () => readonly Verified[]): void {
  const pairs = () => verifiable.map((sample, index) => ({ sample, verified: results()[index]! }));

  it.each(SECRET_KINDS)('every type, with a secret that is %s', (kind) => {
    const ofKind = pairs().filter(({ sample }) => sample.kind === kind);
    const read = ofKind.map(({ sample, verified }) => [sample.type, verified.outcome]);
    const expected = ofKind.map(({ sample }) => [sample.type, outcomeFor(sample)]);
    expect(read).toEqual(expected);
    expect(read.length).toBeGreaterThanOrEqual(EVENT_TYPES.length);
  });

  const outcomeFor = (sample: Sample) =>
    sample === samples.withoutSubscriptions ? 'accepted' : expectedOutcome(verifier, sample);

  it('refuses each of them with another secret', () => {
    const outcomes = new Set(pairs().map(({ verified }) => verified.wrongSecret));
    expect([...outcomes]).toEqual([verifier.mismatch]);
  });

  it('refuses each of them in other bytes', () => {
    for (const { sample, verified } of pairs()) {
      const noKey = sample.kind === 'own, text that is no base64' ? verifier.badSecret : undefined;
      expect(verified.changedBody).toBe(noKey ?? verifier.mismatch);
    }
  });

  if (verifier.parses === 'nothing') return;

  it('gives every value back as it was sent', () => {
    const accepted = pairs().filter(({ verified }) => verified.outcome === 'accepted');
    for (const { sample, verified } of accepted) {
      const sent = JSON.parse(sample.body) as { type: string; data: { id: string } };
      const wantsDates = verifier.parses === 'dates';
      const { differences, values, dates } = agreement(verified.event, sent, wantsDates);
      expect({ type: sample.type, differences }).toEqual({ type: sample.type, differences: [] });
      expect(verified.event).toMatchObject({ type: sample.type, data: { id: sent.data.id } });
      // Not as much as nothing: an id, a type, and moments, which are the event's and its creation's.
      expect(values).toBeGreaterThan(8);
      expect(dates >= 2).toBe(wantsDates);
    }
  });
}

for (const verifier of LOCAL_VERIFIERS) {
  describe(`${verifier.name} verifies`, () => {
    let results: Verified[];
    beforeAll(async () => {
      results = await verifyAll(verifier, verifiable);
    });
    checkVerifier(verifier, () => results);
  });
}

for (const program of VERIFYING_PROGRAMS) {
  describeWithPython(program.name, program.requirements, (python) => {
    let results: Map<Verifier, Verified[]>;
    beforeAll(async () => {
      results = await verifyInPython(python(), program, verifiable);
    }, 5 * 60_000);
    for (const verifier of program.verifiers) {
      describe(`${verifier.name} verifies`, () => {
        checkVerifier(verifier, () => results.get(verifier) ?? []);
      });
    }
  });
}
