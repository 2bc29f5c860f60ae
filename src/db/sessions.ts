import { DatabaseError } from 'pg';
import type { MemberRole } from './members';
import type { Pool, Queryable, Timestamp } from './pool';

const FOREIGN_KEY_VIOLATION = '23503';

/** How long sessions last, and how many there may be. */
export interface SessionLimits {
  /** Seconds after the last use. */
  readonly idleSeconds: number;
  /** Seconds from the sign-in, however much it is used. */
  readonly wholeSeconds: number;
  /** Sessions of one member or one access token; past them the oldest ends. */
  readonly perSubject: number;
}

/** A session to be kept. */
export interface NewSessionRow {
  readonly id: string;
  readonly hash: Buffer;
}

/** A valid session with all that it stands on, as of now. */
export interface SessionRow {
  readonly id: string;
  readonly expires_at: Timestamp;
  /** Whether its last use was noted a while ago. */
  readonly is_stale: boolean;
  readonly organization_id: string;
  readonly organization_name: string;
  /** Null for a session of an access token, as the role is. */
  readonly email: string | null;
  readonly role: MemberRole | null;
  /** Null for a member's session, as the scopes are. */
  readonly token_name: string | null;
  readonly scopes: string[] | null;
  readonly organizations: readonly { readonly id: string; readonly name: string }[];
}

/** What came of opening a session. */
export interface Opened {
  /** When it is over at the latest, however much it is used. */
  readonly ends_at: Timestamp;
  /** Of the member, in lower case; null for an access token. */
  readonly email: string | null;
}

/**
 * Uses a link up and opens a session for its address, in the oldest membership. One statement: of two
 * at once one finds the link gone.
 *
 * @returns undefined when there is no such link, or no such member any more
 */
export async function redeemSignInLink(
  pool: Pool,
  linkHash: Buffer,
  session: NewSessionRow,
  limits: SessionLimits,
): Promise<Opened | undefined> {
  return insertFrom(
    pool,
    `with link as (
       delete from sign_in_links where token_hash = $4 returning email, expires_at
     ), subject as (
       select m.id as member_id, null::uuid as access_token_id, link.email
       from link
         join organization_members m on lower(m.email) = link.email
         join organizations o on o.id = m.organization_id
       where link.expires_at > now() and o.deleted_at is null
       order by m.created_at, m.id limit 1
     )`,
    session,
    limits,
    linkHash,
  );
}

/** Opens a session for an access token. @returns undefined when the token is gone */
export async function insertTokenSession(
  pool: Pool,
  accessTokenId: string,
  session: NewSessionRow,
  limits: SessionLimits,
): Promise<Opened | undefined> {
  return insertFrom(
    pool,
    'with subject as (select null::uuid as member_id, $4::uuid as access_token_id, null as email)',
    session,
    limits,
    accessTokenId,
  );
}

async function insertFrom(
  pool: Pool,
  subject: string,
  { id, hash }: NewSessionRow,
  { idleSeconds, wholeSeconds, perSubject }: SessionLimits,
  value: unknown,
): Promise<Opened | undefined> {
  try {
    const { rows } = await pool.query<Opened>(
      `${subject}
       insert into dashboard_sessions (id, token_hash, member_id, access_token_id, expires_at)
       select $1, $2, member_id, access_token_id, now() + make_interval(secs => $3) from subject
       returning created_at + make_interval(secs => $5) as ends_at,
         (select email from subject) as email`,
      [id, hash, idleSeconds, value, wholeSeconds],
    );
    if (rows[0] !== undefined) await deleteOldSessions(pool, id, perSubject);
    return rows[0];
  } catch (error) {
    // The member was removed, or the token revoked, in this very moment.
    if (error instanceof DatabaseError && error.code === FOREIGN_KEY_VIOLATION) return undefined;
    throw error;
  }
}

/** Ends what is over anyway, and the oldest sessions of the newest one's member or token past `most`. */
async function deleteOldSessions(db: Queryable, newestId: string, most: number): Promise<void> {
  await db.query(
    `delete from dashboard_sessions where expires_at <= now() or id in (
       select s.id from dashboard_sessions s join dashboard_sessions newest
         on s.member_id = newest.member_id or s.access_token_id = newest.access_token_id
       where newest.id = $1 order by s.created_at desc, s.id = $1 desc offset $2)`,
    [newestId, most],
  );
}

/**
 * A session that is not over, of an organization, member and access token that there are still.
 *
 * @param staleSeconds age of the noted last use from which it is to be noted again
 */
export async function selectSession(
  db: Queryable,
  hash: Buffer,
  staleSeconds: number,
): Promise<SessionRow | undefined> {
  const { rows } = await db.query<SessionRow>({
    name: 'select_session',
    text: `select s.id, s.expires_at,
             s.last_used_at < now() - make_interval(secs => $2) as is_stale,
             o.id as organization_id, o.name as organization_name,
             m.email, m.role, t.name as token_name, t.scopes,
             case when m.id is null then json_build_array(json_build_object('id', o.id, 'name', o.name))
             else (
               select json_agg(json_build_object('id', other.id, 'name', other.name)
                               order by membership.created_at, membership.id)
               from organization_members membership
                 join organizations other on other.id = membership.organization_id
               where lower(membership.email) = lower(m.email) and other.deleted_at is null
             ) end as organizations
           from dashboard_sessions s
             left join organization_members m on m.id = s.member_id
             left join access_tokens t on t.id = s.access_token_id
             join organizations o on o.id = coalesce(m.organization_id, t.organization_id)
           where s.token_hash = $1 and s.expires_at > now() and o.deleted_at is null
             and (t.expires_at is null or t.expires_at > now())`,
    values: [hash, staleSeconds],
  });
  return rows[0];
}

/** Notes a use. @returns when the session is over now; undefined when it was ended meanwhile */
export async function touchSession(
  db: Queryable,
  id: string,
  { idleSeconds, wholeSeconds }: SessionLimits,
): Promise<Timestamp | undefined> {
  const { rows } = await db.query<{ expires_at: Timestamp }>(
    `update dashboard_sessions set last_used_at = now(), expires_at = least(
       now() + make_interval(secs => $2), created_at + make_interval(secs => $3))
     where id = $1 returning expires_at`,
    [id, idleSeconds, wholeSeconds],
  );
  return rows[0]?.expires_at;
}

/** Moves a member's session to another organization where the same address is a member. */
export async function moveSession(
  db: Queryable,
  id: string,
  organizationId: string,
): Promise<boolean> {
  const { rowCount } = await db.query(
    `update dashboard_sessions s set member_id = other.id
     from organization_members m, organization_members other, organizations o
     where s.id = $1 and m.id = s.member_id
       and lower(other.email) = lower(m.email) and other.organization_id = $2
       and o.id = other.organization_id and o.deleted_at is null`,
    [id, organizationId],
  );
  return rowCount === 1;
}

export async function deleteSession(db: Queryable, hash: Buffer): Promise<void> {
  await db.query('delete from dashboard_sessions where token_hash = $1', [hash]);
}
