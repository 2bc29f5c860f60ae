import { EVENT_TYPE_DESCRIPTIONS, isEventType, type EventType } from '../../domain/event-types';
import type { FormattableEvent } from './formattable-event';
import { formatMoney } from './money';
import { readPayload, type PayloadReader } from './payload-reader';
import { summarizeSubscription } from './subscription-summary';
import {
  customerOf,
  presentFields,
  statusOf,
  type SummaryContent,
  type SummaryField,
} from './summary-content';

/** What a chat message says, whichever chat it is for. Plain text, not escaped for any chat yet. */
export interface Summary extends SummaryContent {
  organizationName: string;
}

/**
 * Says an event in a few words for a chat, by the rules of Polar's formats.
 *
 * @returns null when a chat is to be told nothing
 */
export function summarize(event: FormattableEvent): Summary | null {
  const { type, organization } = event;
  const data = readPayload(event.data);
  const own = isEventType(type) ? summarizeKnown(type, data) : undefined;
  const content = own === undefined ? summarizeAny(type, data, organization.name) : own;
  return content === null ? null : { ...content, organizationName: organization.name };
}

function summarizeKnown(type: EventType, data: PayloadReader): SummaryContent | null | undefined {
  switch (type) {
    case 'order.created':
      return {
        title: 'New Order',
        description: 'A new order was made.',
        fields: orderFields(data),
      };
    case 'order.updated':
      return {
        title: 'Updated Order',
        description: 'An order was updated.',
        fields: orderFields(data),
      };
    case 'order.paid':
      return { title: 'Paid Order', description: 'An order was paid.', fields: orderFields(data) };
    case 'order.refunded':
      return {
        title: 'Refunded Order',
        description: 'An order was refunded.',
        fields: presentFields(
          ['Refunded Amount', money(data, 'refunded_amount')],
          ['Fully Refunded', data.text('status') === 'refunded' ? 'Yes' : null],
        ),
      };
    case 'refund.created':
      return {
        title: 'New Refund',
        description: 'A refund was made.',
        fields: refundFields(data),
      };
    case 'refund.updated':
      return {
        title: 'Updated Refund',
        description: 'A refund was updated.',
        fields: refundFields(data),
      };
    default:
      return summarizeSubscription(type, data);
  }
}

/** Any other event, of the catalogue or a producer's own. */
function summarizeAny(type: string, data: PayloadReader, organization: string): SummaryContent {
  const id = data.text('id') ?? data.number('id')?.toString() ?? null;
  return {
    title: type,
    description: isEventType(type) ? EVENT_TYPE_DESCRIPTIONS[type] : 'An event was published.',
    fields: presentFields(['Object', id], ['Organization', organization]),
  };
}

function orderFields(data: PayloadReader): SummaryField[] {
  const isOfSubscription = data.has('subscription') || data.has('subscription_id');
  return presentFields(
    ['Product', data.text('description') ?? data.object('product').text('name')],
    ['Amount', money(data, 'net_amount')],
    ['Customer', customerOf(data)],
    ['Subscription', isOfSubscription ? 'Yes' : null],
  );
}

function refundFields(data: PayloadReader): SummaryField[] {
  return presentFields(['Amount', money(data, 'amount')], ['Status', statusOf(data)]);
}

function money(data: PayloadReader, key: string): string | null {
  const amount = data.number(key);
  const currency = data.text('currency');
  return amount === null || currency === null ? null : formatMoney(amount, currency);
}
