'use strict';

// Loaded into a process of its own (`node --require`): writes what memory it holds as lines of JSON, so
// that a test sees the highest it ever was; and on SIGUSR2 once more, after all garbage is collected.
const v8 = require('node:v8');
const { setInterval } = require('node:timers');
const { runInNewContext } = require('node:vm');
const { isMainThread } = require('node:worker_threads');

const EVERY_MS = 25;

// The threads in which workflows run load this too.
if (isMainThread) {
  v8.setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc');

  const write = (kind) => {
    process.stdout.write(`${JSON.stringify({ probe: kind, ...process.memoryUsage() })}\n`);
  };

  setInterval(() => write('sample'), EVERY_MS).unref();
  process.on('SIGUSR2', () => {
    collect();
    write('collected');
  });
}
