import { z } from 'zod';
import { amount, id, integer, metadata, moment, opening } from './fields';
import { productBase } from './products';

/** One shape for all kinds, told apart by `type` and `duration`. */
const kindFields = {
  duration: z.enum(['once', 'forever', 'repeating']).meta({
    id: 'DiscountDuration',
    description: 'For how many payments of a subscription the discount holds.',
  }),
  duration_in_months: integer().optional().describe('Of `repeating`.'),
  type: z
    .enum(['fixed', 'percentage'])
    .meta({ id: 'DiscountType', description: 'Which of the fields say how much is taken off.' }),
  amount: amount('Of `fixed`').optional(),
  currency: z.string().optional().describe('Of `fixed`: ISO 4217 code in lower case.'),
  amounts: z
    .record(z.string(), integer())
    .optional()
    .describe('Of `fixed`: minor units by the code of their currency.'),
  basis_points: integer().optional().describe('Of `percentage`: 100 are one percent.'),
};

const discountFields = {
  ...kindFields,
  ...opening,
  metadata,
  name: z.string(),
  code: z.string().nullable().describe('What customers enter; null when it applies without.'),
  starts_at: moment().nullable(),
  ends_at: moment().nullable(),
  max_redemptions: integer().nullable(),
  max_redemptions_per_customer: integer().nullish(),
  redemptions_count: integer(),
  organization_id: id(),
};

/** The part of a discount that checkouts hold. */
export const checkoutDiscount = z
  .looseObject({ ...kindFields, id: id(), name: z.string(), code: z.string().nullable() })
  .meta({ id: 'CheckoutDiscount', description: 'A discount as a checkout shows it.' });

/** The part of a discount that orders and subscriptions hold. */
export const discountBase = z.looseObject(discountFields).meta({
  id: 'DiscountBase',
  description: 'A discount as orders and subscriptions hold it, without its products.',
});

/** `data` of discount events. */
export const discount = z
  .looseObject({
    ...discountFields,
    products: z.array(productBase).describe('Those that it holds for; empty for all.'),
  })
  .meta({ id: 'Discount', description: 'What takes something off the price.' });
