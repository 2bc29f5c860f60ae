import type { EndpointFormat } from '../../domain/endpoint';
import { formatDiscord } from './discord';
import type { FormattableEvent } from './formattable-event';
import { formatRaw } from './raw';
import { formatSlack } from './slack';
import { summarize } from './summary';

export type { FormattableEvent } from './formattable-event';

/**
 * Writes the body that an endpoint of a format gets for an event.
 *
 * @returns the text to sign and send; null when a chat is to be told nothing, in which case the
 *   event isn't created for the endpoint
 */
export function formatEvent(format: EndpointFormat, event: FormattableEvent): string | null {
  if (format === 'raw') return formatRaw(event);
  const summary = summarize(event);
  if (summary === null) return null;
  return format === 'discord' ? formatDiscord(summary) : formatSlack(summary);
}
