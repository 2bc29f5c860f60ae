import type { PayloadHead } from '../../service/event-log';
import type { NoSignatureReason, SentRequest } from '../../service/sent-request';
import { curlOf } from '../curl';
import { useViewer } from '../page-context';
import { CopyButton, TableBox, Time } from './parts';
import { isCopied } from './payload-view';

const NO_SIGNATURE: Readonly<Record<NoSignatureReason, string>> = {
  unrecorded: 'The exact time of this attempt was not kept, and the signature depends on it.',
  secret_replaced: 'The secret of that time is not known any more.',
  secret_changing: 'The secret was replaced at about that time.',
  archived: 'The payload is archived.',
  secret_unreadable: 'The secret cannot be decrypted with the keys of this instance.',
};

const SIGNATURE = 'webhook-signature';

/**
 * The request of the last attempt, header by header. Whoever may only look sees no signature: for some
 * minutes a receiver takes the same request again.
 */
export function SentRequestView({ sent, payload }: { sent: SentRequest; payload: PayloadHead }) {
  const { mayChange } = useViewer();
  const shown = (name: string, value: string) =>
    name === SIGNATURE && !mayChange ? '••••' : value;
  return (
    <section aria-labelledby="request">
      <div class="section-heading">
        <h2 id="request">Request as sent</h2>
        {mayChange && payload.text !== null && isCopied(payload) && (
          <CopyButton text={curlOf(sent, payload.text)} label="Copy as curl" words="Copy as curl" />
        )}
      </div>
      <p class="muted">
        {sent.sentAt === null ? (
          'The last attempt.'
        ) : (
          <>
            The last attempt, <Time at={sent.sentAt} />.
          </>
        )}{' '}
        {sent.note}
      </p>
      <TableBox label="Headers">
        <table class="headers">
          <caption class="visually-hidden">Headers as sent</caption>
          <thead>
            <tr>
              <th scope="col">{sent.method}</th>
              <td class="wrap">{sent.url}</td>
            </tr>
          </thead>
          <tbody>
            {sent.headers.map(({ name, value }) => (
              <tr key={name}>
                <th scope="row">{name}</th>
                <td class="wrap">
                  {value === null ? <span class="muted">not known</span> : shown(name, value)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableBox>
      {sent.noSignature !== null && <p class="hint">{NO_SIGNATURE[sent.noSignature]}</p>}
    </section>
  );
}
