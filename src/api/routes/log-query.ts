import type { z } from 'zod';
import type { LogFilter } from '../../db/log-filter';
import { eventTypeName, moment, queryList, querySingle, uuid } from '../schemas';
import { organizationFilter } from './endpoints';

/** Filters that the lists of events and of deliveries share. */
export const logQuery = {
  organization_id: organizationFilter,
  endpoint_id: queryList(uuid),
  event_type: queryList(eventTypeName),
  start_timestamp: querySingle(moment).describe('Only what was created after this.'),
  end_timestamp: querySingle(moment).describe('Only what was created before this.'),
};

/** Those filters as the database takes them. */
export const logFilterOf = (query: z.output<z.ZodObject<typeof logQuery>>): LogFilter => ({
  organizationIds: query.organization_id ?? null,
  endpointIds: query.endpoint_id ?? null,
  types: query.event_type ?? null,
  after: query.start_timestamp ?? null,
  before: query.end_timestamp ?? null,
});
