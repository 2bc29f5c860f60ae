import { existsSync } from 'node:fs';
import { banner } from './banner';
import { dataFolder } from './instance';
import { killLiveProcesses } from './live-processes';
import { reason } from './processes';
import { showProgress } from './progress';
import { Stack } from './stack';

/** npm passes on the Ctrl-C that the terminal has sent already: that is one, not two. */
const SAME_SIGNAL_MS = 1_000;
const PARENT_CHECK_INTERVAL_MS = 1_000;
const STOP_TIMEOUT_MS = 25_000;
const EXIT_FAILURE = 1;
const EXIT_KILLED = 130;

/** `npm start`: brings everything up, says where it is, and stops it on Ctrl-C. */
async function main(): Promise<void> {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const folder = dataFolder(process.env, process.cwd());
  const progress = showProgress();
  const say = (line: string) => {
    process.stdout.write(`${line}\n`);
  };
  const stack = new Stack({
    folder,
    environment: process.env,
    say,
    onProgress: progress.report,
    onWebhook: ({ type, id, bytes }) => say(`[receiver] got ${type} (${id}, ${bytes} bytes)`),
  });
  stopOnSignal(stack, say);
  try {
    const info = await stack.start();
    progress.end();
    say(banner(info, folder));
  } catch (error) {
    progress.end();
    // A stop that was asked for ends the process itself.
    if (stopRequested) return;
    process.stderr.write(`Signalpost does not start.\n${reason(error)}\n`);
    process.exit(EXIT_FAILURE);
  }
}

let stopRequested = false;

function stopOnSignal(stack: Stack, say: (line: string) => void): void {
  let firstAt = 0;
  const kill = () => {
    killLiveProcesses();
    process.exit(EXIT_KILLED);
  };
  const stop = () => {
    if (stopRequested) {
      if (Date.now() - firstAt > SAME_SIGNAL_MS) kill();
      return;
    }
    stopRequested = true;
    firstAt = Date.now();
    say('Stopping; Ctrl-C again kills everything.');
    setTimeout(kill, STOP_TIMEOUT_MS).unref();
    stack.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`Not everything stopped: ${reason(error)}\n`);
        kill();
      },
    );
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, stop);
  if (process.env.npm_lifecycle_event !== undefined) stopWithoutParent(stop);
}

/** `kill` of npm ends npm and its shell, but the signal does not get here: the shell keeps it. */
function stopWithoutParent(stop: () => void): void {
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    stop();
  }, PARENT_CHECK_INTERVAL_MS);
  timer.unref();
}

void main();
