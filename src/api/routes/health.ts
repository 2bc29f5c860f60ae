import { Router } from 'express';

const CHECK_TIMEOUT_MS = 3_000;

/** Each resolves when the part answers, and rejects otherwise. */
export interface HealthChecks {
  readonly database: () => Promise<unknown>;
  readonly temporal: () => Promise<unknown>;
}

async function answers(check: () => Promise<unknown>): Promise<boolean> {
  try {
    await Promise.race([
      check(),
      new Promise((_resolve, reject) => {
        setTimeout(() => reject(new Error('timed out')), CHECK_TIMEOUT_MS).unref();
      }),
    ]);
    return true;
  } catch {
    return false;
  }
}

/**
 * `/health/live`, the process runs; `/health/ready`, it can do its work: 200 while the database
 * answers. Temporal's state is told and not required: what is published is stored and sent later.
 */
export function healthRoutes(checks: HealthChecks): Router {
  const router = Router();
  router.get(['/health', '/health/live'], (_request, response) => {
    response.json({ status: 'ok' });
  });
  router.get('/health/ready', async (_request, response) => {
    const [database, temporal] = await Promise.all([
      answers(checks.database),
      answers(checks.temporal),
    ]);
    response.status(database ? 200 : 503).json({
      status: database ? 'ok' : 'unavailable',
      database: database ? 'ok' : 'unavailable',
      temporal: temporal ? 'ok' : 'unavailable',
    });
  });
  return router;
}
