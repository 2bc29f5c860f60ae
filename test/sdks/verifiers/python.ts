import path from 'node:path';
import type { PythonEnvironment } from '../../helpers/python';
import { REQUIREMENTS } from '../clients/python';
import { VERSIONS } from '../clients/typescript-1';
import type { Sample } from '../samples';
import { changed, WRONG_SECRET, type Verified, type Verifier } from './verifier';

/** A program of test/sdks/python with the verifiers that it runs, in the order of its answer. */
export interface VerifyingProgram {
  readonly name: string;
  readonly requirements: string;
  readonly program: string;
  readonly verifiers: readonly Verifier[];
}

export const VERIFYING_PROGRAMS: readonly VerifyingProgram[] = [
  {
    name: 'Python 0.x',
    requirements: REQUIREMENTS.polar0,
    program: 'verify_polar_0.py',
    verifiers: [
      {
        name: 'Python 0.32.0',
        parses: 'dates',
        mismatch: 'WebhookVerificationError',
        unknownTypes: {
          'subscription.cycled': 'WebhookUnknownTypeError',
          // In its list of types, but without a model.
          'subscription.paused': 'ValidationError',
          'subscription.resumed': 'ValidationError',
          'discount.created': 'WebhookUnknownTypeError',
          'discount.updated': 'WebhookUnknownTypeError',
          'discount.deleted': 'WebhookUnknownTypeError',
        },
      },
      {
        name: 'PyPI standardwebhooks 1.1.0',
        parses: 'nothing',
        mismatch: 'WebhookVerificationError',
        // binascii.Error: it leaves out what is no base64, and decodes the rest as far as that goes.
        badSecret: 'Error',
        unknownTypes: {},
      },
    ],
  },
  {
    name: 'Python 1.x',
    requirements: REQUIREMENTS.polar1,
    program: 'verify_polar_1.py',
    verifiers: Object.keys(VERSIONS).map((version) => ({
      name: `Python 1.0.2, ${version}`,
      parses: 'text',
      mismatch: 'PolarWebhookVerificationError',
      withoutVersion: 'PolarWebhookError',
      unknownTypes: {
        // Its model has the states of a benefit where those of a subscription belong.
        'customer.state_changed': 'PolarWebhookError',
      },
    })),
  },
];

/** Seconds where nothing else runs, more on a busy machine; signatures hold for five minutes. */
const VERIFY_TIMEOUT_MS = 4 * 60_000;

/** One process for all of a program's verifiers and all samples: their imports take seconds. */
export async function verifyInPython(
  python: PythonEnvironment,
  { program, verifiers }: VerifyingProgram,
  samples: readonly Sample[],
): Promise<Map<Verifier, Verified[]>> {
  const input = samples.map(({ secret, headers, body }) => ({
    secret,
    wrongSecret: WRONG_SECRET,
    headers,
    body,
    changedBody: changed(body),
  }));
  const file = path.join(__dirname, '..', 'python', program);
  const options = { input: JSON.stringify(input), timeoutMs: VERIFY_TIMEOUT_MS };
  const { stdout, stderr, exitCode } = await python.run([file], options);
  if (exitCode !== 0) {
    throw new Error(`${program} ${exitCode === null ? 'was killed' : 'failed'}: ${stderr}`);
  }
  const answers = JSON.parse(stdout) as Verified[][];
  return new Map(verifiers.map((verifier, index) => [verifier, answers[index] ?? []]));
}
