import { mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { cacheFolder } from './cache-folder';
import { takeLock, waitForLock } from './lock-file';
import type { OnProgress } from './progress';
import { reason } from './processes';
import { run } from './run';
import { downloadThroughSdk } from './sdk-download';
import { firstWay, type Way } from './ways';

const TEST_SERVER_VERSION = '1.38.0';
const MAVEN_TIMEOUT_MS = 10 * 60_000;
const JAVA_TIMEOUT_MS = 30_000;
const SERVER_FILE = 'temporal-test-server';
const ADVICE =
  "Time-skipping tests need Temporal's test server: make the official download reachable, or " +
  'install Java 11 or newer and Maven (java and mvn on PATH).';

const POM = `<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>signalpost</groupId>
  <artifactId>test-server</artifactId>
  <version>1</version>
  <dependencies>
    <dependency>
      <groupId>io.temporal</groupId>
      <artifactId>temporal-test-server</artifactId>
      <version>${TEST_SERVER_VERSION}</version>
    </dependency>
  </dependencies>
</project>
`;

/**
 * Stands in for the native program: the SDK calls it with the port and its extra arguments, waits
 * five seconds for an answer (so the JVM is told to start quickly), and kills it in the end. Like the
 * native program it starts with time going on as usual, without `--enable-time-skipping`: the SDK
 * unlocks the skipping where a test asks for it, and otherwise a retry would be made at once.
 */
const WRAPPER = `#!/bin/sh
folder=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)
exec java -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xshare:auto \\
  -cp "$folder/lib/*" io.temporal.testserver.TestServer "$@"
`;

/** How the time-skipping server is looked for. */
export interface TestServerOptions {
  readonly onProgress?: OnProgress;
  readonly signal?: AbortSignal | undefined;
  /** Default: process.env. */
  readonly environment?: NodeJS.ProcessEnv;
  /** Milliseconds that the official download has for its first byte. */
  readonly downloadTimeoutMs?: number;
}

/**
 * The path of a program for `TestWorkflowEnvironment.createTimeSkipping` (`{server: {executable:
 * {type: 'existing-path', path}}}`): the cached one, the SDK's download, or the Java server by Maven
 * with a small script around it; kept in the cache.
 *
 * @throws NoWayError when no way works, with the reasons
 */
export async function obtainTimeSkippingServer(options: TestServerOptions = {}): Promise<string> {
  const { signal, onProgress = () => undefined, environment = process.env } = options;
  const folder = await cacheFolder(`temporal-test-server-${TEST_SERVER_VERSION}`, environment);
  const native = path.join(folder, SERVER_FILE);
  const java = path.join(folder, 'java-2');
  const ready: Way[] = [
    { name: `the cached copy (${native})`, attempt: () => pathIfThere(native) },
    {
      name: `the cached Java copy (${java})`,
      attempt: async () => {
        const wrapper = await pathIfThere(path.join(java, SERVER_FILE));
        if (wrapper !== undefined) await requireProgram('java', ['-version'], environment, signal);
        return wrapper;
      },
    },
  ];
  const making: Way[] = [
    {
      name: 'the official download',
      attempt: () => {
        onProgress("Getting Temporal's test server: the official download");
        return downloadThroughSdk({
          server: 'createTimeSkipping',
          version: 'default',
          target: native,
          connectTimeoutMs: options.downloadTimeoutMs,
          signal,
        });
      },
    },
    {
      name: `io.temporal:temporal-test-server:${TEST_SERVER_VERSION} by Maven`,
      attempt: async () => {
        await requireProgram('java', ['-version'], environment, signal);
        await requireProgram('mvn', ['--version'], environment, signal);
        onProgress("Getting Temporal's test server: with Maven");
        return copyByMaven(java, environment, signal);
      },
    },
  ];
  const lockFile = path.join(folder, 'lock');
  const lock = await takeLock(lockFile).catch(() => waitForLock(lockFile, signal));
  try {
    return await firstWay("Temporal's test server", [...ready, ...making], ADVICE, signal);
  } finally {
    await lock.release();
  }
}

async function pathIfThere(file: string): Promise<string | undefined> {
  return (await stat(file).catch(() => undefined)) === undefined ? undefined : file;
}

async function requireProgram(
  name: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  signal: AbortSignal | undefined,
): Promise<void> {
  const options = { env: environment, timeoutMs: JAVA_TIMEOUT_MS, signal };
  await run(name, args, options).catch((error: unknown) => {
    throw new Error(`needs ${name}: ${reason(error)}`, { cause: error });
  });
}

async function copyByMaven(
  target: string,
  environment: NodeJS.ProcessEnv,
  signal: AbortSignal | undefined,
): Promise<string> {
  const folder = await mkdtemp(`${target}-`);
  try {
    await writeFile(path.join(folder, 'pom.xml'), POM);
    const goal = ['-B', '-q', 'dependency:copy-dependencies', '-DoutputDirectory=lib'];
    const options = { cwd: folder, env: environment, timeoutMs: MAVEN_TIMEOUT_MS, signal };
    await run('mvn', goal, options);
    await writeFile(path.join(folder, SERVER_FILE), WRAPPER, { mode: 0o755 });
    await rm(target, { recursive: true, force: true });
    await rename(folder, target);
    return path.join(target, SERVER_FILE);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
