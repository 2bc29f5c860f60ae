import { Pool } from 'undici';
import { now } from './clock';

const REQUEST_TIMEOUT_MS = 60_000;

/** One request to publish. */
export interface PublishJob {
  readonly token: string;
  readonly kind: 'single' | 'batch';
  /** Makes it safe to send the job again when its answer was lost. */
  readonly idempotencyKey?: string;
  /** Made when it is sent, so that a long run does not hold all bodies. */
  readonly body: () => string;
}

/** A request that was answered with 202. */
export interface Accepted {
  readonly startedAt: number;
  readonly answeredAt: number;
  /** Ids of the endpoints' events: each is the webhook-id of a delivery. */
  readonly ids: readonly string[];
  /** The endpoint of each of them. */
  readonly endpointIds: readonly string[];
}

/** What came of publishing. */
export interface Published {
  readonly accepted: readonly Accepted[];
  /** Requests that were not answered with 202, or not at all. */
  readonly refused: number;
  /** Requests that were not made any more because time was up. */
  readonly unsent: number;
}

interface PublishedMessage {
  readonly webhook_events: readonly {
    readonly id: string;
    readonly webhook_endpoint_id: string;
  }[];
}

/** A producer over HTTP with kept-alive connections, one for each request in flight. */
export class Driver {
  private readonly pool: Pool;

  constructor(
    apiUrl: string,
    private readonly inFlight: number,
  ) {
    this.pool = new Pool(apiUrl, {
      connections: inFlight,
      pipelining: 1,
      headersTimeout: REQUEST_TIMEOUT_MS,
      bodyTimeout: REQUEST_TIMEOUT_MS,
    });
  }

  /**
   * Publishes all jobs, always with as many requests in flight as the driver was made for. Nothing is
   * tried again.
   *
   * @param signal makes no further request when aborted
   */
  async publishAll(jobs: readonly PublishJob[], signal: AbortSignal): Promise<Published> {
    let next = 0;
    const outcome = await this.publishEach(() => {
      const job = signal.aborted ? undefined : jobs[next];
      if (job !== undefined) next += 1;
      return job;
    });
    return { ...outcome, unsent: jobs.length - next };
  }

  /** As publishAll, with a job made for each request until the signal is aborted. */
  async publishUntil(signal: AbortSignal, makeJob: () => PublishJob): Promise<Published> {
    const outcome = await this.publishEach(() => (signal.aborted ? undefined : makeJob()));
    return { ...outcome, unsent: 0 };
  }

  private async publishEach(
    nextJob: () => PublishJob | undefined,
  ): Promise<{ accepted: Accepted[]; refused: number }> {
    const accepted: Accepted[] = [];
    let refused = 0;
    const lane = async (): Promise<void> => {
      for (let job = nextJob(); job !== undefined; job = nextJob()) {
        const answer = await this.publish(job);
        if (answer === undefined) refused += 1;
        else accepted.push(answer);
      }
    };
    await Promise.all(Array.from({ length: this.inFlight }, lane));
    return { accepted, refused };
  }

  /** @returns undefined when it was not answered with 202 */
  async publish({ token, kind, idempotencyKey, body }: PublishJob): Promise<Accepted | undefined> {
    const text = body();
    const startedAt = now();
    try {
      const response = await this.pool.request({
        method: 'POST',
        path: kind === 'single' ? '/v1/webhooks/events' : '/v1/webhooks/events/batch',
        headers: {
          authorization: `Bearer ${token}`,
          'content-type': 'application/json',
          ...(idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey }),
        },
        body: text,
      });
      const answer = await response.body.text();
      const answeredAt = now();
      if (response.statusCode !== 202) return undefined;
      const parsed = JSON.parse(answer) as
        PublishedMessage | { readonly events: readonly PublishedMessage[] };
      const messages = 'events' in parsed ? parsed.events : [parsed];
      const events = messages.flatMap((message) => message.webhook_events);
      return {
        startedAt,
        answeredAt,
        ids: events.map(({ id }) => id),
        endpointIds: events.map((event) => event.webhook_endpoint_id),
      };
    } catch {
      return undefined;
    }
  }

  close(): Promise<void> {
    return this.pool.destroy();
  }
}
