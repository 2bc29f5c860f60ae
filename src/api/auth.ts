import type { Request } from 'express';
import { ApiError } from '../errors';
import type { Caller, Scope } from '../service/caller';
import type { TokensService } from '../service/tokens';

const REALM = 'Bearer realm="signalpost"';

/**
 * The caller of a request (RFC 6750).
 *
 * @throws ApiError Unauthorized without a token, invalid_token with one that is not valid
 */
export async function authenticate(
  tokens: TokensService,
  request: Request,
): Promise<{ caller: Caller; token: string }> {
  const [, token] = /^Bearer +(\S+)$/i.exec(request.get('authorization') ?? '') ?? [];
  if (token === undefined) {
    throw new ApiError('Unauthorized', undefined, { headers: { 'WWW-Authenticate': REALM } });
  }
  const caller = await tokens.authenticate(token);
  if (caller === undefined) throw refusal('invalid_token');
  return { caller, token };
}

/**
 * @param needs whether one of the scopes is enough, or every one is needed
 * @throws ApiError insufficient_scope when the caller lacks them
 */
export function authorize(
  caller: Caller,
  scopes: readonly Scope[] | 'admin',
  needs: 'one' | 'all' = 'one',
): void {
  if (caller.kind === 'admin') return;
  const has = (scope: Scope) => caller.scopes?.has(scope) === true;
  if (scopes !== 'admin' && (needs === 'one' ? scopes.some(has) : scopes.every(has))) return;
  throw refusal('insufficient_scope', scopes === 'admin' ? ['admin'] : scopes);
}

function refusal(
  code: 'invalid_token' | 'insufficient_scope',
  scopes: readonly string[] = [],
): ApiError {
  const { message } = new ApiError(code);
  const scope = scopes.length > 0 ? `, scope="${scopes.join(' ')}"` : '';
  return new ApiError(code, message, {
    headers: {
      'WWW-Authenticate': `${REALM}, error="${code}", error_description="${message}"${scope}`,
    },
  });
}
