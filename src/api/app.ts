import { parse as parseQuery } from 'node:querystring';
import express, { type Express, type RequestHandler, type Router } from 'express';
import helmet from 'helmet';
import { ApiError } from '../errors';
import type { Logger } from '../log';
import type { Services } from '../service';
import type { Caller } from '../service/caller';
import type { RateLimits } from '../config';
import type { EventStream } from '../service/listen';
import { authenticate, authorize } from './auth';
import { isClosed, onceClosed } from './closed';
import { docsRoutes } from './docs-page';
import { createErrorHandler } from './error-handler';
import { sendEventStream } from './event-stream';
import { JsonPieces, sendJsonPieces } from './json-pieces';
import { createRateLimit, type CountRequest } from './rate-limit';
import { polarVersion } from './polar-version';
import type { Route } from './route';
import { parseBody } from './request-body';
import { healthRoutes, type HealthChecks } from './routes/health';
import { allRoutes } from './routes';
import { runRoute } from './run-route';
import { WaitingRoom } from './waiting-room';

/**
 * The API as an Express application; the caller listens.
 *
 * @param deps.trustedProxies whose word on a client's address is taken
 * @param deps.dashboard pages that are served beside the API, at `/`
 */
export function createApp(deps: {
  services: Services;
  health: HealthChecks;
  rateLimits: RateLimits;
  log: Logger;
  trustedProxies?: readonly string[];
  dashboard?: Router;
}): Express {
  const app = express();
  const countRequest = createRateLimit(deps.rateLimits);
  const room = new WaitingRoom();
  app.set('trust proxy', [...(deps.trustedProxies ?? [])]);
  app.disable('x-powered-by');
  app.disable('etag');
  // Repeated parameters become lists; nothing nested is parsed.
  // None is left out: Node.js stops at 1,000 by itself, and a filter behind them would not count.
  app.set('query parser', (query: string) => parseQuery(query, '&', '=', { maxKeys: 0 }));
  app.use(helmet());
  app.use(healthRoutes(deps.health));
  app.use(docsRoutes());
  if (deps.dashboard !== undefined) app.use(deps.dashboard);
  app.use(noStore);
  app.use(polarVersion);
  for (const [path, routes] of byPath(allRoutes(deps.services))) {
    // One for all methods: a request is compared with each path before its own, once.
    const expressRoute = app.route(path.replace(/\{(\w+)\}/g, ':$1'));
    for (const route of routes)
      expressRoute[route.method](...handlers(route, deps.services, countRequest, room));
    expressRoute.all(methodNotAllowed(routes));
  }
  app.use(() => {
    throw new ApiError('NotFound');
  });
  app.use(createErrorHandler(deps.log));
  return app;
}

function byPath(routes: readonly Route[]): Map<string, Route[]> {
  const paths = new Map<string, Route[]>();
  for (const route of routes) paths.set(route.path, [...(paths.get(route.path) ?? []), route]);
  return paths;
}

const noStore: RequestHandler = (_request, response, next) => {
  response.set('Cache-Control', 'private, no-store');
  next();
};

const methodNotAllowed =
  (routes: readonly Route[]): RequestHandler =>
  () => {
    const allow = routes.map(({ method }) => method.toUpperCase()).join(', ');
    throw new ApiError('MethodNotAllowed', undefined, { headers: { Allow: allow } });
  };

/** Authentication before the body is read, then the checks, then the handler. */
function handlers(
  route: Route,
  services: Services,
  countRequest: CountRequest,
  room: WaitingRoom,
): RequestHandler[] {
  const identify: RequestHandler = async (request, response, next) => {
    const { caller, token } = await authenticate(services.tokens, request);
    await countRequest(caller, route.rate ?? 'calls');
    authorize(caller, route.scopes, route.needs);
    // It went while its token was looked up: nothing would tell it again.
    if (isClosed(response)) return;
    const place = room.enter(caller.organizations?.join() ?? null);
    onceClosed(response, () => place.leave());
    response.locals.place = place;
    response.locals.caller = caller;
    response.locals.token = token;
    next();
  };
  const answer: RequestHandler = async (request, response) => {
    const { caller, token } = response.locals as { caller: Caller; token: string };
    const result = await runRoute(route, services, caller, request, token);
    if (route.success.contentType === 'text/event-stream') {
      await sendEventStream(response, result as EventStream);
      return;
    }
    response.status(route.success.status);
    if (route.success.status === 204) response.end();
    else if (result instanceof JsonPieces) await sendJsonPieces(response, result);
    else response.json(result);
  };
  return route.body === undefined ? [identify, answer] : [identify, parseBody, answer];
}
