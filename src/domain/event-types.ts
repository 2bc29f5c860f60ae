/**
 * The catalogue of event types, in the order in which Polar's API lists them. Producers may publish
 * types of their own beside these; only the catalogue has examples and rich chat messages.
 */
export const EVENT_TYPES = [
  'checkout.created',
  'checkout.updated',
  'checkout.expired',
  'customer.created',
  'customer.updated',
  'customer.deleted',
  'customer.state_changed',
  'customer_seat.assigned',
  'customer_seat.claimed',
  'customer_seat.revoked',
  'member.created',
  'member.updated',
  'member.deleted',
  'order.created',
  'order.updated',
  'order.paid',
  'order.refunded',
  'subscription.created',
  'subscription.updated',
  'subscription.active',
  'subscription.canceled',
  'subscription.uncanceled',
  'subscription.cycled',
  'subscription.revoked',
  'subscription.past_due',
  'subscription.paused',
  'subscription.resumed',
  'refund.created',
  'refund.updated',
  'product.created',
  'product.updated',
  'discount.created',
  'discount.updated',
  'discount.deleted',
  'benefit.created',
  'benefit.updated',
  'benefit_grant.created',
  'benefit_grant.cycled',
  'benefit_grant.updated',
  'benefit_grant.revoked',
  'organization.updated',
] as const;

/** A type of the catalogue. */
export type EventType = (typeof EVENT_TYPES)[number];

const KNOWN_TYPES: ReadonlySet<string> = new Set(EVENT_TYPES);

/** Tells whether a text is a type of the catalogue; the match is exact, case included. */
export function isEventType(text: string): text is EventType {
  return KNOWN_TYPES.has(text);
}

/** What each type means, one sentence each, for the API's documentation, the dashboard and chats. */
export const EVENT_TYPE_DESCRIPTIONS: Readonly<Record<EventType, string>> = {
  'checkout.created': 'A checkout session was created.',
  'checkout.updated': 'A checkout session changed.',
  'checkout.expired': 'A checkout session expired before it was completed.',
  'customer.created': 'A customer was created.',
  'customer.updated': 'The details of a customer changed.',
  'customer.deleted': 'A customer was deleted.',
  'customer.state_changed': 'The active subscriptions or granted benefits of a customer changed.',
  'customer_seat.assigned': 'A seat was assigned to a person, who was invited to claim it.',
  'customer_seat.claimed': 'A seat was claimed by the person it was assigned to.',
  'customer_seat.revoked': 'A seat was taken away from the person who held it.',
  'member.created': 'A member was added to a customer.',
  'member.updated': 'The details or the role of a member changed.',
  'member.deleted': 'A member was removed from a customer.',
  'order.created': 'An order was created, which may not be paid yet.',
  'order.updated': 'An order changed.',
  'order.paid': 'An order was paid in full.',
  'order.refunded': 'An order was refunded, in part or in full.',
  'subscription.created': 'A subscription was created, which may not be active yet.',
  'subscription.updated': 'A subscription changed in any way, renewals included.',
  'subscription.active': 'A subscription became active.',
  'subscription.canceled': 'A subscription was canceled, at once or to the end of its period.',
  'subscription.uncanceled': 'A pending cancellation of a subscription was taken back.',
  'subscription.cycled': 'A subscription renewed and started a new billing period.',
  'subscription.revoked': 'A subscription ended and its customer lost access.',
  'subscription.past_due': 'A payment for a subscription failed and is going to be retried.',
  'subscription.paused': 'A subscription was paused.',
  'subscription.resumed': 'A paused subscription was resumed.',
  'refund.created': 'A refund was created.',
  'refund.updated': 'A refund changed, its status for example.',
  'product.created': 'A product was created.',
  'product.updated': 'A product changed.',
  'discount.created': 'A discount was created.',
  'discount.updated': 'A discount changed.',
  'discount.deleted': 'A discount was deleted.',
  'benefit.created': 'A benefit was created.',
  'benefit.updated': 'A benefit changed.',
  'benefit_grant.created': 'A benefit was granted to a customer.',
  'benefit_grant.cycled': 'A benefit was granted again for a new billing period.',
  'benefit_grant.updated': 'A granted benefit changed.',
  'benefit_grant.revoked': 'A benefit was taken away from a customer.',
  'organization.updated': 'The details or settings of the organization changed.',
};
