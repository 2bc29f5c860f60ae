import { spawn, spawnSync, type ChildProcessWithoutNullStreams } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cacheFolder } from '../../dev/cache-folder';
import { waitForLock } from '../../dev/lock-file';
import { run } from '../../dev/run';

const INSTALL_TIMEOUT_MS = 10 * 60_000;
const RUN_TIMEOUT_MS = 60_000;
const LOOPBACK = 'localhost,127.0.0.1';
/** Written last: a folder without it is half of an environment. */
const COMPLETE_FILE = 'complete';
/** What the packages need at least; a line `# Python 3.11 or newer` in the file asks for more. */
const LEAST_VERSION = '3.10';
const VERSION_LINE = /^# Python (3\.\d+) or newer$/m;
/** Prints what tells interpreters apart; fails when the version is older than its argument. */
const DESCRIBE = `import sys, sysconfig
if sys.version_info < tuple(map(int, sys.argv[1].split('.'))): sys.exit(1)
print(sys.executable, sys.version, sysconfig.get_platform())`;

/** Milliseconds that a test's hook needs for `obtainPython`, when everything is to be installed. */
export const OBTAIN_PYTHON_TIMEOUT_MS = INSTALL_TIMEOUT_MS + 60_000;

/** How a Python program is run. */
export interface PythonRunOptions {
  /** Text for its standard input. */
  readonly input?: string;
  readonly cwd?: string;
  /** Variables beside those of this process. */
  readonly env?: NodeJS.ProcessEnv;
  /** Milliseconds after which it is killed; default: a minute. */
  readonly timeoutMs?: number;
}

/** What a Python program left behind. */
export interface PythonResult {
  readonly stdout: string;
  readonly stderr: string;
  /** Null when it was killed. */
  readonly exitCode: number | null;
}

/** A virtual environment with everything that was asked for. */
export interface PythonEnvironment {
  /** Path of its interpreter. */
  readonly python: string;
  /** Runs the interpreter with these arguments to its end, however it ends. */
  run(args: readonly string[], options?: PythonRunOptions): Promise<PythonResult>;
  /** Starts the interpreter for a conversation over its pipes; the caller ends it. */
  start(args: readonly string[]): ChildProcessWithoutNullStreams;
}

/**
 * A virtual environment with the packages of a requirements file (pip's format, exact versions). It
 * is made once and kept in the cache; test files that ask at the same time wait for the first.
 *
 * @returns undefined where Python 3.10 (or what the file asks for) is absent; see describeWithPython
 * @throws Error when the environment cannot be made or pip fails, with the last lines of its output
 */
export async function obtainPython(
  requirementsFile: string,
  environment: NodeJS.ProcessEnv = process.env,
): Promise<PythonEnvironment | undefined> {
  const requirements = readFileSync(requirementsFile, 'utf8');
  const interpreter = describeInterpreter(requirements, environment);
  if (interpreter === undefined) return undefined;
  const hash = createHash('sha256').update(`${interpreter}\n${requirements}`).digest('hex');
  const parent = await cacheFolder('python', environment);
  const folder = path.join(parent, hash.slice(0, 16));
  if (!(await isComplete(folder))) {
    const lock = await waitForLock(`${folder}.lock`);
    try {
      if (!(await isComplete(folder))) await install(folder, requirementsFile, environment);
    } finally {
      await lock.release();
    }
  }
  const python = interpreterIn(folder);
  return {
    python,
    run: (args, options) => runPython(python, args, options),
    start: (args) => spawn(python, args, { env: pythonEnvironment(process.env) }),
  };
}

/**
 * As jest's `describe`, for tests that need Python: skipped, and said to be, where it is absent.
 *
 * @param define is given a function that returns the environment; it may be called in tests and hooks
 */
export function describeWithPython(
  name: string,
  requirementsFile: string,
  define: (python: () => PythonEnvironment) => void,
): void {
  const requirements = readFileSync(requirementsFile, 'utf8');
  if (describeInterpreter(requirements, process.env) === undefined) {
    const needed = `Python ${leastVersion(requirements)} or newer`;
    process.stderr.write(`SKIPPED: ${name}: ${needed} is absent (python3 on PATH)\n`);
    describe.skip(`${name} (needs ${needed})`, () => define(absent));
    return;
  }
  describe(name, () => {
    let found: PythonEnvironment | undefined;
    beforeAll(async () => {
      found = await obtainPython(requirementsFile);
    }, OBTAIN_PYTHON_TIMEOUT_MS);
    define(() => found ?? absent());
  });
}

function absent(): never {
  throw new Error('There is no Python environment.');
}

function leastVersion(requirements: string): string {
  return VERSION_LINE.exec(requirements)?.[1] ?? LEAST_VERSION;
}

/** Synchronous, because jest's `describe` is. */
function describeInterpreter(
  requirements: string,
  environment: NodeJS.ProcessEnv,
): string | undefined {
  const found = spawnSync('python3', ['-c', DESCRIBE, leastVersion(requirements)], {
    env: pythonEnvironment(environment),
    encoding: 'utf8',
    timeout: RUN_TIMEOUT_MS,
  });
  return found.status === 0 ? found.stdout.trim() : undefined;
}

const interpreterIn = (folder: string): string => path.join(folder, 'bin', 'python');

/** The interpreter is a link to the system's, which may have gone. */
async function isComplete(folder: string): Promise<boolean> {
  const needed = [path.join(folder, COMPLETE_FILE), interpreterIn(folder)];
  const found = await Promise.all(needed.map((file) => stat(file).catch(() => undefined)));
  return !found.includes(undefined);
}

/** In its final place, because the programs in an environment hold its path. */
async function install(
  folder: string,
  requirementsFile: string,
  environment: NodeJS.ProcessEnv,
): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  const options = { env: pythonEnvironment(environment), timeoutMs: INSTALL_TIMEOUT_MS };
  await run('python3', ['-m', 'venv', folder], options);
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-input'];
  await run(interpreterIn(folder), [...pip, '--requirement', requirementsFile], options);
  await writeFile(path.join(folder, COMPLETE_FILE), '');
}

function runPython(
  python: string,
  args: readonly string[],
  { input = '', cwd, env, timeoutMs = RUN_TIMEOUT_MS }: PythonRunOptions = {},
): Promise<PythonResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(python, args, {
      cwd,
      env: { ...pythonEnvironment(process.env), ...env },
      timeout: timeoutMs,
      killSignal: 'SIGKILL',
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.once('error', reject);
    child.once('close', (exitCode) => {
      const [stdout, stderr] = [out, err].map((chunks) => Buffer.concat(chunks).toString('utf8'));
      resolve({ stdout: stdout ?? '', stderr: stderr ?? '', exitCode });
    });
    // A program that ends without reading its input closes the pipe: its exit code tells why.
    child.stdin.on('error', () => undefined);
    child.stdin.end(input);
  });
}

/** Free of what would mix other modules in, route loopback calls elsewhere or litter the sources. */
function pythonEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const mixedIn = ['PYTHONPATH', 'PYTHONHOME', 'VIRTUAL_ENV'];
  const kept = Object.entries(environment).filter(([name]) => !mixedIn.includes(name));
  const exceptions = environment.no_proxy ?? environment.NO_PROXY ?? '';
  const direct = exceptions === '' ? LOOPBACK : `${exceptions},${LOOPBACK}`;
  return {
    ...Object.fromEntries(kept),
    PYTHONDONTWRITEBYTECODE: '1',
    PYTHONUTF8: '1',
    NO_PROXY: direct,
    no_proxy: direct,
  };
}
