import { IDS, TIMES, opening, type ExampleObject } from './common';

export const CUSTOMER_EMAIL = 'ada@example.com';
export const CUSTOMER_NAME = 'Ada Lovelace';

/** A billing address. */
export function billingAddress(): ExampleObject {
  return {
    line1: '12 Example Street',
    line2: null,
    postal_code: '10001',
    city: 'New York',
    state: 'US-NY',
    country: 'US',
  };
}

/** A customer, as it stands alone and inside orders, subscriptions and grants. */
export function customer(overrides: ExampleObject = {}): ExampleObject {
  return {
    ...opening(IDS.customer, TIMES.setUp, null),
    metadata: { plan_source: 'website' },
    external_id: 'user_1842',
    email: CUSTOMER_EMAIL,
    email_verified: true,
    type: 'individual',
    name: CUSTOMER_NAME,
    billing_name: null,
    billing_address: billingAddress(),
    tax_id: null,
    locale: 'en-US',
    organization_id: IDS.organization,
    default_payment_method_id: null,
    deleted_at: null,
    first_user_event_at: null,
    avatar_url: 'https://www.gravatar.com/avatar/0?d=404',
    ...overrides,
  };
}

/** A customer with what it holds at the moment. */
export function customerState(): ExampleObject {
  return customer({
    modified_at: TIMES.changed,
    active_subscriptions: [
      {
        ...opening(IDS.subscription, TIMES.purchased, null),
        custom_field_data: {},
        metadata: {},
        status: 'active',
        amount: 5000,
        currency: 'usd',
        recurring_interval: 'month',
        current_period_start: TIMES.periodStart,
        current_period_end: TIMES.periodEnd,
        trial_start: null,
        trial_end: null,
        cancel_at_period_end: false,
        canceled_at: null,
        started_at: TIMES.periodStart,
        ends_at: null,
        product_id: IDS.product,
        discount_id: null,
        seats: null,
        units: null,
        meters: [],
      },
    ],
    granted_benefits: [
      {
        ...opening(IDS.benefitGrant, TIMES.purchased, null),
        granted_at: TIMES.purchased,
        benefit_id: IDS.benefit,
        benefit_type: 'custom',
        benefit_metadata: {},
        properties: {},
      },
    ],
    active_meters: [],
  });
}

/** A person within a customer. */
export function member(overrides: ExampleObject = {}): ExampleObject {
  return {
    ...opening(IDS.member, TIMES.purchased, null),
    customer_id: IDS.customer,
    email: 'grace@example.com',
    name: 'Grace Hopper',
    external_id: null,
    role: 'member',
    ...overrides,
  };
}

/** A seat of a subscription; `claimed` and `revoked` set the moments that go with its status. */
export function customerSeat(status: 'pending' | 'claimed' | 'revoked'): ExampleObject {
  return {
    ...opening(IDS.seat, TIMES.purchased, status === 'pending' ? null : TIMES.changed),
    subscription_id: IDS.subscription,
    order_id: null,
    status,
    customer_id: IDS.customer,
    member_id: IDS.member,
    member: member(),
    email: 'grace@example.com',
    customer_email: CUSTOMER_EMAIL,
    invitation_token_expires_at: status === 'pending' ? TIMES.invitationExpires : null,
    claimed_at: status === 'pending' ? null : TIMES.purchased,
    revoked_at: status === 'revoked' ? TIMES.changed : null,
    seat_metadata: { department: 'Engineering' },
  };
}
