import type { OrganizationScope } from '../db/endpoints';

export const SCOPES = ['webhooks:read', 'webhooks:write', 'events:read', 'events:write'] as const;
export type Scope = (typeof SCOPES)[number];

/** Who makes a call and what it may see. */
export interface Caller {
  /** An organization's token sees its own rows, the admin token every organization's. */
  readonly kind: 'organization' | 'admin';
  /** What its rate is counted by: the token's id. */
  readonly tokenId: string;
  /** The organizations whose rows the caller may see; null is all. */
  readonly organizations: OrganizationScope;
  /** Scopes of the token; null is all. */
  readonly scopes: ReadonlySet<string> | null;
}
