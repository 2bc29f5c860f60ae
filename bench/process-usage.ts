import { readdir, readFile } from 'node:fs/promises';

/** Linux counts CPU time for programs in hundredths of a second, whatever the kernel does itself. */
const TICKS_PER_SECOND = 100;
const KIB_PER_MIB = 1_024;

/** What a process, with its children, uses; null where the system does not tell (no /proc). */
export interface Usage {
  /** CPU seconds since it began, ended children included. */
  readonly cpuSeconds: number | null;
  /**
   * Resident memory in MiB. With children: the private pages of all and the shared ones of the process
   * that has most of them, because a plain sum would count the shared buffers once for each process.
   */
  readonly residentMib: number | null;
  /**
   * Most resident memory since it began or since PeakWatch.reset, in MiB; null with children, whose
   * peaks cannot be added.
   */
  readonly peakMib: number | null;
}

const UNKNOWN: Usage = { cpuSeconds: null, residentMib: null, peakMib: null };

/** Reads the usage of several processes; one that is asked for does not count as its parent's child too. */
export async function readUsage<Name extends string>(
  pids: Readonly<Record<Name, number>>,
): Promise<Record<Name, Usage>> {
  const table = await readProcesses();
  const asked = new Set(Object.values<number>(pids));
  const names = Object.keys(pids) as Name[];
  const entries = await Promise.all(
    names.map(async (name) => [name, await usageOf(pids[name], table, asked)] as const),
  );
  return Object.fromEntries(entries) as Record<Name, Usage>;
}

interface ProcessEntry {
  readonly parent: number;
  /** Of the process alone. */
  readonly ownTicks: number;
  /** Of children that have ended and were waited for. */
  readonly endedChildrenTicks: number;
}

async function usageOf(
  pid: number,
  table: ReadonlyMap<number, ProcessEntry>,
  asked: ReadonlySet<number>,
): Promise<Usage> {
  const root = table.get(pid);
  if (root === undefined) return UNKNOWN;
  const children = [...table].filter(([child, { parent }]) => parent === pid && !asked.has(child));
  // This process's own children are the others that are asked for; a worker that it has stopped since
  // must not count as its work.
  const endedTicks = pid === process.pid ? 0 : root.endedChildrenTicks;
  const ticks = children.reduce(
    (sum, [, { ownTicks }]) => sum + ownTicks,
    root.ownTicks + endedTicks,
  );
  const statuses = await Promise.all([pid, ...children.map(([child]) => child)].map(readStatus));
  const shared = statuses.map(({ RssFile = 0, RssShmem = 0 }) => RssFile + RssShmem);
  const resident =
    statuses.reduce((sum, { RssAnon = 0 }) => sum + RssAnon, 0) + Math.max(0, ...shared);
  const peak = statuses[0]?.VmHWM;
  return {
    cpuSeconds: ticks / TICKS_PER_SECOND,
    residentMib: Math.round(resident / KIB_PER_MIB),
    peakMib: children.length > 0 || peak === undefined ? null : Math.round(peak / KIB_PER_MIB),
  };
}

/** Every process of the system; none where there is no /proc. */
async function readProcesses(): Promise<Map<number, ProcessEntry>> {
  const names = await readdir('/proc').catch(() => []);
  const table = new Map<number, ProcessEntry>();
  for (const name of names) {
    if (!/^\d+$/.test(name)) continue;
    const stat = await readFile(`/proc/${name}/stat`, 'utf8').catch(() => '');
    if (stat === '') continue; // It has just ended.
    // The command's name, in brackets, may hold blanks itself: fields are counted after it.
    const fields = stat
      .slice(stat.lastIndexOf(')') + 2)
      .split(' ')
      .map(Number);
    const [, parent = 0] = fields;
    const [userTicks = 0, systemTicks = 0, childUserTicks = 0, childSystemTicks = 0] =
      fields.slice(11);
    table.set(Number(name), {
      parent,
      ownTicks: userTicks + systemTicks,
      endedChildrenTicks: childUserTicks + childSystemTicks,
    });
  }
  return table;
}

/** Memory lines of /proc/<pid>/status, in KiB. */
async function readStatus(pid: number): Promise<Record<string, number>> {
  const text = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const lines = text.matchAll(/^(\w+):\s+(\d+) kB$/gm);
  return Object.fromEntries([...lines].map(([, name = '', value]) => [name, Number(value)]));
}
