import type { Endpoint } from '../../service/endpoints';
import type { DeliveryLogRow } from '../../db/delivery-log';
import type { EventWork } from '../../domain/event';
import { Badge, Time, type Tone } from './parts';

type State = Pick<Endpoint, 'enabled' | 'consecutive_failures' | 'disabled_reason' | 'disabled_at'>;

/**
 * Enabled, failing, or disabled and why and since when.
 *
 * @param props.attemptsFail whether of the latest attempts none succeeded: their events are still
 *   retried, and so count as no failure yet
 */
export function EndpointState(props: { endpoint: State; limit: number; attemptsFail?: boolean }) {
  const { endpoint, limit, attemptsFail = false } = props;
  if (endpoint.enabled) {
    const failures = endpoint.consecutive_failures;
    if (failures === 0) {
      return (
        <span class="state">
          <Badge tone="good">Enabled</Badge>
          {attemptsFail && <span class="detail"> attempts fail</span>}
        </span>
      );
    }
    return (
      <Badge tone="warn">
        Failing {Math.min(failures, limit)} of {limit}
      </Badge>
    );
  }
  return (
    <span class="state">
      <Badge tone="bad">Disabled</Badge>{' '}
      <span class="detail">
        {disabledReason(endpoint)}
        {endpoint.disabled_at !== null && (
          <>
            {' '}
            since <Time at={endpoint.disabled_at} short />
          </>
        )}
      </span>
    </span>
  );
}

/** Why it is disabled, in a few words. */
export function disabledReason({ disabled_reason, consecutive_failures }: State): string {
  switch (disabled_reason) {
    case 'failures':
      return consecutive_failures > 0
        ? `${consecutive_failures} failures in a row,`
        : 'failures in a row,';
    case 'gone':
      return 'it answered 410 Gone,';
    default:
      return 'by hand,';
  }
}

type Outcome = Pick<DeliveryLogRow, 'succeeded' | 'http_code' | 'stage'>;

const STAGES: Readonly<Record<string, string>> = {
  address: 'Address refused',
  dns: 'No such host',
  connect: 'No connection',
  tls: 'TLS failed',
  request: 'Broke while sending',
  response: 'Broke while answering',
  timeout: 'Time-out',
  status: 'Refused',
};

/** What an attempt brought: the receiver's code, or where it ended without one. */
export function OutcomeBadge({ delivery }: { delivery: Outcome }) {
  const { succeeded, http_code: code, stage } = delivery;
  return (
    <Badge tone={succeeded ? 'good' : 'bad'}>
      {code === null ? (STAGES[stage ?? ''] ?? 'No answer') : `${code}`}
      <span class="visually-hidden">{succeeded ? ' delivered' : ' failed'}</span>
    </Badge>
  );
}

/** Where an event is in its life at one endpoint. */
export interface EventStanding {
  /** Set while it waits to be sent or is in retry, also when it was delivered before. */
  readonly work: EventWork;
  readonly succeeded: boolean | null;
  readonly skipped: boolean;
}

/** Where an event stands for one endpoint. */
export function EventStatusBadge({ event }: { event: EventStanding }) {
  const [tone, text] = standing(event);
  return <Badge tone={tone}>{text}</Badge>;
}

function standing({ work, succeeded, skipped }: EventStanding): [Tone, string] {
  if (work === 'retrying') return ['warn', 'In retry'];
  if (work === 'queued') return ['neutral', 'Waiting'];
  if (skipped) return ['neutral', 'Skipped'];
  if (succeeded === true) return ['good', 'Delivered'];
  return succeeded === false ? ['bad', 'Failed'] : ['neutral', 'Waiting'];
}

/** Whether something is still to be sent of it. */
export const isPending = ({ work }: Pick<EventStanding, 'work'>): boolean => work !== null;
