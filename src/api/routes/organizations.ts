import { z } from 'zod';
import { SCOPES } from '../../service/caller';
import type { Services } from '../../service';
import { defineRoute, type Route } from '../route';
import {
  answerId,
  boundedList,
  emailAddress,
  listAnswer,
  listOf,
  moment,
  pagination,
  plainText,
  timestamp,
  uuid,
} from '../schemas';
import { idParams } from './endpoints';

const NAME_MAX_CHARACTERS = 255;
const SCOPES_MAX = 100;
const TAG = 'organizations';
const PATH = '/v1/organizations';

const scope = z.enum(SCOPES).meta({ id: 'Scope' });
const role = z
  .enum(['admin', 'member'])
  .meta({ id: 'MemberRole', description: 'Admins get the mails about their organization.' });

const organizationSchema = z
  .object({
    created_at: timestamp,
    modified_at: timestamp.nullable(),
    id: answerId,
    name: z.string(),
  })
  .meta({ id: 'TenantOrganization' });
const memberSchema = z
  .object({
    created_at: timestamp,
    id: answerId,
    organization_id: answerId,
    email: z.string(),
    role,
  })
  .meta({ id: 'OrganizationMember' });
const tokenSchema = z
  .object({
    created_at: timestamp,
    id: answerId,
    organization_id: answerId,
    name: z.string(),
    scopes: z.array(scope),
    expires_at: timestamp.nullable(),
    last_used_at: timestamp.nullable(),
  })
  .meta({ id: 'AccessToken' });

const organizationBody = z
  .object({ name: plainText(1, NAME_MAX_CHARACTERS) })
  .meta({ id: 'OrganizationCreate' });
const paging = z.object(pagination);
const pairParams = (second: string) => z.object({ id: uuid, [second]: uuid });

/** The admin API: organizations, their members and their tokens; for the admin token alone. */
export function organizationRoutes({ organizations, tokens }: Services): Route[] {
  const admin = { tag: TAG, scopes: 'admin' } as const;
  return [
    defineRoute({
      ...admin,
      method: 'post',
      path: PATH,
      operationId: 'createOrganization',
      summary: 'Create an organization',
      body: organizationBody,
      success: { status: 201, schema: organizationSchema },
      handle: ({ body }) => organizations.create(body.name),
    }),
    defineRoute({
      ...admin,
      method: 'get',
      path: PATH,
      operationId: 'listOrganizations',
      summary: 'List organizations',
      query: paging,
      success: { status: 200, schema: listOf(organizationSchema) },
      handle: async ({ query: { page, limit } }) =>
        listAnswer(await organizations.list(limit, (page - 1) * limit), limit, (row) => row),
    }),
    defineRoute({
      ...admin,
      method: 'get',
      path: `${PATH}/{id}`,
      operationId: 'getOrganization',
      summary: 'Get an organization',
      params: idParams,
      success: { status: 200, schema: organizationSchema },
      handle: ({ params }) => organizations.get(params.id),
    }),
    defineRoute({
      ...admin,
      method: 'patch',
      path: `${PATH}/{id}`,
      operationId: 'renameOrganization',
      summary: 'Rename an organization',
      params: idParams,
      body: z
        .object({ name: plainText(1, NAME_MAX_CHARACTERS).nullish() })
        .meta({ id: 'OrganizationUpdate' }),
      success: { status: 200, schema: organizationSchema },
      handle: ({ params, body }) =>
        typeof body.name === 'string'
          ? organizations.rename(params.id, body.name)
          : organizations.get(params.id),
    }),
    defineRoute({
      ...admin,
      method: 'delete',
      path: `${PATH}/{id}`,
      operationId: 'deleteOrganization',
      summary: 'Delete an organization with its endpoints',
      params: idParams,
      success: { status: 204, schema: z.undefined() },
      handle: ({ params }) => organizations.remove(params.id),
    }),
    defineRoute({
      ...admin,
      method: 'post',
      path: `${PATH}/{id}/members`,
      operationId: 'addMember',
      summary: 'Add a member',
      params: idParams,
      body: z
        .object({
          email: emailAddress,
          role,
        })
        .meta({ id: 'MemberCreate' }),
      errors: ['Conflict'],
      success: { status: 201, schema: memberSchema },
      handle: ({ params, body }) => organizations.addMember(params.id, body.email, body.role),
    }),
    defineRoute({
      ...admin,
      method: 'get',
      path: `${PATH}/{id}/members`,
      operationId: 'listMembers',
      summary: 'List members',
      params: idParams,
      query: paging,
      success: { status: 200, schema: listOf(memberSchema) },
      handle: async ({ params, query: { page, limit } }) =>
        listAnswer(
          await organizations.listMembers(params.id, limit, (page - 1) * limit),
          limit,
          (row) => row,
        ),
    }),
    defineRoute({
      ...admin,
      method: 'delete',
      path: `${PATH}/{id}/members/{member_id}`,
      operationId: 'removeMember',
      summary: 'Remove a member',
      params: pairParams('member_id'),
      success: { status: 204, schema: z.undefined() },
      handle: ({ params }) => organizations.removeMember(params.id ?? '', params.member_id ?? ''),
    }),
    defineRoute({
      ...admin,
      method: 'post',
      path: `${PATH}/{id}/tokens`,
      operationId: 'createToken',
      summary: 'Create an access token; it is shown this once',
      params: idParams,
      body: z
        .object({
          name: plainText(1, NAME_MAX_CHARACTERS),
          scopes: boundedList(scope, SCOPES_MAX, 1),
          expires_at: moment.nullish(),
        })
        .meta({ id: 'AccessTokenCreate' }),
      success: {
        status: 201,
        schema: tokenSchema.extend({ token: z.string() }).meta({ id: 'AccessTokenCreated' }),
      },
      handle: async ({ params, body }) => {
        const { id } = await organizations.get(params.id);
        const { row, token } = await tokens.issue({
          organizationId: id,
          name: body.name,
          scopes: [...new Set(body.scopes)],
          expiresAt: body.expires_at ?? null,
        });
        return { ...row, token };
      },
    }),
    defineRoute({
      ...admin,
      method: 'get',
      path: `${PATH}/{id}/tokens`,
      operationId: 'listTokens',
      summary: 'List access tokens',
      params: idParams,
      query: paging,
      success: { status: 200, schema: listOf(tokenSchema) },
      handle: async ({ params, query: { page, limit } }) => {
        const { id } = await organizations.get(params.id);
        return listAnswer(await tokens.list(id, limit, (page - 1) * limit), limit, (row) => row);
      },
    }),
    defineRoute({
      ...admin,
      method: 'delete',
      path: `${PATH}/{id}/tokens/{token_id}`,
      operationId: 'revokeToken',
      summary: 'Revoke an access token',
      params: pairParams('token_id'),
      success: { status: 204, schema: z.undefined() },
      handle: async ({ params }) => {
        const { id } = await organizations.get(params.id ?? '');
        await tokens.revoke(id, params.token_id ?? '');
      },
    }),
  ];
}
