import type { PayloadHead } from '../../service/event-log';
import { bytes } from '../format';
import { highlightJson, LAID_OUT_MAX_CHARACTERS } from '../highlight';
import { CopyButton } from './parts';

/**
 * A payload, laid out to be read; the button copies it as it was sent.
 *
 * @param props.download where the whole of it is; null where it cannot be had
 */
export function PayloadView(props: { payload: PayloadHead; download: string | null }) {
  const { payload, download } = props;
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
        <span class="tools">
          {download !== null && (
            <a class="button small" href={download} download>
              Download
            </a>
          )}
          {isCopied(payload) && <CopyButton text={payload.text} label="Copy the payload" />}
        </span>
      </div>
      <PayloadText text={payload.text} label="Payload" whole={!payload.truncated} />
    </div>
  );
}

/** Whether it is small enough to stand in a page twice: once to be read and once to be copied. */
export const isCopied = ({ text, truncated }: PayloadHead): boolean =>
  text !== null && !truncated && text.length <= LAID_OUT_MAX_CHARACTERS;

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
