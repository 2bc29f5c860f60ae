import type { Queryable } from '../../src/db/pool';

interface Column {
  relation: string;
  name: string;
  type: string;
  nullable: boolean;
  default: string | null;
  identity: string;
}

/** Everything of a relation that is a line of its own, whatever it is. */
interface Line {
  relation: string;
  text: string;
}

const COLUMNS = `
  select c.relname as relation, a.attname as name, format_type(a.atttypid, a.atttypmod) as type,
    not a.attnotnull as nullable, pg_get_expr(d.adbin, d.adrelid) as default,
    a.attidentity as identity
  from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
    left join pg_attrdef d on d.adrelid = c.oid and d.adnum = a.attnum
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm')
  order by c.relname collate "C", a.attnum`;

/** Not-null constraints are on the columns already; PostgreSQL 18 lists them once more. */
const CONSTRAINTS = `
  select c.relname as relation,
    'constraint ' || k.conname || ' ' || pg_get_constraintdef(k.oid) as text
  from pg_constraint k join pg_class c on c.oid = k.conrelid
  where k.connamespace = 'public'::regnamespace and k.contype <> 'n'
  order by c.relname collate "C", k.contype <> 'p', k.conname collate "C"`;

/** How a table is kept, where that is not the usual way. */
const STORAGE = `
  select relname as relation,
    concat_ws(' ', case relpersistence when 'u' then 'unlogged' end, array_to_string(reloptions, ', '))
      as text
  from pg_class
  where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
    and (relpersistence <> 'p' or reloptions is not null)
  order by relname collate "C"`;

const INDEXES = `
  select c.relname as relation, pg_get_indexdef(x.indexrelid) as text
  from pg_index x join pg_class c on c.oid = x.indrelid join pg_class i on i.oid = x.indexrelid
  where c.relnamespace = 'public'::regnamespace
    and not exists (select 1 from pg_constraint k where k.conindid = x.indexrelid and k.contype in ('p', 'u', 'x'))
  order by c.relname collate "C", i.relname collate "C"`;

/** Triggers, views, functions, types and further sequences: there are none so far. */
const OTHERS = `
  select c.relname as relation, pg_get_triggerdef(t.oid) as text
  from pg_trigger t join pg_class c on c.oid = t.tgrelid
  where c.relnamespace = 'public'::regnamespace and not t.tgisinternal
  union all
  select c.relname, 'view as ' || pg_get_viewdef(c.oid)
  from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('v', 'm')
  union all
  select proname, pg_get_functiondef(oid)
  from pg_proc where pronamespace = 'public'::regnamespace and prokind in ('f', 'p')
  union all
  select t.typname, 'type ' || t.typtype::text
  from pg_type t
  where t.typnamespace = 'public'::regnamespace and t.typtype in ('e', 'd', 'r')
  union all
  select c.relname, 'sequence' from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'S'
    and not exists (select 1 from pg_depend d where d.objid = c.oid and d.deptype = 'i')
  order by 1, 2`;

/**
 * The schema of a database as text, the same on every machine: what pg_dump would say of it, read
 * from the catalogue, because pg_dump is not installed where the tests run.
 */
export async function dumpSchema(db: Queryable): Promise<string> {
  const { rows: columns } = await db.query<Column>(COLUMNS);
  const { rows: constraints } = await db.query<Line>(CONSTRAINTS);
  const { rows: storage } = await db.query<Line>(STORAGE);
  const { rows: indexes } = await db.query<Line>(INDEXES);
  const { rows: others } = await db.query<Line>(OTHERS);
  const tables = [...new Set(columns.map(({ relation }) => relation))].map((relation) => {
    const of = <T extends { relation: string }>(lines: readonly T[]) =>
      lines.filter((line) => line.relation === relation);
    const inside = [...of(columns).map(writeColumn), ...of(constraints).map(({ text }) => text)];
    return [
      `create table ${relation} (\n${inside.map((line) => `  ${line}`).join(',\n')}\n);`,
      ...of(storage).map(({ text }) => `-- ${relation} is ${text}`),
      ...of(indexes).map(({ text }) => `${text};`),
    ].join('\n');
  });
  const rest = others.map(({ relation, text }) => `-- ${relation}\n${text};`);
  return `${[...tables, ...rest].join('\n\n')}\n`;
}

function writeColumn(column: Column): string {
  return [
    column.name,
    column.type,
    ...(column.nullable ? [] : ['not null']),
    ...(column.default === null ? [] : [`default ${column.default}`]),
    ...(column.identity === ''
      ? []
      : [`generated ${column.identity === 'a' ? 'always' : 'by default'} as identity`]),
  ].join(' ');
}
