import { IDS, TIMES, opening, type ExampleObject } from './common';
import { customer } from './customers';
import { price, product } from './products';

/** A subscription as orders hold it: without customer, product and prices. */
export function subscriptionBase(overrides: ExampleObject = {}): ExampleObject {
  return {
    ...opening(IDS.subscription, TIMES.purchased, null),
    amount: 5000,
    currency: 'usd',
    recurring_interval: 'month',
    recurring_interval_count: 1,
    status: 'active',
    current_period_start: TIMES.periodStart,
    current_period_end: TIMES.periodEnd,
    current_meter_period_start: null,
    current_meter_period_end: null,
    trial_start: null,
    trial_end: null,
    cancel_at_period_end: false,
    canceled_at: null,
    started_at: TIMES.periodStart,
    ends_at: null,
    ended_at: null,
    past_due_at: null,
    pause_at_period_end: false,
    paused_at: null,
    resumes_at: null,
    customer_id: IDS.customer,
    product_id: IDS.product,
    discount_id: null,
    checkout_id: IDS.checkout,
    seats: null,
    units: null,
    customer_cancellation_reason: null,
    customer_cancellation_comment: null,
    metadata: {},
    ...overrides,
  };
}

/** A subscription to the product by the customer. */
export function subscription(overrides: ExampleObject = {}): ExampleObject {
  return {
    ...subscriptionBase(),
    custom_field_data: {},
    customer: customer(),
    product: product(),
    discount: null,
    prices: [price()],
    meters: [],
    pending_update: null,
    ...overrides,
  };
}

/** What a cancellation to the end of the period changes. */
export const CANCELED: ExampleObject = {
  modified_at: TIMES.changed,
  cancel_at_period_end: true,
  canceled_at: TIMES.changed,
  ends_at: TIMES.periodEnd,
  customer_cancellation_reason: 'too_expensive',
  customer_cancellation_comment: 'We are cutting costs for now.',
};

/** What a renewal changes. */
export const CYCLED: ExampleObject = {
  modified_at: TIMES.periodEnd,
  current_period_start: TIMES.periodEnd,
  current_period_end: TIMES.nextPeriodEnd,
};

/** What the end of a subscription changes. */
export const REVOKED: ExampleObject = {
  ...CANCELED,
  modified_at: TIMES.periodEnd,
  status: 'canceled',
  ended_at: TIMES.periodEnd,
};

/** What a failed renewal payment changes. */
export const PAST_DUE: ExampleObject = {
  ...CYCLED,
  status: 'past_due',
  past_due_at: TIMES.periodEnd,
};

/** What a pause with a date to resume changes. */
export const PAUSED: ExampleObject = {
  modified_at: TIMES.periodEnd,
  status: 'paused',
  paused_at: TIMES.periodEnd,
  resumes_at: TIMES.nextPeriodEnd,
};
