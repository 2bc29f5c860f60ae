import { quoted } from '../src/dashboard/curl';
import type { StackInfo } from './stack';

/** The words that `npm start` ends with: where everything is, and two commands that work when pasted. */
export function banner(info: StackInfo, folder: string): string {
  const { credentials, receiverUrl } = info;
  const createEndpoint = curl(`${credentials.api_url}/v1/webhooks/endpoints`, credentials, {
    url: receiverUrl,
    format: 'raw',
    events: ['order.created', 'order.paid'],
  });
  const publishEvent = curl(`${credentials.api_url}/v1/webhooks/events`, credentials, {
    type: 'order.created',
    data: { id: 'order-1' },
  });
  return `
Signalpost is up.

  Dashboard      ${credentials.api_url}/
                 ${signInAdvice(info)}
  API            ${credentials.api_url}
  Temporal UI    ${credentials.temporal_ui_url ?? '(that of your own Temporal)'}
  Organization   ${credentials.organization_id}
  Access token   ${credentials.access_token}

Create an endpoint (a small receiver listens there, and shows here what it gets):

${createEndpoint}

Publish an event to it:

${publishEvent}

Data and logs are in ${folder}; credentials.json there has the addresses and tokens.
Ctrl-C stops everything; the next start goes on where this one stopped.
`;
}

function signInAdvice({ credentials, signIn }: StackInfo): string {
  const { member_email: email } = credentials;
  if (signIn === 'shown') return `sign in as ${email}: the mail is shown there and here`;
  if (signIn === 'mailed') return `sign in as ${email}, by mail, or with the access token`;
  return 'sign in with the access token (by mail: set SMTP_URL)';
}

function curl(url: string, credentials: StackInfo['credentials'], body: unknown): string {
  return [
    `curl -sS -X POST ${quoted(url)} \\`,
    `  -H ${quoted(`Authorization: Bearer ${credentials.access_token}`)} \\`,
    `  -H 'Content-Type: application/json' \\`,
    `  -d ${quoted(JSON.stringify(body))}`,
  ].join('\n');
}
