import type { Queryable, Timestamp } from './pool';

export interface AccessTokenRow {
  created_at: Timestamp;
  id: string;
  organization_id: string;
  name: string;
  scopes: string[];
  expires_at: Timestamp | null;
  last_used_at: Timestamp | null;
}

const COLUMNS = 'created_at, id, organization_id, name, scopes, expires_at, last_used_at';

export async function insertAccessToken(
  db: Queryable,
  token: {
    id: string;
    organizationId: string;
    name: string;
    hash: Buffer;
    scopes: readonly string[];
    expiresAt: string | null;
  },
): Promise<AccessTokenRow> {
  const { rows } = await db.query<AccessTokenRow>(
    `insert into access_tokens (id, organization_id, name, token_hash, scopes, expires_at)
     values ($1, $2, $3, $4, $5, $6) returning ${COLUMNS}`,
    [token.id, token.organizationId, token.name, token.hash, token.scopes, token.expiresAt],
  );
  return rows[0] as AccessTokenRow;
}

/** What a token stands for. */
export type TokenGrant = Pick<AccessTokenRow, 'id' | 'organization_id' | 'scopes'>;

/** The unexpired tokens with those hashes, of organizations that are not deleted, by hash in hex. */
export async function selectAccessTokensByHash(
  db: Queryable,
  hashes: readonly Buffer[],
): Promise<Map<string, TokenGrant>> {
  const { rows } = await db.query<TokenGrant & { token_hash: Buffer }>({
    name: 'select_access_tokens_by_hash',
    text: `select t.token_hash, t.id, t.organization_id, t.scopes
           from access_tokens t join organizations o on o.id = t.organization_id
           where t.token_hash = any($1) and o.deleted_at is null
             and (t.expires_at is null or t.expires_at > now())`,
    values: [hashes],
  });
  return new Map(rows.map(({ token_hash, ...grant }) => [token_hash.toString('hex'), grant]));
}

/** Notes that a token was used; at most once a minute, so that a busy token is not a busy row. */
export async function touchAccessToken(db: Queryable, id: string): Promise<void> {
  await db.query(
    `update access_tokens set last_used_at = now()
     where id = $1 and (last_used_at is null or last_used_at < now() - interval '1 minute')`,
    [id],
  );
}

/** Returns undefined when the organization has no such token. */
export async function selectAccessToken(
  db: Queryable,
  organizationId: string,
  id: string,
): Promise<AccessTokenRow | undefined> {
  const { rows } = await db.query<AccessTokenRow>(
    `select ${COLUMNS} from access_tokens where organization_id = $1 and id = $2`,
    [organizationId, id],
  );
  return rows[0];
}

export async function listAccessTokens(
  db: Queryable,
  organizationId: string,
  limit: number,
  offset: number,
): Promise<AccessTokenRow[]> {
  const { rows } = await db.query<AccessTokenRow>(
    `select ${COLUMNS} from access_tokens where organization_id = $1
     order by created_at desc, id limit $2 offset $3`,
    [organizationId, limit, offset],
  );
  return rows;
}

export async function countAccessTokens(db: Queryable, organizationId: string): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    'select count(*) as count from access_tokens where organization_id = $1',
    [organizationId],
  );
  return rows[0]?.count ?? 0;
}

export async function deleteAccessToken(
  db: Queryable,
  organizationId: string,
  id: string,
): Promise<boolean> {
  const { rowCount } = await db.query(
    'delete from access_tokens where organization_id = $1 and id = $2',
    [organizationId, id],
  );
  return rowCount === 1;
}
