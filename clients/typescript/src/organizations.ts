import * as calls from './generated/sdk.gen.js';
import type * as Wire from './generated/types.gen.js';
import { toModel, toWire, type Filter, type Input, type Model } from './names.js';
import { listing, type Listing } from './page.js';
import type { Transport } from './transport.js';

/** A tenant: what belongs to one, no other sees. */
export type Organization = Model<Wire.TenantOrganization>;
/** Somebody of an organization; admins get its mails. */
export type Member = Model<Wire.OrganizationMember>;
/** An access token without its text. */
export type AccessToken = Model<Wire.AccessToken>;
/** An access token with its text, which is shown this once. */
export type CreatedAccessToken = Model<Wire.AccessTokenCreated>;
/** A new access token. */
export type AccessTokenCreate = Input<Wire.AccessTokenCreate>;
/** Which page of a list. */
export type Paging = Filter<NonNullable<Wire.ListOrganizationsData['query']>>;

/** Organizations. For the admin token, as are their members and tokens. */
export class Organizations {
  readonly members: Members;
  readonly tokens: Tokens;

  /** @internal */
  constructor(private readonly transport: Transport) {
    this.members = new Members(transport);
    this.tokens = new Tokens(transport);
  }

  /** Creates an organization. */
  async create(organization: { name: string }): Promise<Organization> {
    const { data } = await calls.createOrganization({ ...this.transport, body: organization });
    return toModel(data);
  }

  /** Lists organizations, newest first. */
  list(paging: Paging = {}): Listing<Organization> {
    return listing(paging.page, async (page) => {
      const query = { ...paging, page };
      return (await calls.listOrganizations({ ...this.transport, query })).data;
    });
  }

  /** One organization. */
  async get(id: string): Promise<Organization> {
    const { data } = await calls.getOrganization({ ...this.transport, path: { id } });
    return toModel(data);
  }

  /** Renames an organization. */
  async update(id: string, changes: { name?: string }): Promise<Organization> {
    const { data } = await calls.renameOrganization({
      ...this.transport,
      path: { id },
      body: changes,
    });
    return toModel(data);
  }

  /** Deletes an organization with its endpoints, and ends its tokens. */
  async delete(id: string): Promise<void> {
    await calls.deleteOrganization({ ...this.transport, path: { id } });
  }
}

/** Members of organizations. */
export class Members {
  /** @internal */
  constructor(private readonly transport: Transport) {}

  /** Adds a member. */
  async add(organizationId: string, member: Wire.MemberCreate): Promise<Member> {
    const path = { id: organizationId };
    const { data } = await calls.addMember({ ...this.transport, path, body: member });
    return toModel(data);
  }

  /** Lists the members of an organization, newest first. */
  list(organizationId: string, paging: Paging = {}): Listing<Member> {
    return listing(paging.page, async (page) => {
      const request = { path: { id: organizationId }, query: { ...paging, page } };
      return (await calls.listMembers({ ...this.transport, ...request })).data;
    });
  }

  /** Removes a member. */
  async remove(organizationId: string, memberId: string): Promise<void> {
    const path = { id: organizationId, member_id: memberId };
    await calls.removeMember({ ...this.transport, path });
  }
}

/** Access tokens of organizations. */
export class Tokens {
  /** @internal */
  constructor(private readonly transport: Transport) {}

  /** Creates a token; `token` is its text, which is shown this once. */
  async create(organizationId: string, token: AccessTokenCreate): Promise<CreatedAccessToken> {
    const path = { id: organizationId };
    const body = toWire<Wire.AccessTokenCreate>(token);
    const { data } = await calls.createToken({ ...this.transport, path, body });
    return toModel(data);
  }

  /** Lists the tokens of an organization, newest first, without their texts. */
  list(organizationId: string, paging: Paging = {}): Listing<AccessToken> {
    return listing(paging.page, async (page) => {
      const request = { path: { id: organizationId }, query: { ...paging, page } };
      return (await calls.listTokens({ ...this.transport, ...request })).data;
    });
  }

  /** Ends a token at once. */
  async revoke(organizationId: string, tokenId: string): Promise<void> {
    const path = { id: organizationId, token_id: tokenId };
    await calls.revokeToken({ ...this.transport, path });
  }
}
