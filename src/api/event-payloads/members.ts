import { z } from 'zod';
import { id, moment, openEnum, opening } from './fields';

/** `data` of member events, and a part of seats and grants. */
export const member = z
  .looseObject({
    ...opening,
    customer_id: id(),
    email: z.string(),
    name: z.string().nullable(),
    external_id: id("the member in the organization's own system").nullable(),
    role: openEnum(['owner', 'billing_manager', 'member']),
  })
  .meta({ id: 'CustomerMember', description: 'A person within a customer.' });

/** `data` of customer_seat events. */
export const customerSeat = z
  .looseObject({
    ...opening,
    subscription_id: id().nullable().describe('Null for the seat of an order.'),
    order_id: id().nullable().describe('Null for the seat of a subscription.'),
    status: openEnum(['pending', 'claimed', 'revoked']),
    customer_id: id().nullable(),
    member_id: id().nullable(),
    member: member.nullable(),
    email: z.string().nullable().describe('The address of the person who holds the seat.'),
    customer_email: z.string().nullable(),
    invitation_token_expires_at: moment().nullable(),
    claimed_at: moment().nullable(),
    revoked_at: moment().nullable(),
    seat_metadata: z.record(z.string(), z.unknown()).nullable(),
  })
  .meta({ id: 'CustomerSeat', description: 'A seat of a subscription or an order.' });
