import { z } from 'zod';
import { address } from './customers';
import { checkoutDiscount } from './discounts';
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
import { productPrice } from './prices';
import { attachedCustomField, checkoutProduct } from './products';

const fieldMode = z.enum(['required', 'optional', 'disabled']).meta({
  id: 'BillingAddressFieldMode',
  description: 'Whether the form asks for a part of the address.',
});

const billingAddressFields = z
  .looseObject({
    country: fieldMode,
    state: fieldMode,
    city: fieldMode,
    postal_code: fieldMode,
    line1: fieldMode,
    line2: fieldMode,
  })
  .meta({ id: 'BillingAddressFields', description: 'What the form asks of the address.' });

const quantityFields = {
  seats: integer().nullish(),
  min_seats: integer().nullish(),
  max_seats: integer().nullish(),
  units: integer().nullish(),
  min_units: integer().nullish(),
  max_units: integer().nullish(),
};

const trialFields = {
  allow_trial: z.boolean().nullable(),
  active_trial_interval: recurringInterval.nullable().describe('Of the trial that will be given.'),
  active_trial_interval_count: integer().nullable(),
  trial_end: moment().nullable(),
  trial_interval: recurringInterval.nullable().describe("Set here instead of the product's own."),
  trial_interval_count: integer().nullable(),
};

const customerFields = {
  customer_id: id().nullable(),
  is_business_customer: z.boolean(),
  customer_name: z.string().nullable(),
  customer_email: z.string().nullable(),
  customer_ip_address: z.string().nullable(),
  customer_billing_name: z.string().nullable(),
  customer_billing_address: address.nullable(),
  customer_tax_id: z.string().nullable(),
  external_customer_id: id("the customer in the organization's own system").nullable(),
  customer_metadata: metadata,
};

/** `data` of checkout events. */
export const checkout = z
  .looseObject({
    ...opening,
    ...quantityFields,
    ...trialFields,
    ...customerFields,
    custom_field_data: customFieldData.optional(),
    payment_processor: openEnum(['stripe']),
    status: openEnum(['open', 'expired', 'confirmed', 'succeeded', 'failed']),
    client_secret: z.string().describe('Opens the checkout; keep it from others.'),
    url: z.string(),
    expires_at: moment(),
    success_url: z.string(),
    return_url: z.string().nullable(),
    embed_origin: z.string().nullable(),
    amount: amount('Before discount and tax'),
    discount_amount: amount(),
    net_amount: amount('After discount, before tax'),
    tax_amount: amount().nullable().describe('Null while it cannot be told.'),
    tax_behavior: openEnum(['inclusive', 'exclusive']).nullable(),
    total_amount: amount('After discount and tax'),
    currency: currency(),
    organization_id: id(),
    product_id: id().nullable(),
    product_price_id: id().nullable(),
    discount_id: id().nullable(),
    allow_discount_codes: z.boolean(),
    require_billing_address: z.boolean(),
    is_discount_applicable: z.boolean(),
    is_free_product_price: z.boolean(),
    is_payment_required: z.boolean(),
    is_payment_setup_required: z.boolean(),
    is_payment_form_required: z.boolean(),
    locale: z.string().nullish().describe('BCP 47 tag.'),
    payment_method_type: z.string().nullish(),
    payment_processor_metadata: z.record(z.string(), z.string()),
    billing_address_fields: billingAddressFields,
    metadata,
    products: z.array(checkoutProduct).describe('Those that the customer can choose from.'),
    product: checkoutProduct.nullable().describe('The chosen one.'),
    product_price: productPrice.nullable(),
    prices: z
      .record(z.string(), z.array(productPrice))
      .nullable()
      .describe('By id of the product.'),
    discount: checkoutDiscount.nullable(),
    subscription_id: id().nullable(),
    attached_custom_fields: z.array(attachedCustomField).nullable(),
  })
  .meta({ id: 'Checkout', description: 'A checkout session.' });
