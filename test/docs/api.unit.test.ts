import { readFileSync } from 'node:fs';
import path from 'node:path';
import { allRoutes } from '../../src/api/routes';
import { EVENT_TYPES } from '../../src/domain/event-types';
import type { Services } from '../../src/service';

const text = readFileSync(path.join(__dirname, '..', '..', 'docs', 'api.md'), 'utf8');
// Handlers take their services apart when they are defined and call them later: never here.
const routes = allRoutes({} as Services);

describe('docs/api.md', () => {
  test('describes exactly the routes that there are', () => {
    const described = [...text.matchAll(/`(GET|POST|PATCH|DELETE) (\/v1\/[^`?]+)`/g)].map(
      ([, method = '', route = '']) => `${method} ${route}`,
    );
    const defined = routes.map(({ method, path: route }) => `${method.toUpperCase()} ${route}`);
    expect([...new Set(described)].sort()).toEqual([...defined].sort());
  });

  test('names the status of every answer and the scopes that are enough', () => {
    const sections = text.split(/^(?=#{2,3} )/m);
    const wrong = routes
      .filter(({ scopes }) => scopes !== 'admin')
      .filter(({ method, path: route, success, scopes }) => {
        const title = `### \`${method.toUpperCase()} ${route}\`\n`;
        const section = sections.find((candidate) => candidate.startsWith(title)) ?? '';
        const named = section.match(/`(?:webhooks|events):(?:read|write)`/g) ?? [];
        const expected = (scopes as readonly string[]).map((scope) => `\`${scope}\``);
        const complete = section.includes('Scopes as above') || sameSet(named, expected);
        return !section.includes(`Answer: ${success.status}`) || !complete;
      })
      .map(({ path: route }) => route);
    expect(wrong).toEqual([]);
  });

  test('lists the event types', () => {
    const [, section = ''] = /^## Event types$([^]*?)^Discord/m.exec(text) ?? [];
    const listed = [...section.matchAll(/`([\w.]+)`/g)].map(([, type]) => type);
    expect(listed).toEqual([...EVENT_TYPES]);
  });
});

const sameSet = (left: readonly string[], right: readonly string[]) =>
  JSON.stringify([...new Set(left)].sort()) === JSON.stringify([...right].sort());
