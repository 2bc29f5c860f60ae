import { IDS, TIMES, opening, type ExampleObject } from './common';

export const PRODUCT_NAME = 'Pro Plan';

/** The price of the product: $50.00 a month. */
export function price(): ExampleObject {
  return {
    ...opening(IDS.price, TIMES.setUp, null),
    source: 'catalog',
    amount_type: 'fixed',
    price_currency: 'usd',
    tax_behavior: null,
    is_archived: false,
    product_id: IDS.product,
    price_amount: 5000,
  };
}

/** What all shapes of the product share: those of the organization, of an order, of a checkout. */
function productDetails(): ExampleObject {
  return {
    ...opening(IDS.product, TIMES.setUp, null),
    trial_interval: null,
    trial_interval_count: null,
    name: PRODUCT_NAME,
    description: 'Everything in Basic, and priority support.',
    visibility: 'public',
    recurring_interval: 'month',
    recurring_interval_count: 1,
    meter_interval: null,
    meter_interval_count: null,
    is_recurring: true,
    is_archived: false,
    organization_id: IDS.organization,
  };
}

/** A product without its prices and benefits, as orders and discounts hold it. */
export function productBase(): ExampleObject {
  return { ...productDetails(), metadata: {} };
}

/** A product as a checkout shows it, without what is meant for the organization alone. */
export function checkoutProduct(): ExampleObject {
  return { ...productDetails(), prices: [price()], benefits: [], medias: [] };
}

/** A product. */
export function product(overrides: ExampleObject = {}): ExampleObject {
  return {
    ...productBase(),
    prices: [price()],
    is_deletable: false,
    benefits: [benefit()],
    medias: [],
    attached_custom_fields: [],
    ...overrides,
  };
}

/** A benefit of the kind that only carries a note. */
export function benefit(overrides: ExampleObject = {}): ExampleObject {
  return {
    ...opening(IDS.benefit, TIMES.setUp, null),
    type: 'custom',
    description: 'Priority support',
    selectable: true,
    deletable: true,
    is_deleted: false,
    visibility: 'public',
    visibility_configurable: true,
    organization_id: IDS.organization,
    metadata: {},
    properties: { note: 'Write to priority@example.com.' },
    ...overrides,
  };
}

/** A discount of 20 % on the first payment. */
export function discount(overrides: ExampleObject = {}): ExampleObject {
  return {
    ...opening(IDS.discount, TIMES.setUp, null),
    duration: 'once',
    type: 'percentage',
    basis_points: 2000,
    metadata: {},
    name: 'Launch offer',
    code: 'LAUNCH20',
    starts_at: null,
    ends_at: TIMES.nextPeriodEnd,
    max_redemptions: 100,
    max_redemptions_per_customer: null,
    redemptions_count: 0,
    organization_id: IDS.organization,
    products: [productBase()],
    ...overrides,
  };
}
