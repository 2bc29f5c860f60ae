import { z } from 'zod';
import { id, metadata, moment, openEnum, opening } from './fields';

/** A part of the usage of subscriptions. */
export const meter = z
  .looseObject({
    ...opening,
    metadata,
    name: z.string(),
    unit: openEnum(['scalar', 'token', 'custom']),
    custom_label: z.string().nullish(),
    custom_multiplier: z.number().nullish(),
    filter: z
      .looseObject({ conjunction: openEnum(['and', 'or']), clauses: z.array(z.unknown()) })
      .meta({ id: 'MeterFilter', description: 'Which usage events are counted.' }),
    aggregation: z
      .looseObject({
        func: openEnum(['count', 'sum', 'max', 'min', 'avg', 'unique']).optional(),
        property: z.string().optional().describe('What of an event is summed up, but for `count`.'),
      })
      .meta({ id: 'MeterAggregation', description: 'How usage events become a number.' }),
    organization_id: id(),
    archived_at: moment().nullish(),
  })
  .meta({ id: 'Meter', description: 'What counts the usage of customers.' });
