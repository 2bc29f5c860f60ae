import { EVENT_TYPE } from './tenants';

const PAD = 'x'.repeat(120);

/** An order of ordinary size; the number makes each one different. */
export function eventData(number: number) {
  return {
    id: `order-${number}`,
    status: 'paid',
    currency: 'usd',
    subtotal_amount: 10_000,
    discount_amount: 0,
    tax_amount: 1_900,
    total_amount: 11_900,
    billing_reason: 'purchase',
    customer: { id: `customer-${number}`, email: 'customer@example.com', name: 'Jane Doe' },
    product: { id: 'product-1', name: 'Plan', recurring_interval: 'month' },
    items: [{ id: 'item-1', label: 'Plan', amount: 10_000, proration: false }],
    metadata: { source: 'bench', note: PAD },
  };
}

/** The body of a request that publishes one event. */
export function singleBody(number: number): string {
  return JSON.stringify({ type: EVENT_TYPE, data: eventData(number) });
}

/** The body of a request that publishes several, numbered from `first`. */
export function batchBody(first: number, count: number): string {
  const events = Array.from({ length: count }, (_, index) => ({
    type: EVENT_TYPE,
    data: eventData(first + index),
  }));
  return JSON.stringify({ events });
}

/** Bytes of one event's data, for the report. */
export const EVENT_DATA_BYTES = Buffer.byteLength(JSON.stringify(eventData(10_000)));
