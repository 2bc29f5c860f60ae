import { Router, type Request } from 'express';
import { createLocalApi } from '../api/local-api';
import type { Logger } from '../log';
import type { Services } from '../service';
import { createSecretBox } from '../webhooks/secret-box';
import { readManifest, serveAssets } from './assets';
import { SessionCookie } from './cookies';
import type { DashboardConfig, DashboardDeps } from './deps';
import { createErrorPages, notFound } from './error-pages';
import { requireSession, requireViewer } from './guard';
import { icon } from './icon-file';
import { pageHeaders } from './page-headers';
import { TOKENS_PATH } from './pages/access-tokens';
import { accessTokenRoutes } from './routes/access-tokens';
import { endpointActionRoutes } from './routes/endpoint-actions';
import { endpointChangeRoutes } from './routes/endpoint-changes';
import { endpointRoutes } from './routes/endpoints';
import { eventTypeRoutes } from './routes/event-types';
import { eventRoutes } from './routes/events';
import { eventPanelRoutes } from './routes/event-panel';
import { memberRoutes } from './routes/members';
import { signInRoutes } from './routes/sign-in';
import { sessionRoutes } from './routes/session';
import { startRoutes } from './routes/start';
import { ShownOnce } from './shown-once';

/** First parts of the paths that are pages beside `/`; the rest is the API's. */
const PAGES: ReadonlySet<string> = new Set([
  'events',
  'organization',
  'settings',
  'sign-in',
  'sign-out',
]);

const isPage = ({ path }: Request): boolean =>
  path === '/' || PAGES.has(path.split('/', 2)[1] ?? '');

/**
 * The dashboard: pages for people, beside the API and over the same services and calls.
 *
 * @throws Error when what browsers load is not built
 */
export function createDashboard(parts: {
  services: Services;
  config: DashboardConfig;
  log: Logger;
}): Router {
  const { dashboard, secretsKeys } = parts.config;
  const secure = dashboard.publicUrl.startsWith('https:');
  const deps: DashboardDeps = {
    ...parts,
    callApi: createLocalApi(parts.services),
    cookie: new SessionCookie(secure),
    newToken: new ShownOnce(createSecretBox(secretsKeys), TOKENS_PATH, secure),
    assets: readManifest(),
  };
  const router = Router();
  router.get('/assets/icon.svg', icon);
  router.use('/assets', serveAssets());
  router.use((request, _response, next) => next(isPage(request) ? undefined : 'router'));
  router.use(pageHeaders);
  router.use(signInRoutes(deps));
  router.use(requireSession(deps));
  // Whoever may do nothing else, or does it too often, can still leave.
  router.use(sessionRoutes(deps));
  router.use(requireViewer(deps));
  // Before the endpoints by id: `new` is no id.
  router.use(endpointChangeRoutes(deps));
  router.use(endpointActionRoutes(deps));
  router.use(endpointRoutes(deps));
  router.use(eventPanelRoutes(deps));
  router.use(startRoutes(deps));
  router.use(eventRoutes(deps));
  router.use(eventTypeRoutes(deps));
  router.use(memberRoutes(deps));
  router.use(accessTokenRoutes(deps));
  router.use(notFound);
  router.use(createErrorPages(deps));
  return router;
}
