import { exampleData } from '../../../src/domain/event-examples';
import type { EventType } from '../../../src/domain/event-types';
import { summarize, type Summary } from '../../../src/webhooks/formats/summary';

function summaryOf(type: string, data: unknown): Summary | null {
  return summarize({
    type,
    timestamp: '2026-08-22T01:02:03Z',
    data,
    rawPayload: '',
    organization: { id: '1dbfc517-0bbf-4301-9ba8-555ca42b9737', name: 'Acme' },
  });
}

function fieldsOf(type: string, data: unknown): Record<string, string> {
  const fields = summaryOf(type, data)?.fields ?? [];
  return Object.fromEntries(fields.map(({ name, value }) => [name, value]));
}

const exampleFields = (type: EventType) => fieldsOf(type, exampleData(type));

const ORDER_FIELDS = {
  Product: 'Pro Plan',
  Amount: '$50.00',
  Customer: 'ada@example.com',
  Subscription: 'Yes',
};
const SUBSCRIPTION_FIELDS = {
  Product: 'Pro Plan',
  Amount: '$50.00 / month',
  Customer: 'ada@example.com',
};

describe('orders', () => {
  it.each(['order.created', 'order.updated', 'order.paid'] as const)('%s', (type) => {
    expect(exampleFields(type)).toEqual(ORDER_FIELDS);
  });

  it.each([
    [
      { status: 'refunded', refunded_amount: 5000, currency: 'eur' },
      { 'Refunded Amount': '€50.00', 'Fully Refunded': 'Yes' },
    ],
    [
      { status: 'partially_refunded', refunded_amount: 100, currency: 'usd' },
      { 'Refunded Amount': '$1.00' },
    ],
    [{ refunded_amount: 100 }, {}],
  ])('order.refunded with %j', (data, fields) => {
    expect(fieldsOf('order.refunded', data)).toEqual(fields);
  });

  it.each([
    [
      'the description before the name',
      { description: 'Pro', product: { name: 'P' } },
      { Product: 'Pro' },
    ],
    [
      'the name without a description',
      { description: ' ', product: { name: 'P' } },
      { Product: 'P' },
    ],
    [
      'a name where the address is not to be seen',
      { customer: { email: '\u200b', name: 'Ada' } },
      { Customer: 'Ada' },
    ],
    ['the name of the customer', { customer: { email: null, name: 'Ada' } }, { Customer: 'Ada' }],
    [
      'a subscription by its id',
      { subscription: null, subscription_id: 'x' },
      { Subscription: 'Yes' },
    ],
    ['a subscription as an object', { subscription: {} }, { Subscription: 'Yes' }],
    ['no subscription', { subscription: null, subscription_id: null }, {}],
    ['an amount of nothing', { net_amount: 0, currency: 'usd' }, { Amount: '$0.00' }],
    ['no currency', { net_amount: 5000 }, {}],
    ['an odd currency', { net_amount: 5000, currency: 'gold!' }, { Amount: '50.00 gold!' }],
    [
      'wrong types',
      { net_amount: '5000', currency: 'usd', description: 7, customer: 'Ada', product: [] },
      {},
    ],
  ])('order.created with %s', (_what, data, fields) => {
    expect(fieldsOf('order.created', data)).toEqual(fields);
  });
});

describe('subscriptions', () => {
  it.each([
    ['subscription.created', SUBSCRIPTION_FIELDS],
    ['subscription.active', { ...SUBSCRIPTION_FIELDS, Status: 'Active' }],
    [
      'subscription.canceled',
      { ...SUBSCRIPTION_FIELDS, Status: 'Active', 'Ends At': 'Sep 22, 2026' },
    ],
    ['subscription.uncanceled', { ...SUBSCRIPTION_FIELDS, Status: 'Active' }],
    ['subscription.revoked', { ...SUBSCRIPTION_FIELDS, Status: 'Canceled' }],
    ['subscription.past_due', { ...SUBSCRIPTION_FIELDS, Status: 'Past due' }],
    [
      'subscription.paused',
      { ...SUBSCRIPTION_FIELDS, Status: 'Paused', 'Resumes At': 'Oct 22, 2026' },
    ],
    ['subscription.resumed', { ...SUBSCRIPTION_FIELDS, Status: 'Active' }],
  ] as const)('%s', (type, fields) => {
    expect(exampleFields(type)).toEqual(fields);
  });

  it.each([
    [{ amount: 0 }, 'Free'],
    [
      { amount: 1000, currency: 'usd', recurring_interval: 'month', recurring_interval_count: 3 },
      '$10.00 every 3 months',
    ],
    [{ amount: 1000, currency: 'usd', recurring_interval: 'year' }, '$10.00 / year'],
    [
      { amount: 1000, currency: 'usd', recurring_interval: 'month', recurring_interval_count: 'x' },
      '$10.00 / month',
    ],
    [{ amount: 1000, currency: 'usd' }, '$10.00'],
    [{ amount: null, currency: 'usd' }, undefined],
  ])('the amount of %j is %s', (data, amount) => {
    expect(fieldsOf('subscription.created', data).Amount).toBe(amount);
  });

  it.each([
    [
      { ends_at: '2026-08-22T23:59:59.999999Z', current_period_end: '2026-09-01T00:00:00Z' },
      'Aug 22, 2026',
    ],
    [
      { ends_at: null, ended_at: '2026-08-22T00:00:00Z', current_period_end: '2026-09-01' },
      'Aug 22, 2026',
    ],
    [{ current_period_end: '2026-09-01' }, 'Sep 1, 2026'],
    [{ ends_at: '2026-08-22T23:30:00-05:00' }, 'Aug 23, 2026'],
    [{ ends_at: '2026-08-22T23:59:59' }, 'Aug 22, 2026'],
    [{ ends_at: 'soon' }, undefined],
    [{ ends_at: '2026-13-45T00:00:00Z' }, undefined],
    [{ ends_at: 1787356800 }, undefined],
    [{}, undefined],
  ])('a canceled one with %j ends at %s', (data, date) => {
    expect(fieldsOf('subscription.canceled', data)['Ends At']).toBe(date);
  });

  it('a paused one without a date to resume has none', () => {
    expect(fieldsOf('subscription.paused', { status: 'paused', resumes_at: null })).toEqual({
      Status: 'Paused',
    });
  });

  it.each([
    [{ status: 'canceled' }, 'Revoked Subscription'],
    [{ status: 'unpaid' }, 'Revoked Subscription'],
    [{ status: 'active', ended_at: '2026-08-22T00:00:00Z' }, 'Revoked Subscription'],
    [{ status: 'canceled', cancel_at_period_end: true }, 'Revoked Subscription'],
    [{ status: 'past_due' }, 'Past Due Subscription'],
    [{ status: 'past_due', cancel_at_period_end: true }, 'Past Due Subscription'],
    [{ status: 'active', cancel_at_period_end: true }, 'Canceled Subscription'],
    [{ status: 'active', canceled_at: '2026-08-22T00:00:00Z' }, 'Canceled Subscription'],
    [{ status: 'trialing', cancel_at_period_end: true }, 'Canceled Subscription'],
    [
      { status: 'active', cancel_at_period_end: false, canceled_at: null, ended_at: null },
      undefined,
    ],
    [{ status: 'trialing' }, undefined],
    [{ status: 'paused' }, undefined],
    [{ cancel_at_period_end: 'true' }, undefined],
    [{}, undefined],
    [null, undefined],
  ])('an update with %j is told as %s', (data, title) => {
    expect(summaryOf('subscription.updated', data)?.title).toBe(title);
  });
});

describe('refunds', () => {
  it.each([
    ['refund.created', 'New Refund', 'Pending'],
    ['refund.updated', 'Updated Refund', 'Succeeded'],
  ] as const)('%s', (type, title, status) => {
    expect(summaryOf(type, exampleData(type))?.title).toBe(title);
    expect(exampleFields(type)).toEqual({ Amount: '$50.00', Status: status });
  });
});

describe('any other event', () => {
  it.each(['checkout.created', 'subscription.cycled', 'organization.updated'] as const)(
    '%s',
    (type) => {
      expect(summaryOf(type, exampleData(type))?.title).toBe(type);
      expect(exampleFields(type)).toEqual({ Object: exampleData(type).id, Organization: 'Acme' });
    },
  );

  it.each([
    [{ id: 'build_7' }, { Object: 'build_7', Organization: 'Acme' }],
    [{ id: 7 }, { Object: '7', Organization: 'Acme' }],
    [{ id: {} }, { Organization: 'Acme' }],
    [{ id: '' }, { Organization: 'Acme' }],
    [Object.create({ id: 'inherited' }), { Organization: 'Acme' }],
  ])("a producer's own with %j", (data: unknown, fields) => {
    expect(summaryOf('build.finished', data)?.title).toBe('build.finished');
    expect(fieldsOf('build.finished', data)).toEqual(fields);
  });
});
