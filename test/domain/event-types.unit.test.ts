import { exampleData } from '../../src/domain/event-examples';
import { EVENT_TYPES, EVENT_TYPE_DESCRIPTIONS, isEventType } from '../../src/domain/event-types';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const TIMESTAMP = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{6})?Z$/;

describe('EVENT_TYPES', () => {
  it('holds the 41 types of the contract, each once', () => {
    expect(EVENT_TYPES).toHaveLength(41);
    expect(new Set(EVENT_TYPES).size).toBe(41);
  });

  it('has as many types of each resource as the contract', () => {
    const counts: Record<string, number> = {};
    for (const type of EVENT_TYPES) {
      const resource = type.split('.')[0]!;
      counts[resource] = (counts[resource] ?? 0) + 1;
    }
    expect(counts).toEqual({
      checkout: 3,
      customer: 4,
      customer_seat: 3,
      member: 3,
      order: 4,
      subscription: 10,
      refund: 2,
      product: 2,
      discount: 3,
      benefit: 2,
      benefit_grant: 4,
      organization: 1,
    });
  });

  it.each(EVENT_TYPES)('%s is described in one sentence', (type) => {
    expect(EVENT_TYPE_DESCRIPTIONS[type]).toMatch(/^[A-Z][^.]{10,}\.$/);
  });

  it('gives no two types the same description', () => {
    expect(new Set(Object.values(EVENT_TYPE_DESCRIPTIONS)).size).toBe(41);
  });
});

describe('isEventType', () => {
  it.each(EVENT_TYPES)('knows %s', (type) => {
    expect(isEventType(type)).toBe(true);
  });

  it.each([
    '',
    'order',
    'order.',
    'Order.created',
    'order.created ',
    'toString',
    'invoice.created',
  ])('does not know %j', (text) => {
    expect(isEventType(text)).toBe(false);
  });
});

describe('exampleData', () => {
  it.each(EVENT_TYPES)('%s is plain JSON with an id and times as the API writes them', (type) => {
    const data = exampleData(type);
    expect(JSON.parse(JSON.stringify(data))).toEqual(data);
    expect(data.id).toMatch(UUID);
    expect(data.created_at).toMatch(TIMESTAMP);
    for (const [key, value] of Object.entries(data)) {
      if (key.endsWith('_at') && value !== null) expect(value).toMatch(TIMESTAMP);
    }
  });

  it.each(EVENT_TYPES)('%s is the same every time, and the caller may change it', (type) => {
    const first = exampleData(type);
    const text = JSON.stringify(first);
    for (const value of Object.values(first)) {
      if (typeof value === 'object' && value !== null) Object.assign(value, { changed: true });
    }
    first.id = 'changed';
    expect(JSON.stringify(exampleData(type))).toBe(text);
  });

  it.each([
    ['order.created', { status: 'pending', paid: false, refunded_amount: 0 }],
    ['order.paid', { status: 'paid', paid: true, due_amount: 0 }],
    ['order.refunded', { status: 'refunded', paid: true, refunded_amount: 5000 }],
    ['subscription.active', { status: 'active', cancel_at_period_end: false, ended_at: null }],
    ['subscription.canceled', { status: 'active', cancel_at_period_end: true, ended_at: null }],
    ['subscription.revoked', { status: 'canceled', ended_at: '2026-09-22T01:02:03Z' }],
    ['subscription.past_due', { status: 'past_due' }],
    ['subscription.paused', { status: 'paused', resumes_at: '2026-10-22T01:02:03Z' }],
    ['checkout.expired', { status: 'expired' }],
    ['customer.deleted', { deleted_at: '2026-08-24T16:45:10.987654Z' }],
    ['customer_seat.claimed', { status: 'claimed', claimed_at: '2026-08-22T01:02:03.456789Z' }],
    ['benefit_grant.revoked', { is_granted: false, is_revoked: true }],
    ['refund.updated', { status: 'succeeded' }],
  ] as const)('%s shows the state that its type tells of', (type, state) => {
    expect(exampleData(type)).toMatchObject(state);
  });

  it('adds up in an order', () => {
    const order = exampleData('order.created') as Record<string, number>;
    expect(order.net_amount).toBe(order.subtotal_amount! - order.discount_amount!);
    expect(order.total_amount).toBe(order.net_amount! + order.tax_amount!);
  });

  it('refers to the same objects across types', () => {
    const order = exampleData('order.paid');
    expect(order.subscription_id).toBe(exampleData('subscription.created').id);
    expect(order.customer_id).toBe(exampleData('customer.created').id);
    expect(order.product_id).toBe(exampleData('product.created').id);
    expect(exampleData('refund.created').order_id).toBe(order.id);
    expect(exampleData('benefit_grant.created').benefit_id).toBe(exampleData('benefit.created').id);
  });
});
