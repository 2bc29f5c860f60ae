import type { PayloadReader } from './payload-reader';

/** A line of a chat message. Both parts are plain text, not escaped for any chat yet. */
export interface SummaryField {
  name: string;
  value: string;
}

/** The part of a chat message that depends on the event. Plain text, not escaped for any chat yet. */
export interface SummaryContent {
  title: string;
  /** One sentence. */
  description: string;
  fields: SummaryField[];
}

/** Keeps the fields that have a value: what a payload lacks is left out of the message. */
export function presentFields(...fields: [name: string, value: string | null][]): SummaryField[] {
  return fields.flatMap(([name, value]) => (value === null ? [] : [{ name, value }]));
}

/** Whom to name as the customer: the address, by which people are looked up, else the name. */
export function customerOf(data: PayloadReader): string | null {
  const customer = data.object('customer');
  return customer.text('email') ?? customer.text('name');
}

/** A status for people: "past_due" is "Past due". */
export function statusOf(data: PayloadReader): string | null {
  const words = data.text('status')?.replaceAll('_', ' ').trim();
  return words === undefined ? null : words.charAt(0).toUpperCase() + words.slice(1);
}
