import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { removePostgresData } from '../../dev/postgres-data';
import { packageRoot } from '../../src/package-root';
import { ApiClient } from '../helpers/api';
import { eventually } from '../helpers/eventually';
import { answer, TestReceiver } from '../helpers/receiver';

const START_TIMEOUT_MS = 120_000;
const exec = promisify(execFile);

interface Credentials {
  api_url: string;
  organization_id: string;
  access_token: string;
  admin_token: string;
  member_email: string;
  temporal_address: string;
  temporal_ui_url: string;
  database_url: string;
}

/** `npm start` as a user's terminal runs it, but for npm itself. */
class Instance {
  output = '';
  private readonly process: ChildProcess;
  readonly exitCode: Promise<number | null>;

  constructor(readonly folder: string) {
    this.process = spawn(process.execPath, ['dist/dev/start.js'], {
      cwd: packageRoot(),
      env: { ...process.env, SIGNALPOST_DATA_DIR: folder },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const keep = (chunk: Buffer) => (this.output += chunk.toString());
    this.process.stdout?.on('data', keep);
    this.process.stderr?.on('data', keep);
    this.exitCode = new Promise((resolve) => this.process.once('exit', resolve));
  }

  async ready(): Promise<Credentials> {
    return eventually(
      `credentials.json of ${this.folder}`,
      async () => {
        if (this.process.exitCode !== null) throw new Error(`It ended: ${this.output}`);
        const text = await readFile(path.join(this.folder, 'credentials.json'), 'utf8').catch(
          () => undefined,
        );
        return text === undefined ? undefined : (JSON.parse(text) as Credentials);
      },
      START_TIMEOUT_MS,
    );
  }

  async stop(): Promise<number | null> {
    this.process.kill('SIGINT');
    return this.exitCode;
  }

  kill(): void {
    this.process.kill('SIGKILL');
  }
}

describe('npm start', () => {
  let parent: string;
  const instances: Instance[] = [];
  const start = (name: string): Instance => {
    const instance = new Instance(path.join(parent, name));
    instances.push(instance);
    return instance;
  };

  beforeAll(async () => {
    parent = await mkdtemp(path.join(tmpdir(), 'signalpost-start-'));
  });

  afterAll(async () => {
    await Promise.all(instances.map((instance) => instance.stop()));
    for (const { folder } of instances) await removePostgresData(path.join(folder, 'postgres'));
    await rm(parent, { recursive: true, force: true });
  });

  it('brings everything up; the printed curls work as pasted; a second start goes on', async () => {
    const first = start('one');
    const credentials = await first.ready();
    expect(Object.keys(credentials).sort()).toEqual([
      'access_token',
      'admin_token',
      'api_url',
      'database_url',
      'member_email',
      'organization_id',
      'temporal_address',
      'temporal_ui_url',
    ]);
    const { mode } = await stat(path.join(first.folder, 'credentials.json'));
    expect(mode & 0o077).toBe(0); // nobody else reads the tokens
    await eventually('the curls are printed', () => /curl[^]*curl[^]*Ctrl-C/.test(first.output));
    for (const shown of [
      credentials.api_url,
      credentials.temporal_ui_url,
      credentials.access_token,
      `Dashboard      ${credentials.api_url}/\n`,
      `sign in as ${credentials.member_email}`,
    ]) {
      expect(first.output).toContain(shown);
    }
    expect((await fetch(credentials.temporal_ui_url)).status).toBe(200);

    const curls = first.output.match(/^curl [^]*?'$(?=\n\n|\n*$)/gm) ?? [];
    expect(curls).toHaveLength(2);
    const created = await exec('bash', ['-c', curls[0]!]);
    expect(JSON.parse(created.stdout)).toMatchObject({ enabled: true });
    const published = await exec('bash', ['-c', curls[1]!]);
    const { webhook_events: events } = JSON.parse(published.stdout) as {
      webhook_events: { id: string }[];
    };
    expect(events).toHaveLength(1);
    await eventually('the receiver shows it', () => first.output.includes(events[0]!.id));

    // An event that cannot be delivered before the stop is delivered after the next start.
    const api = new ApiClient(credentials.api_url, credentials.access_token);
    const away = await TestReceiver.start();
    const { port } = away;
    await away.close();
    await api.post('/v1/webhooks/endpoints', {
      url: `http://127.0.0.1:${port}/`,
      format: 'raw',
      events: ['refund.created'],
    });
    const pending = await api.post('/v1/webhooks/events', {
      type: 'refund.created',
      data: { n: 1 },
    });
    const id = pending.body.webhook_events[0].id as string;
    await eventually('tried once', async () => {
      const event = await api.get(`/v1/webhooks/events/${id}`);
      return event.body.attempts === 1;
    });
    // An instance from before there were members of its own.
    const admin = new ApiClient(credentials.api_url, credentials.admin_token);
    const members = `/v1/organizations/${credentials.organization_id}/members`;
    const { body: before } = await admin.get(members);
    expect(before.items).toMatchObject([{ email: credentials.member_email, role: 'admin' }]);
    await admin.delete(`${members}/${before.items[0].id as string}`);
    expect(await first.stop()).toBe(0);
    await expect(fetch(credentials.api_url)).rejects.toThrow();

    const back = await TestReceiver.start(answer(204), port);
    const second = start('one');
    const again = await second.ready();
    expect(again).toEqual(credentials);
    const { body: after } = await admin.get(members);
    expect(after.items).toMatchObject([{ email: credentials.member_email, role: 'admin' }]);
    await eventually('delivered after the restart', () => back.received.length === 1, 40_000);
    expect(back.received[0]?.id).toBe(id);
    await back.close();
  }, 300_000);

  it('two instances with folders of their own run side by side; one folder runs once', async () => {
    const one = await instances.at(-1)!.ready();
    const other = start('two');
    const two = await other.ready();
    expect(two.api_url).not.toBe(one.api_url);
    expect(two.organization_id).not.toBe(one.organization_id);
    for (const { api_url, access_token } of [one, two]) {
      const client = new ApiClient(api_url, access_token);
      expect((await client.get('/v1/webhooks/endpoints')).status).toBe(200);
    }
    const third = start('two');
    expect(await third.exitCode).not.toBe(0);
    expect(third.output).toMatch(/already|in use|running/i);
  }, 300_000);

  it('after kill -9 the next start works on the same data', async () => {
    const killed = instances.find(({ folder }) => folder.endsWith('two'))!;
    const before = await killed.ready();
    killed.kill();
    await killed.exitCode;
    await rm(path.join(killed.folder, 'credentials.json'));
    const next = start('two');
    const after = await next.ready();
    expect(after.organization_id).toBe(before.organization_id);
    expect(after.access_token).toBe(before.access_token);
  }, 300_000);
});
