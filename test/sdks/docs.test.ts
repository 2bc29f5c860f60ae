import { readFileSync } from 'node:fs';
import path from 'node:path';
import { runInThisContext } from 'node:vm';
import { transformSync } from '@swc/core';
import { ENDPOINTS, eventOf, publish } from '../api/support';
import { describeWithPython, type PythonEnvironment } from '../helpers/python';
import { eventually } from '../helpers/eventually';
import { TestReceiver, type Received } from '../helpers/receiver';
import { startTestStack, type TestOrganization, type TestStack } from '../helpers/stack';
import { REQUIREMENTS } from './clients/python';
import { WRONG_SECRET } from './verifiers/verifier';

const PAGE = readFileSync(path.join(__dirname, '..', '..', 'docs', 'polar-sdks.md'), 'utf8');

/** The two snippets of a section: one makes calls, the other one receives. */
function snippets(section: string): { readonly calls: string; readonly receive: string } {
  const text = PAGE.split(/^## /m).find((one) => one.startsWith(`${section}\n`)) ?? '';
  const [calls, receive, ...more] = [...text.matchAll(/^```\w+\n([^]*?)^```$/gm)].map(
    ([, code]) => code,
  );
  if (calls === undefined || receive === undefined || more.length > 0) {
    throw new Error(`${section} has not two snippets.`);
  }
  return { calls, receive };
}

type Environment = Readonly<Record<string, string>>;

/** Runs snippets of one language. */
interface Runner {
  /** @returns what it writes, word by word */
  run(code: string, environment: Environment): Promise<string[]>;
  /**
   * Calls the `receive` of a snippet, once with each secret.
   *
   * @returns what it writes, and the status after each call
   */
  receive(code: string, received: Received, secrets: readonly string[]): Promise<string[]>;
}

type Receive = (body: string, headers: Record<string, string>) => unknown;

/** Runs TypeScript with the version of the SDK that is installed under another name. */
const typescript = (installed: string): Runner => {
  const evaluate = async (code: string, env: Environment, words: unknown[]) => {
    const program = code
      .replace(/^import (\{[^}]*\}) from '([^']+)';$/gm, "const $1 = require('$2');")
      .replace(/^export /gm, '');
    const { code: script } = transformSync(program, {
      jsc: { parser: { syntax: 'typescript' }, target: 'es2023' },
      isModule: true,
    });
    const wrapped = `(async (require, process, console) => {
      ${script}
      return typeof receive === 'undefined' ? undefined : receive;
    })`;
    const load = (name: string) =>
      jest.requireActual<object>(name.replace('@polar-sh/sdk', installed));
    const log = (...said: unknown[]) => void words.push(...said);
    const start = runInThisContext(wrapped) as (...context: unknown[]) => Promise<Receive>;
    return start(load, { env }, { log });
  };
  return {
    async run(code, environment) {
      const words: unknown[] = [];
      await evaluate(code, environment, words);
      return words.map(String);
    },
    async receive(code, { body, headers }, secrets) {
      const words: unknown[] = [];
      for (const secret of secrets) {
        const receive = await evaluate(code, { WEBHOOK_SECRET: secret }, words);
        words.push(await receive(body, headers));
      }
      return words.map(String);
    },
  };
};

const python = (found: () => PythonEnvironment): Runner => {
  const run = async (code: string, env: Environment, input = '') => {
    const { stdout, stderr, exitCode } = await found().run(['-c', code], { env, input });
    expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
    return stdout.trim().split(/\s+/);
  };
  const receiving = `
import json, sys
received = json.load(sys.stdin)
for os.environ["WEBHOOK_SECRET"] in received["secrets"]:
    print(receive(received["body"].encode(), received["headers"]))`;
  return {
    run,
    receive: (code, { body, headers }, secrets) =>
      run(code + receiving, {}, JSON.stringify({ body, headers, secrets })),
  };
};

let stack: TestStack;
let receiver: TestReceiver;
let acme: TestOrganization;

beforeAll(async () => {
  stack = await startTestStack({ worker: true });
  receiver = await TestReceiver.start();
  acme = await stack.createOrganization();
});
afterAll(async () => {
  await stack.close();
  await receiver.close();
});

/** Creates an endpoint as the page says, and has the page's receiver read a delivery to it. */
function follow(section: string, runner: Runner): void {
  it(`${section}: the snippets do what they say`, async () => {
    const { calls, receive } = snippets(section);
    const environment = { SIGNALPOST_URL: stack.apiUrl, SIGNALPOST_TOKEN: acme.token };
    const [id, secret, ...deliveries] = await runner.run(calls, environment);
    const created = await acme.api.get(`${ENDPOINTS}/${id!}`);
    expect(created.body).toMatchObject({ secret, url: 'https://example.com/webhooks' });
    expect(deliveries).toEqual([]);

    await acme.api.patch(`${ENDPOINTS}/${id!}`, { url: receiver.url() });
    const { webhook_events } = await publish(acme.api);
    const event = eventOf(webhook_events, id!);
    const received = await eventually('it arrives', () =>
      receiver.received.find((one) => one.id === event),
    );
    await acme.api.delete(`${ENDPOINTS}/${id!}`);
    const { data } = JSON.parse(received.body) as { data: { id: string; created_at: string } };
    const secrets = [secret!, WRONG_SECRET];
    const [order, createdAt, ...statuses] = await runner.receive(receive, received, secrets);
    expect([order, ...statuses]).toEqual([data.id, '202', '403']);
    expect(Math.floor(Number(createdAt))).toBe(Date.parse(data.created_at));
  }, 120_000);
}

follow('TypeScript 0.x', typescript('polar-sdk-0'));
follow('TypeScript 1.x', typescript('polar-sdk-1'));
describeWithPython('Python 0.x', REQUIREMENTS.polar0, (found) =>
  follow('Python 0.x', python(found)),
);
describeWithPython('Python 1.x', REQUIREMENTS.polar1, (found) =>
  follow('Python 1.x', python(found)),
);
