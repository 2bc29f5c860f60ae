/** The `data` of an event, or an object inside it. */
export type ExampleObject = Record<string, unknown>;

/** Fixed ids, so that an example is the same every time and its objects refer to each other. */
export const IDS = {
  organization: '1dbfc517-0bbf-4301-9ba8-555ca42b9737',
  customer: '992fae2a-2a17-4b7a-8d9e-e287cf90131b',
  member: '5a3c1c8e-6f0b-4d5e-9b1a-2f7d3c4e8a90',
  product: 'd8dd2de1-21b7-4a41-8bc3-ce909c0cfe23',
  price: '196ca717-4d84-4d28-a1b8-777255797dbc',
  checkout: 'e4b478fa-cd25-4253-9f1f-8a41e6370ede',
  order: '57107b74-8400-4d80-a2fc-54c2b4239cb3',
  orderItem: '7f2a9b44-3a0e-4f4e-8a9e-0d6c6a1c8b5d',
  subscription: '89b3f4c5-1c1d-4b9e-8f43-1f6f0a3f7e21',
  refund: '2f1e7c9a-5b64-4f38-9c0d-6e8a1b3d5f70',
  discount: '4c8d2b1a-9e37-4a56-b0f2-7d5c3e1a9f68',
  benefit: '397a17aa-15cf-4cb4-9333-18040203cf98',
  benefitGrant: 'd322132c-a9d0-4e0d-b8d3-d81ad021a3a9',
  seat: 'b6e0a7d4-8c52-4f19-a3b7-1e9d5c2f4a86',
} as const;

/** Fixed moments of the story that the examples tell, in the API's own notation. */
export const TIMES = {
  setUp: '2026-06-01T09:00:00.125000Z',
  purchased: '2026-08-22T01:02:03.456789Z',
  changed: '2026-08-24T16:45:10.987654Z',
  periodStart: '2026-08-22T01:02:03Z',
  periodEnd: '2026-09-22T01:02:03Z',
  nextPeriodEnd: '2026-10-22T01:02:03Z',
  checkoutExpires: '2026-08-22T02:02:03Z',
  invitationExpires: '2026-08-29T01:02:03Z',
} as const;

/** What most of Polar's objects open with. */
export function opening(id: string, createdAt: string, modifiedAt: string | null): ExampleObject {
  return { created_at: createdAt, modified_at: modifiedAt, id };
}
