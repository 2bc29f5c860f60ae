import type { PayloadHead } from '../../service/event-log';
import { bytes } from '../format';
import { highlightJson } from '../highlight';
import { CopyButton } from './parts';

/** A payload, laid out to be read; the button copies it as it was sent. */
export function PayloadView({ payload }: { payload: PayloadHead }) {
  if (payload.text === null) {
    return <p class="muted">Archived: payloads are kept for a limited time, the log stays.</p>;
  }
  return (
    <div class="payload">
      <div class="payload-tools">
        <span class="muted">
          {bytes(payload.bytes ?? 0)}
          {payload.truncated && ', of which the beginning is shown'}
        </span>
        {!payload.truncated && <CopyButton text={payload.text} label="Copy the payload" />}
      </div>
      <PayloadText text={payload.text} label="Payload" whole={!payload.truncated} />
    </div>
  );
}

/** A JSON text, laid out and coloured. @param props.whole whether it is not cut off */
export function PayloadText(props: { text: string; label: string; whole?: boolean }) {
  const pieces = highlightJson(props.text, props.whole ?? true);
  return (
    <pre class="code" tabIndex={0} role="region" aria-label={props.label}>
      <code>
        {pieces.map(({ text, kind }, index) =>
          kind === null ? (
            text
          ) : (
            <span key={index} class={`json-${kind}`}>
              {text}
            </span>
          ),
        )}
      </code>
    </pre>
  );
}
