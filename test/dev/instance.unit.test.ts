import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { dataFolder, Instance } from '../../dev/instance';
import { processIdentity } from '../../dev/processes';

const credentials = {
  api_url: 'http://127.0.0.1:8400',
  organization_id: 'organization',
  access_token: 'access',
  admin_token: 'admin',
  member_email: 'admin@example.com',
  temporal_address: '127.0.0.1:7233',
  temporal_ui_url: null,
  database_url: 'postgres://127.0.0.1/signalpost',
};

let folder: string;

beforeEach(async () => {
  folder = path.join(await mkdtemp(path.join(tmpdir(), 'signalpost-instance-')), 'data');
});

afterEach(async () => {
  await rm(path.dirname(folder), { recursive: true });
});

async function modeOf(name: string): Promise<number> {
  return (await stat(path.join(folder, name))).mode & 0o777;
}

describe('Instance', () => {
  it('makes keys once and keeps them, readable by the owner alone', async () => {
    const first = await Instance.open(folder);
    const { adminToken, secretsKeys, postgresPassword } = first.state;
    await first.update({ ports: { api: 8401 } });
    await first.close();

    const second = await Instance.open(folder);
    expect(second.state).toEqual({
      adminToken,
      secretsKeys,
      postgresPassword,
      ports: { api: 8401 },
    });
    expect(Buffer.from(secretsKeys.replace(/^k1:/, ''), 'base64')).toHaveLength(32);
    expect(await modeOf('instance.json')).toBe(0o600);
    await second.close();
  });

  it('keeps the last of several changes made at once', async () => {
    const instance = await Instance.open(folder);
    const ports = Array.from({ length: 20 }, (_, index) => 9_000 + index);
    await Promise.all(ports.map((api) => instance.update({ ports: { api } })));
    await instance.close();
    const kept = JSON.parse(await readFile(path.join(folder, 'instance.json'), 'utf8')) as unknown;
    expect(kept).toMatchObject({ ports: { api: 9_019 } });
    expect(await readdir(folder)).toEqual(['instance.json']);
  });

  it('writes credentials for the owner alone, and removes them at the next start', async () => {
    const first = await Instance.open(folder);
    await first.writeCredentials(credentials);
    const file = path.join(folder, 'credentials.json');
    expect(JSON.parse(await readFile(file, 'utf8'))).toEqual(credentials);
    expect(await modeOf('credentials.json')).toBe(0o600);
    // As after a kill -9: the lock's process is gone, the credentials are still there.
    await rm(path.join(folder, 'lock'));

    const second = await Instance.open(folder);
    expect(await readdir(folder)).not.toContain('credentials.json');
    await second.close();
  });

  it('refuses a folder that is in use, and says how to run another instance', async () => {
    const first = await Instance.open(folder);
    await expect(Instance.open(folder)).rejects.toThrow(
      `already runs on ${folder} (process ${process.pid}). Stop it first, or give this one`,
    );
    await first.close();
    await (await Instance.open(folder)).close();
  });

  it('takes over the lock of a process that is gone', async () => {
    await (await Instance.open(folder)).close();
    const child = spawn('sleep', ['60']);
    const pid = child.pid!;
    const identity = await processIdentity(pid);
    await writeFile(path.join(folder, 'lock'), JSON.stringify({ pid, identity }));
    await expect(Instance.open(folder)).rejects.toThrow(`process ${pid}`);

    child.kill('SIGKILL');
    await new Promise((resolve) => child.once('exit', resolve));
    await (await Instance.open(folder)).close();
  });

  it('takes over a lock whose pid now belongs to another process', async () => {
    await (await Instance.open(folder)).close();
    const lock = JSON.stringify({ pid: process.pid, identity: 'another start time' });
    await writeFile(path.join(folder, 'lock'), lock);
    await (await Instance.open(folder)).close();
  });

  it('does not throw away keys that it cannot read', async () => {
    await (await Instance.open(folder)).close();
    await writeFile(path.join(folder, 'instance.json'), '{"adminToken": 1}');
    await expect(Instance.open(folder)).rejects.toThrow('It holds the keys');
    expect(await readFile(path.join(folder, 'instance.json'), 'utf8')).toBe('{"adminToken": 1}');
    expect(await readdir(folder)).not.toContain('lock');
  });
});

describe('dataFolder', () => {
  it('is .signalpost, or what SIGNALPOST_DATA_DIR names', () => {
    expect(dataFolder({}, '/project')).toBe('/project/.signalpost');
    expect(dataFolder({ SIGNALPOST_DATA_DIR: '' }, '/project')).toBe('/project/.signalpost');
    expect(dataFolder({ SIGNALPOST_DATA_DIR: 'other' }, '/project')).toBe('/project/other');
  });
});
