import { pino, type Logger } from 'pino';

export type { Logger };

/**
 * What of an error is written. Others of its fields may repeat data: PostgreSQL puts the row that it
 * refuses into `detail` and, where it is set so, a statement's parameters into `where`.
 */
const ERROR_FIELDS = [
  'type',
  'message',
  'stack',
  'code',
  'errno',
  'syscall',
  'address',
  'port',
  'severity',
  'table',
  'column',
  'constraint',
] as const;

function writeError(error: unknown): unknown {
  if (!(error instanceof Error)) return error;
  const all = pino.stdSerializers.err(error);
  const written: Record<string, unknown> = {};
  for (const field of ERROR_FIELDS) {
    if (all[field] !== undefined) written[field] = all[field];
  }
  if (error instanceof AggregateError) written.errors = error.errors.map(writeError);
  return written;
}

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
    serializers: { err: writeError },
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
