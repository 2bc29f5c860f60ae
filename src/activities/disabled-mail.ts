import type { EndpointRow } from '../db/endpoints';
import type { insertMailsToAdmins } from '../db/mails';
import { parseUrl } from '../webhooks/parse-url';

const NAME_MAX_CHARACTERS = 80;

/**
 * The mail that tells an organization's admins of a disabled endpoint.
 *
 * @param publicUrl where the dashboard is
 */
export function disabledMail(
  endpoint: EndpointRow,
  skipped: number,
  publicUrl: string,
): Parameters<typeof insertMailsToAdmins>[1] {
  const host = parseUrl(endpoint.url)?.host ?? endpoint.id;
  const name = oneLine(endpoint.name ?? '') || host;
  const count = endpoint.consecutive_failures;
  const failed = count === 1 ? 'an event' : `${count} events in a row`;
  const why =
    endpoint.disabled_reason === 'gone'
      ? 'its receiver answered 410 Gone'
      : `${failed} could not be delivered`;
  return {
    organizationId: endpoint.organization_id,
    endpointId: endpoint.id,
    disabledAt: endpoint.disabled_at ?? '',
    subject: `Webhook endpoint disabled: ${name}`,
    body: [
      `The webhook endpoint "${name}" was disabled at ${endpoint.disabled_at ?? ''} because ${why}.`,
      '',
      `URL: ${endpoint.url}`,
      `Endpoint: ${endpoint.id}`,
      `Pending events that were marked as skipped: ${skipped}`,
      '',
      'No further events are sent to it until it is enabled again. When the receiver is mended,',
      'enable the endpoint and redeliver what it missed, here or with the recover call of the API:',
      '',
      `${publicUrl}/settings/webhooks/${endpoint.id}`,
      '',
    ].join('\n'),
  };
}

/** The start of a text, without line breaks and without parting a pair of surrogates. */
function oneLine(text: string): string {
  return Array.from(text.replace(/[\s\p{Cc}]+/gu, ' ').trim())
    .slice(0, NAME_MAX_CHARACTERS)
    .join('');
}
