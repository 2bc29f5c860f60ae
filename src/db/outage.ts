import { DatabaseError } from 'pg';

/** Whether the database is away, going down or hangs, as opposed to having refused a statement. */
export function isOutage(error: unknown): boolean {
  if (error instanceof DatabaseError) {
    // Classes 08 connection, 53 resources, 57P server shutdown; 57014 statement timeout (appendix A).
    return /^(08|53|57P|57014)/.test(error.code ?? '');
  }
  if (error instanceof AggregateError) return error.errors.some(isOutage);
  return (
    error instanceof Error &&
    (/ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN/.test(
      'code' in error ? String(error.code) : '',
    ) ||
      /Connection terminated|timeout exceeded when trying to connect|Query read timeout|not queryable/i.test(
        error.message,
      ))
  );
}
