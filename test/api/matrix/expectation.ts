import { ERRORS } from '../../../src/errors';
import type { Route } from '../../../src/api/route';
import { NOT_FOUND } from '../support';
import type { Credential } from './credentials';
import type { Variant } from './table';
import type { IdKind } from './world';

/** What a cell must be answered. */
export interface Expectation {
  readonly status: number;
  /** The whole body, where it says nothing but this. */
  readonly body?: unknown;
  /** Type of the only mistake in an answer 422. */
  readonly mistake?: string;
  readonly authenticate?: string;
}

const REALM = 'Bearer realm="signalpost"';

const refusal = (code: 'invalid_token' | 'insufficient_scope', scope = ''): Expectation => {
  const { status, message } = ERRORS[code];
  return {
    status,
    body: { error: code, error_description: message },
    authenticate: `${REALM}, error="${code}", error_description="${message}"${scope}`,
  };
};

/** Worked out from the route's declaration, the kind of id and the credential alone. */
export function expectationOf(
  route: Route,
  variant: Variant,
  kind: IdKind,
  credential: Credential,
): Expectation {
  if (credential.kind === 'none') {
    return {
      status: 401,
      body: { error: 'Unauthorized', detail: 'Unauthorized' },
      authenticate: REALM,
    };
  }
  if (credential.kind === 'invalid') return refusal('invalid_token');
  const isAdmin = credential.kind === 'admin';
  if (!isAdmin) {
    const enough = route.scopes === 'admin' ? ['admin'] : route.scopes;
    const has = (scope: string) => credential.scopes.includes(scope);
    if (!(route.needs === 'all' ? enough.every(has) : enough.some(has))) {
      return refusal('insufficient_scope', `, scope="${enough.join(' ')}"`);
    }
  }
  if ((isAdmin ? variant.admin : variant.token).includes(kind)) {
    return { status: route.success.status };
  }
  if (variant.refusal === 404) return { status: 404, body: NOT_FOUND };
  return { status: 422, mistake: isAdmin ? 'value_error' : 'organization_token' };
}
