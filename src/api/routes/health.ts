import { Router } from 'express';
import { z } from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';
import { ApiError } from '../../errors';

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
  router.all(['/health', '/health/live', '/health/ready'], () => {
    throw new ApiError('MethodNotAllowed', undefined, { headers: { Allow: 'GET' } });
  });
  return router;
}

const alive = z.object({ status: z.literal('ok') }).meta({ id: 'Alive' });
const part = z.enum(['ok', 'unavailable']);
const ready = z.object({ status: part, database: part, temporal: part }).meta({ id: 'Ready' });

/** The same for the API's description. */
export function describeHealth(): ZodOpenApiPathsObject {
  const json = (schema: z.ZodType) => ({ 'application/json': { schema } });
  const check = (operationId: string, summary: string) => ({
    get: {
      operationId,
      summary,
      tags: ['health'],
      security: [],
      responses: { '200': { description: 'It runs.', content: json(alive) } },
    },
  });
  return {
    '/health': check('getHealth', 'Whether the process runs'),
    '/health/live': check('getLiveness', 'Whether the process runs'),
    '/health/ready': {
      get: {
        operationId: 'getReadiness',
        summary: 'Whether the process can do its work',
        tags: ['health'],
        security: [],
        responses: {
          '200': { description: 'It can.', content: json(ready) },
          '503': { description: 'The database is away.', content: json(ready) },
        },
      },
    },
  };
}
