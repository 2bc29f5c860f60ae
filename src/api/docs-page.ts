import { Router, static as serveFolder, type RequestHandler } from 'express';
import helmet from 'helmet';
import { getAbsoluteFSPath } from 'swagger-ui-dist';
import { createOpenApiDocument } from './openapi/document';

const PAGE = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <title>Signalpost API</title>
    <link rel="icon" href="/docs/assets/favicon-32x32.png">
    <link rel="stylesheet" href="/docs/assets/swagger-ui.css">
  </head>
  <body>
    <main id="swagger-ui"><noscript>This page needs JavaScript; the description is at <a href="/openapi.json">/openapi.json</a>.</noscript></main>
    <script src="/docs/assets/swagger-ui-bundle.js"></script>
    <script src="/docs/start.js"></script>
  </body>
</html>
`;

/** A file of its own, because the Content-Security-Policy allows no script inside a page. */
const START = `window.ui = SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#swagger-ui',
  deepLinking: true,
  docExpansion: 'list',
  defaultModelsExpandDepth: 0,
  tryItOutEnabled: true,
  validatorUrl: null,
});
`;

const CACHE = 'public, max-age=3600';

/**
 * `/openapi.json`, the API's description, and `/docs`, a page that shows it and tries calls. Both
 * without a token: they say nothing of any organization.
 */
export function docsRoutes(): Router {
  const router = Router();
  let text: string | undefined;
  router.get('/openapi.json', (_request, response) => {
    text ??= JSON.stringify(createOpenApiDocument());
    response.set('Cache-Control', CACHE).type('application/json').send(text);
  });
  // Helmet's default would have a browser ask for https:// on a host that serves plain HTTP.
  const policy = helmet.contentSecurityPolicy({ directives: { upgradeInsecureRequests: null } });
  const page =
    (type: string, content: string): RequestHandler =>
    (_request, response) => {
      response.set('Cache-Control', CACHE).type(type).send(content);
    };
  router.get('/docs', policy, page('text/html', PAGE));
  router.get('/docs/start.js', page('text/javascript', START));
  router.use(
    '/docs/assets',
    serveFolder(getAbsoluteFSPath(), { index: false, maxAge: '1h', redirect: false }),
  );
  return router;
}
