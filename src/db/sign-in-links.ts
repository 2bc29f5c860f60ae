import { inTransaction, type Pool, type Queryable } from './pool';

/** Numbers the advisory locks of this table apart from all others. */
const LOCK_SPACE = 744_638_102;

/** Somebody who can sign in by mail. */
export interface Addressee {
  /** As the oldest of the memberships has it: nothing that a stranger typed is written to. */
  readonly email: string;
  /** Names of the organizations, the oldest membership first. */
  readonly organizations: readonly string[];
}

/** Whoever an address belongs to; undefined when no organization has such a member. */
export async function selectAddressee(
  db: Queryable,
  email: string,
): Promise<Addressee | undefined> {
  const { rows } = await db.query<{ email: string; name: string }>({
    name: 'select_addressee',
    text: `select m.email, o.name
           from organization_members m join organizations o on o.id = m.organization_id
           where lower(m.email) = lower($1) and o.deleted_at is null
           order by m.created_at, m.id`,
    values: [email],
  });
  const [oldest] = rows;
  if (oldest === undefined) return undefined;
  return { email: oldest.email, organizations: rows.map(({ name }) => name) };
}

/**
 * Keeps a link, unless the address has `maxLive` that are valid still. Links that are over are removed.
 *
 * @returns whether it was kept
 */
export async function insertSignInLink(
  pool: Pool,
  link: { id: string; hash: Buffer; email: string; seconds: number; maxLive: number },
): Promise<boolean> {
  await pool.query('delete from sign_in_links where expires_at <= now()');
  return inTransaction(pool, async (db) => {
    // One after the other for an address, or two at once would both see room for one more.
    await db.query('select pg_advisory_xact_lock($1, hashtext(lower($2)))', [
      LOCK_SPACE,
      link.email,
    ]);
    const { rowCount } = await db.query(
      `insert into sign_in_links (id, token_hash, email, expires_at)
       select $1, $2, lower($3), now() + make_interval(secs => $4)
       where (select count(*) from sign_in_links where email = lower($3) and expires_at > now()) < $5`,
      [link.id, link.hash, link.email, link.seconds, link.maxLive],
    );
    return rowCount === 1;
  });
}

/** Removes a link that nobody got. */
export async function deleteSignInLink(db: Queryable, id: string): Promise<void> {
  await db.query('delete from sign_in_links where id = $1', [id]);
}
