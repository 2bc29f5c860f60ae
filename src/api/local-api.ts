import { ApiError } from '../errors';
import type { Services } from '../service';
import type { Caller } from '../service/caller';
import { authorize } from './auth';
import { refuseDeepNesting } from './json-nesting';
import { allRoutes } from './routes';
import type { Route } from './route';
import { runRoute } from './run-route';

/** The parts of a call that is made within the process. */
export interface LocalRequest {
  readonly params?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string | readonly string[]>>;
  /** What a client would send as JSON. */
  readonly body?: unknown;
  /** The body's JSON text, for what must be taken as it was written; instead of `body`. */
  readonly rawBody?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Makes a call of the API as a client would, without HTTP. @throws ApiError as the API answers */
export type CallApi = (
  caller: Caller,
  operationId: string,
  request: LocalRequest,
) => Promise<unknown>;

/**
 * The API's routes for callers within the process: the same authorization, the same checks and the
 * same handlers as over HTTP.
 */
export function createLocalApi(services: Services): CallApi {
  const routes = new Map<string, Route>(
    allRoutes(services).map((route) => [route.operationId, route]),
  );
  return async (caller, operationId, request) => {
    const route = routes.get(operationId);
    if (route === undefined) throw new Error(`There is no call ${operationId}.`);
    authorize(caller, route.scopes, route.needs);
    const { params = {}, query = {}, headers = {} } = request;
    const rawBody =
      request.rawBody ?? (request.body === undefined ? undefined : JSON.stringify(request.body));
    const parts = {
      params,
      query,
      body: rawBody === undefined ? undefined : parsed(rawBody),
      get: (name: string) => headers[name.toLowerCase()],
      ...(rawBody !== undefined && { rawBody }),
    };
    return runRoute(route, services, caller, parts, '');
  };
}

function parsed(json: string): unknown {
  try {
    refuseDeepNesting(json);
    return JSON.parse(json);
  } catch (error) {
    throw new ApiError('RequestValidationError', undefined, {
      details: [{ type: 'json_invalid', loc: ['body'], msg: 'JSON decode error', input: {} }],
      cause: error,
    });
  }
}
