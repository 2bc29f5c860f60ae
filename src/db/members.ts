import type { Queryable, Timestamp } from './pool';

export type MemberRole = 'admin' | 'member';

export interface MemberRow {
  created_at: Timestamp;
  id: string;
  organization_id: string;
  email: string;
  role: MemberRole;
}

const COLUMNS = 'created_at, id, organization_id, email, role';

/** Returns undefined when the organization already has a member with that address. */
export async function insertMember(
  db: Queryable,
  id: string,
  organizationId: string,
  email: string,
  role: MemberRole,
): Promise<MemberRow | undefined> {
  const { rows } = await db.query<MemberRow>(
    `insert into organization_members (id, organization_id, email, role)
     values ($1, $2, $3, $4)
     on conflict (organization_id, lower(email)) do nothing
     returning ${COLUMNS}`,
    [id, organizationId, email, role],
  );
  return rows[0];
}

/** Returns undefined when the organization has no such member. */
export async function selectMember(
  db: Queryable,
  organizationId: string,
  id: string,
): Promise<MemberRow | undefined> {
  const { rows } = await db.query<MemberRow>(
    `select ${COLUMNS} from organization_members where organization_id = $1 and id = $2`,
    [organizationId, id],
  );
  return rows[0];
}

export async function listMembers(
  db: Queryable,
  organizationId: string,
  limit: number,
  offset: number,
): Promise<MemberRow[]> {
  const { rows } = await db.query<MemberRow>(
    `select ${COLUMNS} from organization_members where organization_id = $1
     order by created_at desc, id limit $2 offset $3`,
    [organizationId, limit, offset],
  );
  return rows;
}

export async function countMembers(db: Queryable, organizationId: string): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    'select count(*) as count from organization_members where organization_id = $1',
    [organizationId],
  );
  return rows[0]?.count ?? 0;
}

export async function deleteMember(
  db: Queryable,
  organizationId: string,
  id: string,
): Promise<boolean> {
  const { rowCount } = await db.query(
    'delete from organization_members where organization_id = $1 and id = $2',
    [organizationId, id],
  );
  return rowCount === 1;
}
