import type { EventWork } from '../domain/event';
import type { Timestamp } from './pool';

/** A published message without its payload. */
export interface MessageRow {
  created_at: Timestamp;
  id: string;
  organization_id: string;
  type: string;
  /** Null while its payload is there. */
  archived_at: Timestamp | null;
}

/** The same in a list, with what became of it. */
export interface MessageLogRow extends MessageRow {
  /** Null when archived. */
  payload_bytes: number | null;
  /** How many endpoints it was for, and where the events of these stand. */
  endpoints: number;
  succeeded: number;
  pending: number;
  failed: number;
  skipped: number;
}

/** What a message is to one endpoint. */
export interface MessageEventRow {
  id: string;
  created_at: Timestamp;
  modified_at: Timestamp | null;
  endpoint_id: string;
  endpoint_name: string | null;
  endpoint_url: string;
  endpoint_deleted: boolean;
  work: EventWork;
  attempts: number;
  next_attempt_at: Timestamp | null;
  succeeded: boolean | null;
  skipped: boolean;
  last_http_code: number | null;
}
