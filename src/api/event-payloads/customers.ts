import { z } from 'zod';
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
import { benefitType } from './benefit-type';

/** Of customers, orders and checkouts. */
export const address = z
  .looseObject({
    line1: z.string().nullish(),
    line2: z.string().nullish(),
    postal_code: z.string().nullish(),
    city: z.string().nullish(),
    state: z.string().nullish().describe('ISO 3166-2 code where there is one, such as `US-NY`.'),
    country: z.string().describe('ISO 3166-1 alpha-2 code.'),
  })
  .meta({ id: 'Address', description: 'A billing address.' });

const customerFields = {
  ...opening,
  metadata,
  external_id: id("the customer in the organization's own system").nullish(),
  email: z.string().nullish(),
  email_verified: z.boolean(),
  type: openEnum(['individual', 'team']),
  name: z.string().nullable(),
  billing_name: z.string().nullable().describe('The name on invoices, where it differs.'),
  billing_address: address.nullable(),
  tax_id: z.array(z.unknown()).nullable().describe('The number, then the kind of number.'),
  locale: z.string().nullish().describe('BCP 47 tag.'),
  organization_id: id(),
  default_payment_method_id: id().nullish(),
  deleted_at: moment().nullable(),
  first_user_event_at: moment().nullish().describe('When the first usage event came.'),
  avatar_url: z.string().nullable(),
};

/** The same wherever it stands. */
export const customer = z
  .looseObject(customerFields)
  .meta({ id: 'Customer', description: 'Who buys: a person or a team.' });

const customerStateMeterFields = {
  ...opening,
  consumed_units: z.number(),
  credited_units: z.number(),
  meter_id: id(),
};

const customerStateSubscription = z
  .looseObject({
    ...opening,
    custom_field_data: customFieldData.optional(),
    metadata,
    status: openEnum(['active', 'trialing']),
    amount: amount('The price of one period'),
    currency: currency(),
    recurring_interval: recurringInterval,
    current_period_start: moment(),
    current_period_end: moment(),
    trial_start: moment().nullable(),
    trial_end: moment().nullable(),
    cancel_at_period_end: z.boolean(),
    canceled_at: moment().nullable(),
    started_at: moment().nullable(),
    ends_at: moment().nullable(),
    product_id: id(),
    discount_id: id().nullable(),
    seats: integer().nullish(),
    units: integer().nullish(),
    meters: z.array(
      z
        .looseObject({ ...customerStateMeterFields, amount: amount('What is due so far') })
        .meta({ id: 'CustomerStateSubscriptionMeter', description: 'Usage in this period.' }),
    ),
  })
  .meta({
    id: 'CustomerStateSubscription',
    description: 'An active or trialing subscription of a customer.',
  });

const customerStateBenefitGrant = z
  .looseObject({
    ...opening,
    granted_at: moment(),
    benefit_id: id(),
    benefit_type: benefitType(),
    benefit_metadata: metadata,
    properties: z.record(z.string(), z.unknown()).describe('Depends on `benefit_type`.'),
  })
  .meta({ id: 'CustomerStateBenefitGrant', description: 'A benefit that a customer holds.' });

const customerStateMeter = z
  .looseObject({
    ...customerStateMeterFields,
    balance: z.number().describe('Credited − consumed.'),
  })
  .meta({ id: 'CustomerStateMeter', description: 'The usage of a customer on a meter.' });

/** `data` of customer.state_changed. */
export const customerState = z
  .looseObject({
    ...customerFields,
    active_subscriptions: z.array(customerStateSubscription),
    granted_benefits: z.array(customerStateBenefitGrant),
    active_meters: z.array(customerStateMeter),
  })
  .meta({ id: 'CustomerState', description: 'A customer with all that it holds at the moment.' });
