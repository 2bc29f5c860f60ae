/** Something that is wrong with a schema, or with data by a schema. */
export interface SchemaProblem {
  /** Keys that lead to the place. */
  readonly path: readonly (string | number)[];
  readonly message: string;
}

/** What the thread is asked: to compile a schema, and to check data by it where there is any. */
export interface SchemaJob {
  readonly id: number;
  /** JSON of the schema. */
  readonly schema: string;
  /** JSON of the data. */
  readonly data?: string;
}

/** What the thread answers; `ready` once, when it can be asked. */
export type SchemaAnswer =
  | { readonly kind: 'ready' }
  | { readonly kind: 'done'; readonly id: number; readonly problems: readonly SchemaProblem[] };
