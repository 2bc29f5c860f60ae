import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';
import {
  countAccessTokens,
  deleteAccessToken,
  insertAccessToken,
  listAccessTokens,
  selectAccessToken,
  selectAccessTokensByHash,
  touchAccessToken,
  type AccessTokenRow,
} from '../db/access-tokens';
import type { Pool } from '../db/pool';
import type { Logger } from '../log';
import { ApiError } from '../errors';
import type { Caller } from './caller';
import type { Page } from './endpoints';
import { Gather } from '../db/gather';

const TOKEN_PREFIX = 'sp_oat_';
const TOKEN_BYTES = 32;
const TOUCH_INTERVAL_MS = 60_000;
const ADMIN_TOKEN_ID = 'admin';
/** Tokens whose last use is remembered; tokens come and go, and memory must not grow with them. */
const TOUCHED_MAX = 10_000;

const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Issues access tokens and tells who a token belongs to. */
export interface TokensService {
  /** A new token; its text is in the answer and nowhere else. */
  issue(token: {
    organizationId: string;
    name: string;
    scopes: readonly string[];
    expiresAt: string | null;
  }): Promise<{ row: AccessTokenRow; token: string }>;
  /** What is known of a token, never its text. @throws ApiError ResourceNotFound */
  get(organizationId: string, id: string): Promise<AccessTokenRow>;
  list(organizationId: string, limit: number, offset: number): Promise<Page<AccessTokenRow>>;
  /** Ends a token at once. @throws ApiError ResourceNotFound */
  revoke(organizationId: string, id: string): Promise<void>;
  /** The caller that a bearer token stands for; undefined when it is unknown, expired or revoked. */
  authenticate(token: string): Promise<Caller | undefined>;
}

/** @param adminToken the deployment's token, which may do everything */
export function createTokensService(deps: {
  pool: Pool;
  adminToken: string;
  log: Logger;
}): TokensService {
  const adminHash = sha256(deps.adminToken);
  const touchedAt = new Map<string, number>();
  const grants = new Gather(
    (hashes: readonly Buffer[]) => selectAccessTokensByHash(deps.pool, hashes),
    (hash) => hash.toString('hex'),
  );

  function touch(id: string): void {
    const now = Date.now();
    if (now - (touchedAt.get(id) ?? 0) < TOUCH_INTERVAL_MS) return;
    // Forgetting costs a statement that finds nothing to change.
    if (touchedAt.size >= TOUCHED_MAX) touchedAt.clear();
    touchedAt.set(id, now);
    touchAccessToken(deps.pool, id).catch((error: unknown) => {
      deps.log.warn({ err: error }, 'last use of a token could not be noted');
    });
  }

  return {
    async issue({ organizationId, name, scopes, expiresAt }) {
      const token = TOKEN_PREFIX + randomBytes(TOKEN_BYTES).toString('base64url');
      const row = await insertAccessToken(deps.pool, {
        id: randomUUID(),
        organizationId,
        name,
        hash: sha256(token),
        scopes,
        expiresAt,
      });
      return { row, token };
    },
    async get(organizationId, id) {
      const row = await selectAccessToken(deps.pool, organizationId, id);
      if (row === undefined) throw new ApiError('ResourceNotFound');
      return row;
    },
    async list(organizationId, limit, offset) {
      const [items, total] = await Promise.all([
        listAccessTokens(deps.pool, organizationId, limit, offset),
        countAccessTokens(deps.pool, organizationId),
      ]);
      return { items, total };
    },
    async revoke(organizationId, id) {
      if (!(await deleteAccessToken(deps.pool, organizationId, id))) {
        throw new ApiError('ResourceNotFound');
      }
    },
    async authenticate(token) {
      const hash = sha256(token);
      if (timingSafeEqual(hash, adminHash)) {
        return { kind: 'admin', tokenId: ADMIN_TOKEN_ID, organizations: null, scopes: null };
      }
      const row = await grants.find(hash);
      if (row === undefined) return undefined;
      touch(row.id);
      return {
        kind: 'organization',
        tokenId: row.id,
        organizations: [row.organization_id],
        scopes: new Set(row.scopes),
      };
    },
  };
}
