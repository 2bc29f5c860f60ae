import type { EventType } from '../../domain/event-types';
import { formatRecurringMoney } from './money';
import type { PayloadReader } from './payload-reader';
import {
  customerOf,
  presentFields,
  statusOf,
  type SummaryContent,
  type SummaryField,
} from './summary-content';

/** Statuses whose subscription gives no access any more: ended, or given up after failed payments. */
const REVOKED_STATUSES: ReadonlySet<string> = new Set(['canceled', 'unpaid', 'revoked']);

/**
 * Says a subscription event.
 *
 * @returns null when a chat is to be told nothing; undefined when the type has no message of its own
 */
export function summarizeSubscription(
  type: EventType,
  data: PayloadReader,
): SummaryContent | null | undefined {
  switch (type) {
    case 'subscription.created':
      return {
        title: 'New Subscription',
        description: 'A new subscription was made.',
        fields: purchaseFields(data),
      };
    case 'subscription.active':
      return change('Active', 'is now active', data);
    case 'subscription.canceled':
      return change('Canceled', 'was canceled', data, ['Ends At', endDate(data)]);
    case 'subscription.uncanceled':
      return change('Uncanceled', 'goes on: its cancellation was taken back', data);
    case 'subscription.revoked':
      return change('Revoked', 'was revoked', data);
    case 'subscription.past_due':
      return change('Past Due', 'is past due', data);
    case 'subscription.paused':
      return change('Paused', 'was paused', data, ['Resumes At', data.date('resumes_at')]);
    case 'subscription.resumed':
      return change('Resumed', 'was resumed', data);
    case 'subscription.updated': {
      const told = changeOfUpdate(data);
      return told === null ? null : summarizeSubscription(told, data);
    }
    default:
      return undefined;
  }
}

/** Which message an update gets; most updates are renewals, which are noise in a chat. */
function changeOfUpdate(data: PayloadReader): EventType | null {
  const status = data.text('status') ?? '';
  if (REVOKED_STATUSES.has(status) || data.has('ended_at')) return 'subscription.revoked';
  if (status === 'past_due') return 'subscription.past_due';
  const isCanceled = data.isTrue('cancel_at_period_end') || data.has('canceled_at');
  return isCanceled ? 'subscription.canceled' : null;
}

function change(
  adjective: string,
  predicate: string,
  data: PayloadReader,
  ...more: [name: string, value: string | null][]
): SummaryContent {
  return {
    title: `${adjective} Subscription`,
    description: `A subscription ${predicate}.`,
    fields: [...purchaseFields(data), ...presentFields(['Status', statusOf(data)], ...more)],
  };
}

function purchaseFields(data: PayloadReader): SummaryField[] {
  const amount = data.number('amount');
  return presentFields(
    ['Product', data.object('product').text('name')],
    [
      'Amount',
      amount === null
        ? null
        : formatRecurringMoney(
            amount,
            data.text('currency'),
            data.text('recurring_interval'),
            data.number('recurring_interval_count') ?? 1,
          ),
    ],
    ['Customer', customerOf(data)],
  );
}

function endDate(data: PayloadReader): string | null {
  return data.date('ends_at') ?? data.date('ended_at') ?? data.date('current_period_end');
}
