import { z } from 'zod';
import { address, customer } from './customers';
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
} from './fields';
import { productBase } from './products';
import { subscriptionBase } from './subscriptions';

const orderItem = z
  .looseObject({
    ...opening,
    label: z.string(),
    amount: amount(),
    tax_amount: amount(),
    proration: z.boolean().describe('Whether a change within a period is the reason.'),
    start_timestamp: moment().nullish().describe('When the period begins that is paid for.'),
    end_timestamp: moment().nullish().describe('When the period ends that is paid for.'),
    product_price_id: id().nullable(),
  })
  .meta({ id: 'OrderItem', description: 'A line of an order.' });

/** `data` of order events. */
export const order = z
  .looseObject({
    ...opening,
    status: openEnum(['draft', 'pending', 'paid', 'refunded', 'partially_refunded', 'void']),
    paid: z.boolean(),
    subtotal_amount: amount('Before discount and tax'),
    discount_amount: amount(),
    net_amount: amount('After discount, before tax'),
    tax_amount: amount(),
    total_amount: amount('After discount and tax'),
    applied_balance_amount: amount("What the customer's balance changes"),
    due_amount: amount('What is left to pay'),
    refunded_amount: amount('Without tax'),
    refunded_tax_amount: amount(),
    currency: currency(),
    billing_reason: openEnum([
      'purchase',
      'subscription_create',
      'subscription_cycle',
      'subscription_update',
      'subscription_meter_cycle',
    ]),
    billing_name: z.string().nullable(),
    billing_address: address.nullable(),
    invoice_number: z.string().nullable(),
    is_invoice_generated: z.boolean(),
    receipt_number: z.string().nullable(),
    seats: integer().nullish(),
    units: integer().nullish(),
    customer_id: id(),
    product_id: id().nullable(),
    discount_id: id().nullable(),
    subscription_id: id().nullable(),
    checkout_id: id().nullable(),
    next_payment_attempt_at: moment().nullish(),
    metadata,
    custom_field_data: customFieldData.optional(),
    platform_fee_amount: integer().describe('In minor units of `platform_fee_currency`.'),
    platform_fee_currency: currency().nullable(),
    customer,
    product: productBase.nullable(),
    discount: discountBase.nullable(),
    subscription: subscriptionBase.nullable(),
    items: z.array(orderItem),
    description: z.string().describe('What was bought, in a line.'),
    refundable_amount: amount('What can still be refunded, without tax'),
    refundable_tax_amount: amount(),
  })
  .meta({ id: 'Order', description: 'A purchase, or a period of a subscription.' });
