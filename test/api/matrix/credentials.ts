import { SCOPES } from '../../../src/service/caller';
import type { Route } from '../../../src/api/route';
import type { TestStack } from '../../helpers/stack';
import type { World } from './world';

/** Who makes a call. */
export interface Credential {
  readonly name: string;
  /** Null sends no token. */
  readonly token: string | null;
  readonly kind: 'organization' | 'admin' | 'invalid' | 'none';
  readonly scopes: readonly string[];
}

const PAST = '2020-01-01T00:00:00Z';

/** Every credential that a route is called with; the tokens are of the world's own organization. */
export async function credentialsFor(
  stack: TestStack,
  route: Route,
  world: World,
): Promise<Credential[]> {
  const issue = (scopes: readonly string[], more: { of?: string; expiresAt?: string } = {}) =>
    stack.services.tokens.issue({
      organizationId: more.of ?? world.own.organizationId,
      name: 'matrix',
      scopes,
      expiresAt: more.expiresAt ?? null,
    });
  const valid = async (name: string, scopes: readonly string[]): Promise<Credential> => ({
    name,
    token: (await issue(scopes)).token,
    kind: 'organization',
    scopes,
  });
  const invalid = (name: string, token: string): Credential => ({
    name,
    token,
    kind: 'invalid',
    scopes: SCOPES,
  });

  const others = SCOPES.filter(
    (scope) => route.scopes === 'admin' || !route.scopes.includes(scope),
  );
  const revoked = await issue(SCOPES);
  await stack.services.tokens.revoke(world.own.organizationId, revoked.row.id);
  return [
    ...(await Promise.all(SCOPES.map((scope) => valid(scope, [scope])))),
    await valid('all scopes', SCOPES),
    // A route that takes any scope leaves none over.
    ...(others.length > 0 ? [await valid('every scope but its own', others)] : []),
    invalid('expired', (await issue(SCOPES, { expiresAt: PAST })).token),
    invalid('revoked', revoked.token),
    invalid(
      'of a deleted organization',
      (await issue(SCOPES, { of: world.gone.organizationId })).token,
    ),
    { name: 'admin', token: stack.config.adminToken, kind: 'admin', scopes: [] },
    { name: 'none', token: null, kind: 'none', scopes: [] },
  ];
}
