import { chmod, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { obtainTemporalBinary } from '../../dev/temporal-binary';

const WORKS = 'echo "temporal version 9.9.9 (a stand-in)"';
/** A time-out of nothing: the official download is never waited for here. */
const downloadTimeoutMs = 0;

let folder: string;
let environment: NodeJS.ProcessEnv;

async function program(name: string, script: string): Promise<string> {
  const file = path.join(folder, name);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, `#!/bin/sh\n${script}\n`);
  await chmod(file, 0o755);
  return file;
}

/** Builds what GOBIN names, as `go install` does. */
function fakeGo(temporal: string): string {
  return `
    [ "$1" = version ] && exit 0
    echo "$@" >> "${folder}/go-calls"
    printf '%s\\n' '#!/bin/sh' '${temporal}' > "$GOBIN/temporal"
    /bin/chmod 755 "$GOBIN/temporal"`;
}

const cached = () => path.join(folder, 'cache', 'signalpost', 'temporal-cli-v1.5.1', 'temporal');

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'signalpost-binary-'));
  environment = { PATH: path.join(folder, 'bin'), XDG_CACHE_HOME: path.join(folder, 'cache') };
});

afterEach(async () => {
  await rm(folder, { recursive: true });
});

describe('obtainTemporalBinary', () => {
  it('takes TEMPORAL_CLI_PATH before one on PATH', async () => {
    const onPath = await program('bin/temporal', WORKS);
    expect(await obtainTemporalBinary({ environment })).toBe(onPath);
    const explicit = await program('mine', WORKS);
    environment.TEMPORAL_CLI_PATH = explicit;
    expect(await obtainTemporalBinary({ environment })).toBe(explicit);
  });

  it('refuses a TEMPORAL_CLI_PATH that is something else, rather than to go on', async () => {
    await program('bin/temporal', WORKS);
    environment.TEMPORAL_CLI_PATH = await program('mine', 'echo no');
    await expect(obtainTemporalBinary({ environment })).rejects.toThrow(
      'TEMPORAL_CLI_PATH does not name the Temporal CLI',
    );
  });

  it('takes the cached copy, past a broken one on PATH', async () => {
    await program('bin/temporal', 'exit 1');
    await program(path.relative(folder, cached()), WORKS);
    expect(await obtainTemporalBinary({ environment })).toBe(cached());
  });

  it('builds it once with Go when two ask at once, and leaves only the program in the cache', async () => {
    await program('bin/go', fakeGo(WORKS));
    const texts: string[] = [];
    const options = {
      environment,
      downloadTimeoutMs,
      onProgress: (text: string) => texts.push(text),
    };
    const found = await Promise.all([obtainTemporalBinary(options), obtainTemporalBinary(options)]);
    expect(found).toEqual([cached(), cached()]);
    expect(await readdir(path.dirname(cached()))).toEqual(['temporal']);
    expect(texts).toContain('Waiting for another process that is getting the Temporal CLI');
    expect(texts.join('\n')).toContain('compiling it with Go');
    const { readFile } = await import('node:fs/promises');
    const calls = await readFile(path.join(folder, 'go-calls'), 'utf8');
    expect(calls).toBe('install github.com/temporalio/cli/cmd/temporal@v1.5.1\n');
  });

  it('lists every way with its reason when none works', async () => {
    await program('bin/temporal', 'echo "cannot run here" >&2; exit 3');
    await program('bin/go', fakeGo('exit 4'));
    const error = await obtainTemporalBinary({ environment, downloadTimeoutMs }).catch(
      (thrown: unknown) => thrown as Error,
    );
    expect(error).toMatchObject({ name: 'NoWayError' });
    const lines = String(error).split('\n');
    expect(lines[1]).toContain('TEMPORAL_CLI_PATH: not set');
    expect(lines[2]).toMatch(/on PATH: .*exit code 3: cannot run here/);
    expect(lines[3]).toContain(`the cached copy (${cached()}): not there`);
    expect(lines[4]).toContain('the official download: ');
    expect(lines[5]).toMatch(/go install .*temporal@v1\.5\.1: .*exit code 4/);
    expect(lines[6]).toContain('set TEMPORAL_ADDRESS');
    // Nothing broken stays behind for the next start.
    expect(await readdir(path.dirname(cached()))).toEqual([]);
  });
});
