import { mkdtempSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { exampleData } from '../../src/domain/event-examples';
import { eventually } from '../helpers/eventually';
import { describeWithPython } from '../helpers/python';
import { answer, TestReceiver } from '../helpers/receiver';
import { startTestStack, type TestOrganization, type TestStack } from '../helpers/stack';
import { createEndpoint, DELIVERIES, ENDPOINTS, EVENTS } from '../api/support';

const RUN_TIMEOUT_MS = 4 * 60_000;
const OUTPUT_MAX_CHARACTERS = 20_000;
/** A stream has no end; test/api/listen.test.ts reads it. */
const STREAM = '/v1/cli/listen/{organization_id}';

// Every operation of openapi.json, driven by that document alone: examples, each bound of each field,
// random requests that fit and that do not, and sequences of calls on what was created.
describeWithPython(
  'the API is what its description says',
  path.join(__dirname, 'requirements.txt'),
  (python) => {
    let stack: TestStack;
    let receiver: TestReceiver;
    let acme: TestOrganization;
    let folder: string;

    beforeAll(async () => {
      folder = mkdtempSync(path.join(tmpdir(), 'signalpost-contract-'));
      stack = await startTestStack({ worker: true });
      receiver = await TestReceiver.start();
      acme = await stack.createOrganization();
      await makeHistory();
    }, 120_000);
    afterAll(async () => {
      await stack.close();
      await receiver.close();
      await rm(folder, { recursive: true, force: true });
    });

    /** Something of every kind for the lists to show: delivered, failed, pending, skipped, of an own type. */
    async function makeHistory(): Promise<void> {
      await acme.api.post('/v1/webhooks/event-types', {
        name: 'invoice.issued',
        schema: { type: 'object', examples: [{ id: 'inv_1' }] },
      });
      const events = ['order.paid', 'invoice.issued'];
      for (const format of ['raw', 'discord', 'slack']) {
        await createEndpoint(acme.api, { url: receiver.url(`/${format}`), format, events });
      }
      const failing = await TestReceiver.start(answer(500, {}, 'no'));
      const { id } = await createEndpoint(acme.api, { url: failing.url(), events });
      for (const type of events) {
        await acme.api.post(EVENTS, { type, data: exampleData('order.paid') });
      }
      await eventually('all were tried', async () => {
        const { body } = await acme.api.get(DELIVERIES);
        return body.pagination.total_count >= 8;
      });
      await acme.api.patch(`${ENDPOINTS}/${id}`, { enabled: false });
      await failing.close();
    }

    it.each([
      {
        who: 'an organization',
        token: () => acme.token,
        most: 10,
        more: ['--exclude-path-regex', '^/v1/organizations'],
      },
      { who: 'the platform', token: () => stack.config.adminToken, most: 4, more: [] },
    ])(
      'for the token of $who',
      async ({ who, token, most, more }) => {
        const options = [
          '--exclude-path',
          STREAM,
          '--max-examples',
          String(most),
          '--workers',
          '2',
        ];
        const result = await python().run(
          [
            '-m',
            'schemathesis.cli',
            `--config-file=${path.join(__dirname, 'schemathesis.toml')}`,
            'run',
            `${stack.apiUrl}/openapi.json`,
            `--header=Authorization: Bearer ${token()}`,
            ...options,
            ...more,
          ],
          { cwd: folder, timeoutMs: RUN_TIMEOUT_MS },
        );
        const [, generated] = /(\d+) generated/.exec(result.stdout) ?? [];
        if (result.exitCode !== 0) {
          throw new Error((result.stdout + result.stderr).slice(-OUTPUT_MAX_CHARACTERS));
        }
        process.stderr.write(`contract: ${generated ?? 'no'} requests with the token of ${who}\n`);
        expect(Number(generated)).toBeGreaterThan(500);
        expect(result.stdout).toMatch(/Tested: \d\d/);
      },
      RUN_TIMEOUT_MS + 10_000,
    );
  },
);
