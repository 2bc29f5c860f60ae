import path from 'node:path';
import { describeWithPython } from '../helpers/python';
import { startTestStack, type TestStack } from '../helpers/stack';
import { FaultyProxy } from './faulty-proxy';

const ROOT = path.join(__dirname, '..', '..');
const PACKAGE = path.join(ROOT, 'clients', 'python');
const TESTS = path.join(__dirname, 'python');
const PYTEST_TIMEOUT_MS = 120_000;

/** Calls that one token may make in a minute: enough for the admin's, which creates organizations. */
const CALLS_PER_MINUTE = 400;

describeWithPython('Python client', path.join(PACKAGE, 'requirements-dev.txt'), (python) => {
  let stack: TestStack;
  let proxy: FaultyProxy;

  beforeAll(async () => {
    stack = await startTestStack({
      worker: true,
      environment: { RATE_LIMIT_CALLS_PER_MINUTE: String(CALLS_PER_MINUTE) },
    });
    proxy = await FaultyProxy.start(stack.apiUrl);
  });
  afterAll(async () => {
    await stack.close();
    await proxy.close();
  });

  it.each(['test_webhooks.py', 'test_events.py', 'test_failures.py'])(
    '%s',
    async (file) => {
      const { stdout, stderr, exitCode } = await python().run(
        ['-m', 'pytest', '-q', '-p', 'no:cacheprovider', file],
        {
          cwd: TESTS,
          env: {
            PYTHONPATH: PACKAGE,
            SIGNALPOST_TEST_API_URL: stack.apiUrl,
            SIGNALPOST_TEST_PROXY_URL: proxy.url,
            SIGNALPOST_TEST_ADMIN_TOKEN: stack.config.adminToken,
          },
          timeoutMs: PYTEST_TIMEOUT_MS,
        },
      );
      if (exitCode !== 0) throw new Error(`${stdout}\n${stderr}`);
      expect(stdout).toMatch(/\d+ passed/);
    },
    PYTEST_TIMEOUT_MS,
  );
});
