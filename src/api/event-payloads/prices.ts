import { z } from 'zod';
import { id, integer, openEnum, opening, recurringInterval } from './fields';

const priceAmount = (what: string) =>
  integer().describe(`${what}, in minor units of \`price_currency\`.`);

/** A price per unit can be less than one minor unit, so it is a decimal number in text. */
const unitAmount = () => z.string().describe('Decimal number, in minor units of `price_currency`.');

const seatTiers = z
  .looseObject({
    seat_tier_type: openEnum(['volume', 'graduated']).optional(),
    tiers: z.array(
      z
        .looseObject({
          min_seats: integer(),
          max_seats: integer().nullish().describe('Null in the last tier.'),
          price_per_seat: priceAmount('For one seat'),
        })
        .meta({ id: 'SeatTier', description: 'The price of a seat within a range of seats.' }),
    ),
    minimum_seats: integer(),
    maximum_seats: integer().nullable(),
  })
  .meta({ id: 'SeatTiers', description: 'What seats cost by their number.' });

const unitTiers = z
  .looseObject({
    type: openEnum(['volume', 'graduated']),
    tiers: z.array(
      z
        .looseObject({
          bound: z.number().nullish().describe('The last unit of the tier, null in the last one.'),
          unit_amount: unitAmount(),
        })
        .meta({ id: 'UnitTier', description: 'The price of a unit within a range of units.' }),
    ),
  })
  .meta({ id: 'UnitTiers', description: 'What units cost by their number.' });

const priceMeter = z
  .looseObject({
    id: id(),
    name: z.string(),
    unit: openEnum(['scalar', 'token', 'custom']),
    custom_label: z.string().nullable(),
    custom_multiplier: z.number().nullable(),
  })
  .meta({ id: 'PriceMeter', description: 'The meter that a usage-based price counts with.' });

/** One shape for all kinds, told apart by `amount_type`: kinds are added over time. */
export const productPrice = z
  .looseObject({
    ...opening,
    source: openEnum(['catalog', 'ad_hoc']),
    amount_type: openEnum(
      ['fixed', 'custom', 'seat_based', 'unit_based', 'metered_unit', 'metered_tiers'],
      'Decides which of the further fields are there.',
    ),
    price_currency: z.string().describe('ISO 4217 code in lower case, such as `usd`.'),
    tax_behavior: openEnum(
      ['location', 'inclusive', 'exclusive'],
      "Null for the organization's default.",
    ).nullable(),
    is_archived: z.boolean(),
    product_id: id(),
    price_amount: priceAmount('Of `fixed`').optional(),
    minimum_amount: priceAmount('Of `custom`: the least that can be paid').optional(),
    maximum_amount: priceAmount('Of `custom`: the most that can be paid').nullish(),
    preset_amount: priceAmount('Of `custom`: what is proposed').nullish(),
    seat_tiers: seatTiers.optional().describe('Of `seat_based`.'),
    tiers: unitTiers.optional().describe('Of `unit_based` and `metered_tiers`.'),
    minimum_units: integer().nullish().describe('Of `unit_based`.'),
    maximum_units: integer().nullish().describe('Of `unit_based`.'),
    unit_label: z
      .record(z.string(), z.record(z.string(), z.string()))
      .nullish()
      .describe('Of `unit_based`: names of the unit, by locale and plural form.'),
    unit_amount: unitAmount().optional().describe('Of `metered_unit`: the price of a unit.'),
    cap_amount: priceAmount('Of metered kinds: the most that a period can cost').nullish(),
    meter_id: id().optional().describe('Of metered kinds.'),
    meter: priceMeter.optional().describe('Of metered kinds.'),
    type: z.string().optional().describe('Of prices of the former kind alone: `recurring`.'),
    recurring_interval: recurringInterval
      .optional()
      .describe('Of prices of the former kind alone.'),
    legacy: z.boolean().optional().describe('True for prices of the former kind.'),
  })
  .meta({ id: 'ProductPrice', description: 'A price of a product.' });
