import { z } from 'zod';
import { amount, currency, id, metadata, moment, openEnum, opening } from './fields';

const refundDispute = z
  .looseObject({
    ...opening,
    status: openEnum([
      'prevented',
      'early_warning',
      'needs_response',
      'under_review',
      'lost',
      'won',
    ]),
    resolved: z.boolean(),
    closed: z.boolean(),
    amount: amount(),
    tax_amount: amount(),
    currency: currency(),
    reason: z.string().nullable(),
    evidence_due_by: moment().nullable(),
    past_due: z.boolean(),
    order_id: id(),
    payment_id: id(),
  })
  .meta({ id: 'RefundDispute', description: 'The dispute that a refund settles.' });

/** `data` of refund events. */
export const refund = z
  .looseObject({
    ...opening,
    metadata,
    status: openEnum(['pending', 'succeeded', 'failed', 'canceled']),
    reason: openEnum([
      'duplicate',
      'fraudulent',
      'customer_request',
      'service_disruption',
      'satisfaction_guarantee',
      'dispute_prevention',
      'other',
    ]),
    amount: amount('Without tax'),
    tax_amount: amount(),
    currency: currency(),
    organization_id: id(),
    order_id: id(),
    subscription_id: id().nullable(),
    customer_id: id(),
    revoke_benefits: z.boolean(),
    dispute: refundDispute.nullable(),
  })
  .meta({ id: 'Refund', description: 'Money of an order that goes back.' });
