import { writeFileSync } from 'node:fs';
import { Session } from 'node:inspector';
import path from 'node:path';
import { threadId } from 'node:worker_threads';

/**
 * Loaded into a process before its own program (NODE_OPTIONS=--require), because Node.js 20 does not
 * take --cpu-prof there: profiles the thread from its start and writes `<pid>-<thread>.cpuprofile` to
 * the folder in BENCH_PROFILE_FOLDER when it ends.
 */
function profileThisThread(folder: string): void {
  const session = new Session();
  session.connect();
  session.post('Profiler.enable');
  session.post('Profiler.setSamplingInterval', { interval: 1_000 });
  session.post('Profiler.start');
  process.on('exit', () => {
    // Within one thread the inspector answers before `post` returns.
    session.post('Profiler.stop', (error, result) => {
      if (error !== null) return;
      const file = path.join(folder, `${process.pid}-${threadId}.cpuprofile`);
      writeFileSync(file, JSON.stringify(result.profile));
    });
  });
}

const { BENCH_PROFILE_FOLDER } = process.env;
if (BENCH_PROFILE_FOLDER !== undefined) profileThisThread(BENCH_PROFILE_FOLDER);
