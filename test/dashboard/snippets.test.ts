import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { promisify } from 'node:util';
import { Webhook } from 'standardwebhooks';
import { ModuleKind, ScriptTarget, transpileModule } from 'typescript';
import { findFreePort } from '../../dev/ports';
import { publishSnippet, VERIFY_SNIPPETS } from '../../src/dashboard/snippets';
import { eventually } from '../helpers/eventually';
import { describeWithPython } from '../helpers/python';
import { TestReceiver } from '../helpers/receiver';
import { startTestStack, type TestOrganization, type TestStack } from '../helpers/stack';

const ROOT = path.join(__dirname, '..', '..');
const run = promisify(execFile);

/** The programs of the first page, run as they are shown, against real deliveries. */
let stack: TestStack;
let acme: TestOrganization;
beforeAll(async () => {
  stack = await startTestStack({ worker: true });
});
beforeEach(async () => {
  acme = await stack.createOrganization();
});
afterAll(() => stack.close());

type SnippetName = (typeof VERIFY_SNIPPETS)[number]['name'];

function snippet(name: SnippetName): string {
  const found = VERIFY_SNIPPETS.find((one) => one.name === name);
  if (found === undefined) throw new Error(`There is no snippet ${name}.`);
  return found.text;
}

it('each of them is tested here', () => {
  expect(VERIFY_SNIPPETS.map(({ name }) => name)).toEqual([
    'TypeScript',
    'Python',
    'curl and openssl',
  ]);
});

/** Sends to a receiver that a snippet is: right and wrong, and what it prints. */
async function expectReceives(
  start: (environment: NodeJS.ProcessEnv) => ChildProcess,
): Promise<void> {
  const port = await findFreePort();
  const url = `http://127.0.0.1:${port}/webhooks`;
  const created = await acme.api.post('/v1/webhooks/endpoints', {
    url,
    format: 'raw',
    events: ['order.paid'],
  });
  const secret = created.body.secret as string;
  const child = start({ ...process.env, PORT: String(port), WEBHOOK_SECRET: secret });
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (chunk: Buffer) => (output += chunk.toString()));
  try {
    await eventually('the receiver listens', async () => {
      if (child.exitCode !== null) throw new Error(`It ended: ${output}`);
      return fetch(url).catch(() => undefined);
    });
    const data = { note: 'ü "quoted" 😀', amount: 12.5 };
    const published = await acme.api.post('/v1/webhooks/events', { type: 'order.paid', data });
    const event = published.body.webhook_events[0].id as string;
    const delivery = await eventually('it is answered', async () => {
      const { body } = await acme.api.get('/v1/webhooks/deliveries');
      return body.items[0] as { http_code: number; succeeded: boolean } | undefined;
    });
    expect([delivery.http_code, output]).toEqual([204, expect.stringContaining('order.paid')]);
    expect(output).toContain('ü "quoted" 😀');

    const at = new Date();
    const body = JSON.stringify({ type: 'order.forged', timestamp: at.toISOString(), data: {} });
    const signature = new Webhook(secret).sign(event, at, body);
    const post = (changed: string, signed: string) =>
      fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          'webhook-id': event,
          'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
          'webhook-signature': signed,
        },
        body: changed,
      }).then(({ status }) => status);
    expect(await post(body, signature)).toBe(204);
    expect(await post(`${body} `, signature)).toBe(401);
    expect(await post(body, 'v1,AAAA')).toBe(401);
  } finally {
    if (child.exitCode === null && child.signalCode === null) {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
    }
  }
}

it('TypeScript verifies deliveries, and refuses others', async () => {
  const { outputText } = transpileModule(snippet('TypeScript'), {
    compilerOptions: { module: ModuleKind.ESNext, target: ScriptTarget.ES2023 },
  });
  await expectReceives((env) =>
    spawn(process.execPath, ['--input-type=module', '--eval', outputText], { cwd: ROOT, env }),
  );
});

describeWithPython('Python', path.join(__dirname, 'requirements.txt'), (python) => {
  it('verifies deliveries, and refuses others', async () => {
    await expectReceives((env) =>
      spawn(python().python, ['-u', '-c', snippet('Python')], {
        env: { ...env, PYTHONUTF8: '1', PYTHONDONTWRITEBYTECODE: '1' },
      }),
    );
  });
});

it('curl and openssl sign as Signalpost does', async () => {
  const secret = `whsec_${Buffer.from('a secret of many bytes \0\xff and more', 'latin1').toString('base64')}`;
  const receiver = await TestReceiver.start(({ body, headers }, response) => {
    try {
      new Webhook(secret).verify(body, headers);
      response.writeHead(204).end();
    } catch {
      response.writeHead(401).end();
    }
  });
  try {
    const program = (own: string) =>
      snippet('curl and openssl')
        .replace('whsec_...', () => own)
        .replace('http://localhost:3000/webhooks', () => receiver.url('/webhooks'));
    expect((await run('bash', ['-c', program(secret)])).stdout).toBe('204\n');
    const wrong = `whsec_${Buffer.from('another secret of many bytes').toString('base64')}`;
    expect((await run('bash', ['-c', program(wrong)])).stdout).toBe('401\n');
    const [received] = receiver.received;
    expect(JSON.parse(received?.body ?? '')).toMatchObject({ type: 'order.paid' });
  } finally {
    await receiver.close();
  }
});

it('publishing with curl publishes', async () => {
  const { stdout } = await run('bash', ['-c', publishSnippet(stack.apiUrl)], {
    env: { ...process.env, SIGNALPOST_TOKEN: acme.token },
  });
  const { id } = JSON.parse(stdout) as { id: string };
  const { rows } = await stack.pool.query('select type from webhook_messages where id = $1', [id]);
  expect(rows).toEqual([{ type: 'order.paid' }]);
});
