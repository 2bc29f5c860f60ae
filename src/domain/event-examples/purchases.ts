import { IDS, TIMES, opening, type ExampleObject } from './common';
import { CUSTOMER_NAME, billingAddress, customer } from './customers';
import { PRODUCT_NAME, productBase } from './products';
import { subscriptionBase } from './subscriptions';

/** What a pending order and a paid one differ in. */
export const PAID: ExampleObject = {
  modified_at: TIMES.changed,
  status: 'paid',
  paid: true,
  due_amount: 0,
  refundable_amount: 5000,
  refundable_tax_amount: 500,
  invoice_number: 'ACME-0001',
  is_invoice_generated: true,
  receipt_number: 'RCPT-0001',
};

/** What a full refund of a paid order changes. */
export const FULLY_REFUNDED: ExampleObject = {
  ...PAID,
  status: 'refunded',
  refunded_amount: 5000,
  refunded_tax_amount: 500,
  refundable_amount: 0,
  refundable_tax_amount: 0,
};

/** An order for the first period of the subscription: $50.00 and $5.00 tax, not paid yet. */
export function order(overrides: ExampleObject = {}): ExampleObject {
  return {
    id: IDS.order,
    created_at: TIMES.purchased,
    modified_at: null,
    status: 'pending',
    paid: false,
    subtotal_amount: 5000,
    discount_amount: 0,
    net_amount: 5000,
    tax_amount: 500,
    total_amount: 5500,
    applied_balance_amount: 0,
    due_amount: 5500,
    refunded_amount: 0,
    refunded_tax_amount: 0,
    currency: 'usd',
    billing_reason: 'subscription_create',
    billing_name: CUSTOMER_NAME,
    billing_address: billingAddress(),
    invoice_number: null,
    is_invoice_generated: false,
    receipt_number: null,
    seats: null,
    units: null,
    customer_id: IDS.customer,
    product_id: IDS.product,
    discount_id: null,
    subscription_id: IDS.subscription,
    checkout_id: IDS.checkout,
    next_payment_attempt_at: null,
    metadata: {},
    custom_field_data: {},
    platform_fee_amount: 240,
    platform_fee_currency: 'usd',
    customer: customer(),
    product: productBase(),
    discount: null,
    subscription: subscriptionBase(),
    items: [
      {
        ...opening(IDS.orderItem, TIMES.purchased, null),
        label: PRODUCT_NAME,
        amount: 5000,
        tax_amount: 500,
        proration: false,
        start_timestamp: TIMES.periodStart,
        end_timestamp: TIMES.periodEnd,
        product_price_id: IDS.price,
      },
    ],
    description: PRODUCT_NAME,
    refundable_amount: 0,
    refundable_tax_amount: 0,
    ...overrides,
  };
}

/** A refund of the whole order. */
export function refund(overrides: ExampleObject = {}): ExampleObject {
  return {
    ...opening(IDS.refund, TIMES.changed, null),
    metadata: {},
    status: 'pending',
    reason: 'customer_request',
    amount: 5000,
    tax_amount: 500,
    currency: 'usd',
    organization_id: IDS.organization,
    order_id: IDS.order,
    subscription_id: IDS.subscription,
    customer_id: IDS.customer,
    revoke_benefits: true,
    dispute: null,
    ...overrides,
  };
}
