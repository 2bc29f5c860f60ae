import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { arch, cpus, platform, totalmem } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { packageRoot } from '../src/package-root';

const run = promisify(execFile);
const BYTES_PER_GIB = 1_024 ** 3;

/** What the figures were measured on. */
export function describeMachine() {
  const processors = cpus();
  return {
    cpu: processors[0]?.model ?? 'unknown',
    cores: processors.length,
    memory_gib: Math.round((totalmem() / BYTES_PER_GIB) * 10) / 10,
    system: `${platform()} ${arch()}`,
  };
}

/** The version in package.json. */
export async function packageVersion(): Promise<string> {
  const text = await readFile(path.join(packageRoot(), 'package.json'), 'utf8');
  return (JSON.parse(text) as { version: string }).version;
}

/** What the Temporal CLI calls itself: the version of the server inside is in brackets. */
export async function temporalVersion(binary: string): Promise<string> {
  return (await run(binary, ['--version'])).stdout.trim();
}

/** The commit that is measured, with `-changed` when files differ from it; null outside a repository. */
export async function sourceCommit(): Promise<string | null> {
  try {
    const cwd = packageRoot();
    const { stdout: commit } = await run('git', ['rev-parse', '--short', 'HEAD'], { cwd });
    const tracked = ['status', '--porcelain', '--untracked-files=no', '--', 'src', 'migrations'];
    const { stdout: changes } = await run('git', tracked, { cwd });
    return commit.trim() + (changes.trim() === '' ? '' : '-changed');
  } catch {
    return null;
  }
}
