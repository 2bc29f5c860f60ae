import type { DeliveryLogRow } from '../../db/delivery-log';
import type { EventDetail } from '../../service/event-log';
import { duration } from '../format';
import { Time } from './parts';
import { isPending, OutcomeBadge } from './state';

/** Each attempt of an event with the receiver's answer, the oldest first, and the one to come. */
export function Attempts({
  attempts,
  event,
}: {
  attempts: readonly DeliveryLogRow[];
  event: EventDetail;
}) {
  if (attempts.length === 0) {
    return (
      <p class="muted">
        {event.skipped
          ? 'None: the endpoint was disabled.'
          : 'None yet; it is sent as soon as it is its turn.'}
      </p>
    );
  }
  return (
    <ol class="attempts">
      {attempts.map((attempt) => (
        <li key={attempt.id}>
          <p class="attempt-head">
            <OutcomeBadge delivery={attempt} /> <Time at={attempt.sent_at ?? attempt.created_at} />
            <span class="muted"> took {duration(attempt.duration_ms)}</span>
          </p>
          {attempt.response !== null && attempt.response !== '' && (
            <pre class="response" tabIndex={0} aria-label={`Answer to attempt ${attempt.attempt}`}>
              {attempt.response}
            </pre>
          )}
        </li>
      ))}
      {isPending(event) && event.next_attempt_at !== null && (
        <li class="muted">
          Next attempt <Time at={event.next_attempt_at} />
        </li>
      )}
    </ol>
  );
}
