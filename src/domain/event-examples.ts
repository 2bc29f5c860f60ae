import type { EventType } from './event-types';
import { benefitGrant } from './event-examples/benefit-grants';
import { checkout } from './event-examples/checkouts';
import { TIMES, type ExampleObject } from './event-examples/common';
import { customer, customerSeat, customerState, member } from './event-examples/customers';
import { organization } from './event-examples/organizations';
import { benefit, discount, product } from './event-examples/products';
import { FULLY_REFUNDED, PAID, order, refund } from './event-examples/purchases';
import {
  CANCELED,
  CYCLED,
  PAST_DUE,
  PAUSED,
  REVOKED,
  subscription,
} from './event-examples/subscriptions';

const CHANGED: ExampleObject = { modified_at: TIMES.changed };

const EXAMPLES: Readonly<Record<EventType, () => ExampleObject>> = {
  'checkout.created': () => checkout(),
  'checkout.updated': () => checkout({ ...CHANGED, status: 'confirmed' }),
  'checkout.expired': () => checkout({ modified_at: TIMES.checkoutExpires, status: 'expired' }),
  'customer.created': () => customer(),
  'customer.updated': () => customer(CHANGED),
  'customer.deleted': () => customer({ ...CHANGED, deleted_at: TIMES.changed }),
  'customer.state_changed': () => customerState(),
  'customer_seat.assigned': () => customerSeat('pending'),
  'customer_seat.claimed': () => customerSeat('claimed'),
  'customer_seat.revoked': () => customerSeat('revoked'),
  'member.created': () => member(),
  'member.updated': () => member({ ...CHANGED, role: 'billing_manager' }),
  'member.deleted': () => member(CHANGED),
  'order.created': () => order(),
  'order.updated': () => order(PAID),
  'order.paid': () => order(PAID),
  'order.refunded': () => order(FULLY_REFUNDED),
  'subscription.created': () => subscription(),
  // A cancellation, because a plain update is never sent to a chat: a sample has to show something.
  'subscription.updated': () => subscription(CANCELED),
  'subscription.active': () => subscription(),
  'subscription.canceled': () => subscription(CANCELED),
  'subscription.uncanceled': () => subscription(CHANGED),
  'subscription.cycled': () => subscription(CYCLED),
  'subscription.revoked': () => subscription(REVOKED),
  'subscription.past_due': () => subscription(PAST_DUE),
  'subscription.paused': () => subscription(PAUSED),
  'subscription.resumed': () => subscription(CYCLED),
  'refund.created': () => refund(),
  'refund.updated': () => refund({ ...CHANGED, status: 'succeeded' }),
  'product.created': () => product(),
  'product.updated': () => product(CHANGED),
  'discount.created': () => discount(),
  'discount.updated': () => discount({ ...CHANGED, max_redemptions: 200 }),
  'discount.deleted': () => discount(CHANGED),
  'benefit.created': () => benefit(),
  'benefit.updated': () => benefit(CHANGED),
  'benefit_grant.created': () => benefitGrant(),
  'benefit_grant.cycled': () => benefitGrant({ modified_at: TIMES.periodEnd }),
  'benefit_grant.updated': () => benefitGrant({ ...CHANGED, previous_properties: {} }),
  'benefit_grant.revoked': () =>
    benefitGrant({ ...CHANGED, is_granted: false, is_revoked: true, revoked_at: TIMES.changed }),
  'organization.updated': () => organization(),
};

/**
 * Realistic `data` for an event type, in the shape of Polar's payloads (its SDKs parse it), the same
 * every time: for sample events, documentation and tests. The caller owns the object it gets.
 */
export function exampleData(type: EventType): Record<string, unknown> {
  return EXAMPLES[type]();
}
