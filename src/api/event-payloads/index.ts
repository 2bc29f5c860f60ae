import type { z } from 'zod';
import type { EventType } from '../../domain/event-types';
import { benefit, benefitGrant } from './benefits';
import { checkout } from './checkouts';
import { customer, customerState } from './customers';
import { discount } from './discounts';
import { customerSeat, member } from './members';
import { order } from './orders';
import { organization } from './organizations';
import { product } from './products';
import { refund } from './refunds';
import { subscription } from './subscriptions';

/**
 * The shape of `data` of each event type, for the API's documentation and the clients generated from
 * it. What is published is not held against these: producers may leave fields out or add some.
 */
export const EVENT_DATA_SCHEMAS: Readonly<Record<EventType, z.ZodType>> = {
  'checkout.created': checkout,
  'checkout.updated': checkout,
  'checkout.expired': checkout,
  'customer.created': customer,
  'customer.updated': customer,
  'customer.deleted': customer,
  'customer.state_changed': customerState,
  'customer_seat.assigned': customerSeat,
  'customer_seat.claimed': customerSeat,
  'customer_seat.revoked': customerSeat,
  'member.created': member,
  'member.updated': member,
  'member.deleted': member,
  'order.created': order,
  'order.updated': order,
  'order.paid': order,
  'order.refunded': order,
  'subscription.created': subscription,
  'subscription.updated': subscription,
  'subscription.active': subscription,
  'subscription.canceled': subscription,
  'subscription.uncanceled': subscription,
  'subscription.cycled': subscription,
  'subscription.revoked': subscription,
  'subscription.past_due': subscription,
  'subscription.paused': subscription,
  'subscription.resumed': subscription,
  'refund.created': refund,
  'refund.updated': refund,
  'product.created': product,
  'product.updated': product,
  'discount.created': discount,
  'discount.updated': discount,
  'discount.deleted': discount,
  'benefit.created': benefit,
  'benefit.updated': benefit,
  'benefit_grant.created': benefitGrant,
  'benefit_grant.cycled': benefitGrant,
  'benefit_grant.updated': benefitGrant,
  'benefit_grant.revoked': benefitGrant,
  'organization.updated': organization,
};
