import { pino, type Logger } from 'pino';

export type { Logger };

/**
 * The process's log: one JSON object per line on standard output.
 *
 * @param level least level that is written, e.g. `info`
 * @param component which process or part writes, kept in every line
 */
export function createLog(level: string, component: string): Logger {
  return pino({
    level,
    base: { component },
    // Belt and braces: nothing logs these on purpose.
    redact: [
      'secret',
      '*.secret',
      'token',
      '*.token',
      'authorization',
      'req.headers.authorization',
    ],
  });
}
