import { validationError, ApiError } from '../errors';
import type { Caller } from '../service/caller';
import type { OrganizationsService } from '../service/organizations';

/**
 * The organization that a call is for: the token's own, or for the admin token the one it names. A
 * token may name its own too (the product's snippets do).
 *
 * @throws ApiError RequestValidationError when another one is named, or none where one is needed
 */
export async function organizationOf(
  caller: Caller,
  organizations: Pick<OrganizationsService, 'get'>,
  named: string | null | undefined,
  body: unknown,
  loc: readonly (string | number)[] = ['body', 'organization_id'],
): Promise<string> {
  const [own] = caller.organizations ?? [];
  if (own !== undefined) {
    if (named === undefined || named === null || named === own) return own;
    throw validationError([
      {
        type: 'organization_token',
        loc,
        msg: 'Setting organization_id is disallowed when using an organization token.',
        input: named,
      },
    ]);
  }
  if (named === undefined || named === null) {
    throw validationError([{ type: 'missing', loc, msg: 'Field required', input: body }]);
  }
  try {
    return (await organizations.get(named)).id;
  } catch (error) {
    if (!(error instanceof ApiError && error.code === 'ResourceNotFound')) throw error;
    throw validationError([
      {
        type: 'value_error',
        loc,
        msg: 'Value error, Organization not found.',
        input: named,
        ctx: { error: {} },
      },
    ]);
  }
}
