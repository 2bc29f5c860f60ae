import type { z } from 'zod';
import { validationError, type ValidationDetail } from '../errors';
import type { Services } from '../service';
import type { Caller } from '../service/caller';
import { inFieldOrder } from './field-order';
import { unknownEventTypes } from './known-event-types';
import type { Call, RequestParts, Route } from './route';
import { check } from './validation';

/**
 * Checks a request by a route's schemas and has it handled. Who calls, and whether they may, is known by
 * then (`authorize`).
 *
 * @param token the bearer token; empty where there is none
 * @throws ApiError with the mistakes of all parts at once, and what the handler throws
 */
export async function runRoute(
  route: Route,
  services: Services,
  caller: Caller,
  request: RequestParts,
  token: string,
): Promise<unknown> {
  const call = await parseCall(route, services, caller, request, token);
  return route.handle(call as Call<never, never, never>);
}

async function parseCall(
  route: Route,
  services: Services,
  caller: Caller,
  request: RequestParts,
  token: string,
) {
  const details: ValidationDetail[] = [];
  const part = (schema: z.ZodType | undefined, name: string, input: unknown): unknown => {
    if (schema === undefined) return undefined;
    const checked = check(schema, name, input);
    if ('value' in checked) return checked.value;
    details.push(...checked.details);
    return undefined;
  };
  const hasBody = request.rawBody !== undefined && request.rawBody !== '';
  const missingBody = !hasBody && route.body !== undefined && route.bodyOptional !== true;
  if (missingBody) {
    details.push({ type: 'missing', loc: ['body'], msg: 'Field required', input: null });
  }
  const call = {
    caller,
    params: part(route.params, 'path', request.params),
    query: part(route.query, 'query', request.query),
    body: missingBody ? undefined : part(route.body, 'body', hasBody ? request.body : {}),
    request,
    token,
  };
  if (route.eventTypes !== undefined) {
    const unknown = await unknownEventTypes(route.eventTypes, caller, request, services);
    if (unknown.length > 0) {
      const [part, schema] =
        route.body === undefined ? ['query', route.query] : ['body', route.body];
      throw validationError(inFieldOrder([...details, ...unknown], part, schema));
    }
  }
  if (details.length > 0) throw validationError(details);
  return call;
}
