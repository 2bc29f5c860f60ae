import type { FailureStage } from '../domain/delivery';
import type { EventWork } from '../domain/event';
import type { DeliveryRow } from './deliveries';
import type { Timestamp } from './pool';

/** A delivery without its event's payload. */
export interface DeliveryLogRow extends Omit<
  DeliveryRow,
  'payload' | 'payload_bytes' | 'endpoint_api_version' | 'stage'
> {
  stage: FailureStage | null;
  organization_id: string;
  /** When the attempt was begun; null in rows that were written before this was kept. */
  sent_at: Timestamp | null;
  event_work: EventWork;
}
