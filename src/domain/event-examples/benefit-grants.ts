import { IDS, TIMES, opening, type ExampleObject } from './common';
import { customer } from './customers';
import { benefit } from './products';

/** A grant of the benefit to the customer, for the subscription. */
export function benefitGrant(overrides: ExampleObject = {}): ExampleObject {
  return {
    ...opening(IDS.benefitGrant, TIMES.purchased, null),
    granted_at: TIMES.purchased,
    is_granted: true,
    revoked_at: null,
    is_revoked: false,
    subscription_id: IDS.subscription,
    order_id: null,
    customer_id: IDS.customer,
    member_id: null,
    benefit_id: IDS.benefit,
    error: null,
    customer: customer(),
    member: null,
    benefit: benefit(),
    properties: {},
    previous_properties: null,
    ...overrides,
  };
}
