import { z } from 'zod';
import { customer } from './customers';
import { discountBase } from './discounts';
import {
  amount,
  currency,
  customFieldData,
  id,
  integer,
  metadata,
  moment,
  openEnum,
  opening,
  recurringInterval,
} from './fields';
import { meter } from './meters';
import { productPrice } from './prices';
import { product } from './products';

const subscriptionFields = {
  ...opening,
  amount: amount('The price of one period'),
  currency: currency(),
  recurring_interval: recurringInterval,
  recurring_interval_count: integer().describe('How many intervals make one period.'),
  status: openEnum([
    'incomplete',
    'incomplete_expired',
    'trialing',
    'active',
    'past_due',
    'canceled',
    'unpaid',
    'paused',
  ]),
  current_period_start: moment(),
  current_period_end: moment(),
  current_meter_period_start: moment().nullable(),
  current_meter_period_end: moment().nullable(),
  trial_start: moment().nullable(),
  trial_end: moment().nullable(),
  cancel_at_period_end: z.boolean(),
  canceled_at: moment().nullable().describe('When it was canceled, not when it ends.'),
  started_at: moment().nullable(),
  ends_at: moment().nullable().describe('When it is going to end.'),
  ended_at: moment().nullable().describe('When it ended.'),
  past_due_at: moment().nullish(),
  pause_at_period_end: z.boolean(),
  paused_at: moment().nullable(),
  resumes_at: moment().nullable(),
  customer_id: id(),
  product_id: id(),
  discount_id: id().nullable(),
  checkout_id: id().nullable(),
  seats: integer().nullish(),
  units: integer().nullish(),
  customer_cancellation_reason: openEnum([
    'customer_service',
    'low_quality',
    'missing_features',
    'switched_service',
    'too_complex',
    'too_expensive',
    'unused',
    'other',
  ]).nullable(),
  customer_cancellation_comment: z.string().nullable(),
  metadata,
};

const subscriptionMeter = z
  .looseObject({
    ...opening,
    consumed_units: z.number(),
    credited_units: z.number(),
    amount: amount('What is due so far'),
    meter_id: id(),
    meter,
  })
  .meta({ id: 'SubscriptionMeter', description: 'The usage of a subscription in this period.' });

const pendingSubscriptionUpdate = z
  .looseObject({
    ...opening,
    applies_at: moment(),
    product_id: id().nullable().describe('Null when the product stays.'),
    seats: integer().nullable().describe('Null when their number stays.'),
    units: integer().nullish().describe('Null when their number stays.'),
  })
  .meta({
    id: 'PendingSubscriptionUpdate',
    description: 'A change that takes effect with the next period.',
  });

/** The part of a subscription that orders hold. */
export const subscriptionBase = z.looseObject(subscriptionFields).meta({
  id: 'SubscriptionBase',
  description: 'A subscription as orders hold it, without customer, product and prices.',
});

/** `data` of subscription events. */
export const subscription = z
  .looseObject({
    ...subscriptionFields,
    custom_field_data: customFieldData.optional(),
    customer,
    product,
    discount: discountBase.nullable(),
    prices: z.array(productPrice).describe('Those that the subscription pays.'),
    meters: z.array(subscriptionMeter),
    pending_update: pendingSubscriptionUpdate.nullable(),
  })
  .meta({ id: 'Subscription', description: 'A product that a customer pays period by period.' });
