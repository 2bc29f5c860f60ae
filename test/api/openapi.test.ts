import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createOpenApiDocument } from '../../src/api/openapi/document';
import { allRoutes } from '../../src/api/routes';
import { EVENT_TYPES } from '../../src/domain/event-types';
import type { Services } from '../../src/service';
import { ApiClient } from '../helpers/api';
import { startTestStack, type TestStack } from '../helpers/stack';

const FILE = path.join(__dirname, '..', '..', 'openapi.json');
const committed = JSON.parse(readFileSync(FILE, 'utf8'));

let stack: TestStack;

beforeAll(async () => {
  stack = await startTestStack();
});
afterAll(() => stack.close());

/** Every `$ref` in a document. */
function references(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, child]) =>
    key === '$ref' && typeof child === 'string' ? [child] : references(child),
  );
}

describe('openapi.json', () => {
  it('is what the schemas say now; `npm run openapi` writes it anew', () => {
    expect(committed).toEqual(JSON.parse(JSON.stringify(createOpenApiDocument())));
  });

  it('describes every route once, with an id of its own and every status that the handler may answer', () => {
    const operations = Object.entries<Record<string, { operationId: string; responses: object }>>(
      committed.paths,
    ).flatMap(([route, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({ route, method, ...operation })),
    );
    const described = operations.map(({ method, route }) => `${method} ${route}`);
    const routes = allRoutes({} as Services);
    const health = ['get /health', 'get /health/live', 'get /health/ready'];
    expect([...described].sort()).toEqual(
      [...routes.map(({ method, path: route }) => `${method} ${route}`), ...health].sort(),
    );
    expect(new Set(operations.map(({ operationId }) => operationId)).size).toBe(operations.length);
    for (const { success, operationId } of routes) {
      const operation = operations.find((one) => one.operationId === operationId);
      expect(Object.keys(operation?.responses ?? {})).toContain(String(success.status));
    }
  });

  it('describes what endpoints get, for every type of the catalogue', () => {
    expect(Object.keys(committed.webhooks)).toEqual([...EVENT_TYPES]);
    for (const type of EVENT_TYPES) {
      const { schema } = committed.webhooks[type].post.requestBody.content['application/json'];
      const name = (schema.$ref as string).replace('#/components/schemas/', '');
      const event = committed.components.schemas[name];
      expect(event.properties.type).toEqual({ type: 'string', const: type });
      expect(event.required).toEqual(['type', 'timestamp', 'data']);
    }
  });

  it('refers to nothing that is not there', () => {
    const missing = references(committed).filter((reference) => {
      const keys = reference.replace(/^#\//, '').split('/');
      return (
        keys.reduce<unknown>(
          (at, key) => (at as Record<string, unknown> | undefined)?.[key],
          committed,
        ) === undefined
      );
    });
    expect(missing).toEqual([]);
  });

  it('is served without a token', async () => {
    const answer = await new ApiClient(stack.apiUrl, null).get('/openapi.json');
    expect([answer.status, answer.body]).toEqual([200, committed]);
  });
});

describe('/docs', () => {
  it('is a page whose parts are all there, and that no policy stops', async () => {
    const page = await fetch(`${stack.apiUrl}/docs`);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toMatch(/^text\/html/);
    const policy = page.headers.get('content-security-policy') ?? '';
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toContain('upgrade-insecure-requests');
    const html = await page.text();
    const parts = [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, part = '']) => part);
    expect(parts.length).toBeGreaterThan(3);
    for (const part of parts) {
      const answer = await fetch(stack.apiUrl + part);
      expect([part, answer.status]).toEqual([part, 200]);
      expect((await answer.arrayBuffer()).byteLength).toBeGreaterThan(100);
    }
    expect(html).not.toMatch(/<script>|<style|style="|onload=/);
  });

  it.each(['/docs/assets/../../package.json', '/docs/assets/%2e%2e/package.json', '/docs/assets/'])(
    '%s is not served',
    async (target) => {
      expect((await fetch(stack.apiUrl + target)).status).toBe(404);
    },
  );
});
