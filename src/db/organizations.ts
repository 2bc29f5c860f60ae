import type { Queryable, Timestamp } from './pool';

export interface OrganizationRow {
  created_at: Timestamp;
  modified_at: Timestamp | null;
  id: string;
  name: string;
}

const COLUMNS = 'created_at, modified_at, id, name';

export async function insertOrganization(
  db: Queryable,
  id: string,
  name: string,
): Promise<OrganizationRow> {
  const { rows } = await db.query<OrganizationRow>(
    `insert into organizations (id, name) values ($1, $2) returning ${COLUMNS}`,
    [id, name],
  );
  return rows[0] as OrganizationRow;
}

export async function listOrganizations(
  db: Queryable,
  limit: number,
  offset: number,
): Promise<OrganizationRow[]> {
  const { rows } = await db.query<OrganizationRow>(
    `select ${COLUMNS} from organizations where deleted_at is null
     order by created_at desc, id limit $1 offset $2`,
    [limit, offset],
  );
  return rows;
}

export async function countOrganizations(db: Queryable): Promise<number> {
  const { rows } = await db.query<{ count: number }>(
    'select count(*) as count from organizations where deleted_at is null',
  );
  return rows[0]?.count ?? 0;
}

export async function selectOrganization(
  db: Queryable,
  id: string,
): Promise<OrganizationRow | undefined> {
  const { rows } = await db.query<OrganizationRow>(
    `select ${COLUMNS} from organizations where id = $1 and deleted_at is null`,
    [id],
  );
  return rows[0];
}

export async function selectOrganizations(
  db: Queryable,
  ids: readonly string[],
): Promise<OrganizationRow[]> {
  const { rows } = await db.query<OrganizationRow>(
    `select ${COLUMNS} from organizations where id = any($1) and deleted_at is null`,
    [ids],
  );
  return rows;
}

export async function renameOrganization(
  db: Queryable,
  id: string,
  name: string,
): Promise<OrganizationRow | undefined> {
  const { rows } = await db.query<OrganizationRow>(
    `update organizations set name = $2, modified_at = now()
     where id = $1 and deleted_at is null returning ${COLUMNS}`,
    [id, name],
  );
  return rows[0];
}

export async function softDeleteOrganization(db: Queryable, id: string): Promise<boolean> {
  const { rowCount } = await db.query(
    'update organizations set deleted_at = now() where id = $1 and deleted_at is null',
    [id],
  );
  return rowCount === 1;
}
