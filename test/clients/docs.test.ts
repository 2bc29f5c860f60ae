import path from 'node:path';
import { runInThisContext } from 'node:vm';
import { transformSync } from '@swc/core';
import { exampleData } from '../../src/domain/event-examples';
import { eventually } from '../helpers/eventually';
import { describeWithPython } from '../helpers/python';
import { TestReceiver, type Received } from '../helpers/receiver';
import { startTestStack, type TestOrganization, type TestStack } from '../helpers/stack';
import { WRONG_SECRET } from '../sdks/verifiers/verifier';
import { readDocument, snippets } from './snippets';

const PACKAGE = path.join(__dirname, '..', '..', 'clients', 'python');

const PAGE = readDocument('docs/clients.md');
const TYPESCRIPT = snippets(PAGE, 'ts').join('\n');
const PYTHON = snippets(PAGE, 'python').join('\n');
const HOOK_URL = 'https://example.com/webhooks';

let stack: TestStack;
let receiver: TestReceiver;
let acme: TestOrganization;

beforeAll(async () => {
  stack = await startTestStack({ worker: true });
  receiver = await TestReceiver.start();
});
beforeEach(async () => {
  acme = await stack.createOrganization();
});
afterAll(async () => {
  await stack.close();
  await receiver.close();
});

const environment = () => ({
  SIGNALPOST_ACCESS_TOKEN: acme.token,
  SIGNALPOST_SERVER_URL: stack.apiUrl,
  ADMIN_TOKEN: stack.config.adminToken,
});

/** A delivery to an endpoint of its own, and the endpoint's secret. */
async function delivery(): Promise<{ received: Received; secret: string }> {
  const fields = { url: receiver.url('/own'), format: 'raw', events: ['order.paid'] };
  const endpoint = await acme.api.post('/v1/webhooks/endpoints', fields);
  const data = exampleData('order.paid');
  await acme.api.post('/v1/webhooks/events', { type: 'order.paid', data });
  const received = await eventually('it arrives', () =>
    receiver.received.find((one) => one.path === '/own'),
  );
  await acme.api.delete(`/v1/webhooks/endpoints/${endpoint.body.id as string}`);
  receiver.received.length = 0;
  return { received, secret: endpoint.body.secret as string };
}

/** Checks what the snippets have written, which is the same in both languages. */
function checkOutput(words: readonly string[]): void {
  const [id, secret, year] = words;
  expect(id).toMatch(/^[0-9a-f-]{36}$/);
  expect(secret).toMatch(/^whsec_/);
  expect(Number(year)).toBeGreaterThanOrEqual(2026);
  // The only endpoint: on its page, of all, and with its new name.
  expect(words.slice(3, 7)).toEqual(['1', '1', 'shop', receiver.url('/snippets')]);
  expect(words).toContain('ops@example.com');
  expect(words.at(-1)).toBe('ResourceNotFound');
}

type Receive = (body: string, headers: Record<string, string>) => unknown;

/** Runs the TypeScript of the page; its function to receive with stays to be called. */
async function runTypeScript(words: string[]): Promise<Receive> {
  const program = TYPESCRIPT.replaceAll(HOOK_URL, receiver.url('/snippets'))
    .replace(/^import (\{[^}]*\}) from '([^']+)';$/gm, "const $1 = require('$2');")
    .replace(/^export /gm, '');
  const whole = `(async (require, process, console) => { ${program}\nreturn receive; })`;
  const { code } = transformSync(whole, {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2023' },
    isModule: false,
  });
  const run = runInThisContext(code) as (...context: unknown[]) => Promise<Receive>;
  const load = (name: string) => jest.requireActual<object>(name);
  const log = (...said: unknown[]) => void words.push(...said.map(String));
  return run(load, process, { log });
}

describe('docs/clients.md, TypeScript', () => {
  it('has snippets that do what they say', async () => {
    const { received, secret } = await delivery();
    const words: string[] = [];
    Object.assign(process.env, environment(), { WEBHOOK_SECRET: secret });
    const receive = await runTypeScript(words);
    checkOutput(words);
    expect(receiver.received.length).toBeGreaterThan(0);

    words.length = 0;
    expect(receive(received.body, received.headers)).toBe(204);
    const { data } = JSON.parse(received.body) as {
      data: { id: string; customer: { email: string } };
    };
    expect(words).toEqual([data.id, data.customer.email]);
    process.env.WEBHOOK_SECRET = WRONG_SECRET;
    expect(receive(received.body, received.headers)).toBe(403);
  });
});

describeWithPython(
  'docs/clients.md, Python',
  path.join(PACKAGE, 'requirements-dev.txt'),
  (python) => {
    const run = async (code: string, env: Record<string, string>, input = '') => {
      const { stdout, stderr, exitCode } = await python().run(['-c', code], {
        env: { PYTHONPATH: PACKAGE, ...env },
        input,
      });
      expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
      return stdout.trim().split(/\s+/);
    };

    it('has snippets that do what they say', async () => {
      const { received, secret } = await delivery();
      const program = PYTHON.replaceAll(HOOK_URL, receiver.url('/snippets'));
      const receiving = `
import json, sys
print("received")
delivery = json.load(sys.stdin)
for os.environ["WEBHOOK_SECRET"] in delivery["secrets"]:
    print(receive(delivery["body"].encode(), delivery["headers"]))`;
      const { body, headers } = received;
      const input = JSON.stringify({ body, headers, secrets: [secret, WRONG_SECRET] });
      const words = await run(program + receiving, environment(), input);
      const end = words.indexOf('received');
      checkOutput(words.slice(0, end));
      expect(receiver.received.length).toBeGreaterThan(0);
      const { data } = JSON.parse(body) as { data: { id: string; customer: { email: string } } };
      expect(words.slice(end + 1)).toEqual([data.id, data.customer.email, '204', '403']);
    });
  },
);
