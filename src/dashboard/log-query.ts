import type { DeliveryLogFilter } from '../db/delivery-log';
import type { LogCursor } from '../db/log-page';
import { STATISTICS_RANGES, type StatisticsRange } from '../domain/delivery-statistics';
import { fromLocalInput } from './format';
import { oneOf, searchText } from './list-query';

export const CODE_CLASSES = ['2xx', '3xx', '4xx', '5xx'] as const;

/** What the filters of a list of deliveries hold, as they stand in the page's address. */
export interface LogQuery {
  /** Of inputs of type datetime-local, in the viewer's zone. */
  readonly from: string;
  readonly to: string;
  readonly outcome: '' | 'succeeded' | 'failed';
  readonly code: '' | (typeof CODE_CLASSES)[number];
  readonly type: string;
  readonly text: string;
  readonly range: StatisticsRange;
  readonly cursor: LogCursor | null;
}

/** Reads a page's query; what is not understood counts as not given. */
export function readLogQuery(query: Readonly<Record<string, unknown>>): LogQuery {
  return {
    from: searchText(query.from),
    to: searchText(query.to),
    outcome: oneOf(query.outcome, ['succeeded', 'failed'] as const),
    code: oneOf(query.code, CODE_CLASSES),
    type: searchText(query.type),
    text: searchText(query.text),
    range: oneOf(query.range, STATISTICS_RANGES) || '24h',
    cursor: readCursor(searchText(query.cursor)),
  };
}

/** Those filters as the service takes them. */
export function filterOf(query: LogQuery, zone: string): DeliveryLogFilter {
  return {
    types: query.type === '' ? null : [query.type],
    after: fromLocalInput(query.from, zone) ?? null,
    before: fromLocalInput(query.to, zone, 'last') ?? null,
    succeeded: query.outcome === '' ? null : query.outcome === 'succeeded',
    httpCodeClass: query.code === '' ? null : Number(query.code[0]),
    query: query.text === '' ? null : query.text,
  };
}

/** A list's place in an address. */
export function writeCursor({ createdAt, id }: LogCursor): string {
  return `${createdAt}~${id}`;
}

const CURSOR =
  /^(([1-9]\d{3}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.\d{1,6})?Z)~([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/;

export function readCursor(text: string): LogCursor | null {
  const [, createdAt, seconds = '', id] = CURSOR.exec(text) ?? [];
  if (createdAt === undefined || id === undefined) return null;
  // JavaScript takes a 30th of February for the 2nd of March, and PostgreSQL for an error.
  const at = new Date(`${seconds}Z`);
  const isMoment = !Number.isNaN(at.getTime()) && at.toISOString().startsWith(seconds);
  return isMoment ? { createdAt, id } : null;
}

/** The page's address with these filters, of the first page unless `change` names a cursor. */
export function addressOf(
  path: string,
  query: LogQuery,
  change: { readonly range?: StatisticsRange; readonly cursor?: string },
): string {
  const { from, to, outcome, code, type, text } = query;
  const { range = query.range, cursor = '' } = change;
  const parameters = new URLSearchParams();
  for (const [name, value] of Object.entries({ from, to, outcome, code, type, text, cursor })) {
    if (value !== '') parameters.set(name, value);
  }
  if (range !== '24h') parameters.set('range', range);
  const search = parameters.toString();
  return search === '' ? path : `${path}?${search}`;
}

/** Whether anything is filtered by. */
export const isFiltered = ({ from, to, outcome, code, type, text }: LogQuery): boolean =>
  [from, to, outcome, code, type, text].some((value) => value !== '');
