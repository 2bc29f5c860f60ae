import type { Timestamp } from './pool';

/** A row's place in a list that is ordered by `created_at desc, id`. */
export interface LogCursor {
  readonly createdAt: Timestamp;
  readonly id: string;
}

/** Whose log is read: one endpoint's, or a whole organization's. */
export type LogSource = { readonly endpointId: string } | { readonly organizationId: string };
