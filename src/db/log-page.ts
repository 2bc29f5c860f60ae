import type { Timestamp } from './pool';

/** A row's place in a list that is ordered by `created_at desc, id`. */
export interface LogCursor {
  readonly createdAt: Timestamp;
  readonly id: string;
}

/** Whose log is read: one endpoint's, or a whole organization's. */
export type LogSource = { readonly endpointId: string } | { readonly organizationId: string };

/** Rows as they were found, and how far was looked. */
export interface FoundRows<Row> {
  /** One more than was asked for when there are further ones. */
  readonly rows: Row[];
  /** The last row that was looked at when the search was given up; null when it came to its end. */
  readonly lookedUntil: LogCursor | null;
}

/**
 * The newest rows that a filter lets through, which no index serves: of the newest `looked` rows. One
 * statement, so that rows that come meanwhile move nothing. Answers at least one row; columns of what
 * was not found are null, and so are `until_at` and `until_id` unless the search was given up.
 *
 * PostgreSQL stops to look as soon as the page is full: what is looked at comes in the list's order, and
 * only a page that is not full asks for the last one.
 *
 * @param parts.looked SQL of the rows `d` that are looked at, with `created_at` and `id`, in order and limited
 * @param parts.filtered SQL of joins and conditions that say which of `d` are found
 * @param parts.limit SQL of the length of a page
 * @param parts.most SQL of how many are looked at
 * @param parts.columns SQL of the answer's columns
 * @param parts.joined SQL of joins to the ids `found.id` that have these columns
 */
export const searchQuery = (parts: {
  readonly looked: string;
  readonly filtered: string;
  readonly limit: string;
  readonly most: string;
  readonly columns: string;
  readonly joined: string;
}): string => `
  with looked as materialized (${parts.looked}),
  found as materialized (
    select d.id, d.created_at from looked d ${parts.filtered}
    order by d.created_at desc, d.id limit ${parts.limit} + 1
  ),
  until as (
    select created_at, id from looked
    where (select count(*) from found) <= ${parts.limit} and (select count(*) from looked) >= ${parts.most}
    order by created_at, id desc limit 1
  )
  select ${parts.columns}, until.created_at as until_at, until.id as until_id
  from (select) one left join found on true ${parts.joined} left join until on true
  order by found.created_at desc, found.id`;

/** What the query above answers. */
export type SearchRow<Row extends { id: string }> = (Row | { [Column in keyof Row]: null }) & {
  until_at: Timestamp | null;
  until_id: string | null;
};

/** Takes its answer apart. */
export function foundRows<Row extends { id: string }>(
  rows: readonly SearchRow<Row>[],
): FoundRows<Row> {
  const [{ until_at: createdAt, until_id: id } = { until_at: null, until_id: null }] = rows;
  return {
    rows: rows.filter((row): row is SearchRow<Row> & Row => row.id !== null),
    lookedUntil: createdAt === null || id === null ? null : { createdAt, id },
  };
}
