import { DatabaseError } from 'pg';
import type { NewEvents } from '../db/events';
import { isOutage } from '../db/outage';
import type { Pool } from '../db/pool';
import { IDEMPOTENCY_CONSTRAINT, insertPublished, selectIdempotencyKeys } from '../db/publishing';
import { invalid, tooManyRequests } from '../errors';
import type { Notifier } from '../temporal/notifier';
import type { BacklogGate } from './backlog';
import { FairQueue, type Queued } from './fair-queue';
import type { MessageFeed } from './message-feed';
import {
  firstOrganization,
  isLimited,
  keyOf,
  organizationsOf,
  requestHash,
  type PublishedMessage,
  type PublishRequest,
} from './publish-request';
import { prepareRows } from './publish-rows';

/** Messages that one statement stores at most, unless a single batch is larger. */
const STATEMENT_MAX_MESSAGES = 500;

interface Waiting extends Queued {
  readonly request: PublishRequest;
  readonly resolve: (answer: PublishedMessage[]) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Stores what is published and tells the workflows. While one statement is under way, further
 * requests gather and are stored by the next one together (group commit): no timer and no added wait.
 * Organizations take turns, so that one's flood does not hold up another's event.
 */
export class Publisher {
  private readonly waiting = new FairQueue<Waiting>(STATEMENT_MAX_MESSAGES);
  private busy = false;

  constructor(
    private readonly pool: Pool,
    private readonly notifier: Pick<Notifier, 'notify'>,
    private readonly feed: Pick<MessageFeed, 'published'>,
    private readonly backlog: BacklogGate,
  ) {}

  /**
   * Publishes; resolves once everything is committed.
   *
   * @returns one answer per item, in order; for a key that was used before, the first answer again
   * @throws ApiError when the key was used for something else, TooManyRequests when too much waits to
   *   be sent
   */
  async publish(request: PublishRequest): Promise<PublishedMessage[]> {
    const counted = isLimited(request) && this.backlog.upToDate(organizationsOf(request));
    if (counted) await counted;
    return new Promise((resolve, reject) => {
      this.waiting.add({
        request,
        resolve,
        reject,
        owner: firstOrganization(request),
        size: request.items.length,
        key: keyOf(request),
      });
      void this.pump();
    });
  }

  private async pump(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    while (this.waiting.length > 0) await this.store(this.waiting.take());
    this.busy = false;
  }

  /** Nothing more is taken in: only a request that was stored before gets its answer again. */
  private async answerFull(batch: readonly Waiting[]): Promise<void> {
    const refused = batch.some(({ key }) => key !== null)
      ? await this.withoutRepeated(batch)
      : batch;
    for (const { request, reject } of refused) {
      reject(tooManyRequests(this.backlog.retryAfterSeconds(organizationsOf(request))));
    }
  }

  /** Stores a batch. Never throws: each request gets its own answer or error. */
  private async store(batch: readonly Waiting[]): Promise<void> {
    if (batch.length === 0) return;
    try {
      const admission = this.backlog.begin();
      const { taken, full, rows } = await prepareRows(this.pool, batch, admission);
      if (taken.length > 0) {
        await insertPublished(this.pool, rows.messages, rows.events, rows.keys);
        admission.stored();
        this.announce(rows.events);
        this.feed.published(rows.messages.organizationIds);
        for (const { waiting, answer } of taken) waiting.resolve(answer);
      }
      await this.answerFull(full);
    } catch (error) {
      if (isKeyConflict(error)) await this.answerRepeated(batch);
      else if (isOutage(error)) this.failAll(batch, error);
      // One request's fault must not fail the others.
      else if (batch.length > 1) for (const waiting of batch) await this.store([waiting]);
      else batch.forEach(({ reject }) => reject(error));
    }
  }

  /** The database is away: what has gathered meanwhile would only wait for the same. */
  private failAll(batch: readonly Waiting[], error: unknown): void {
    for (const { reject } of [...batch, ...this.waiting.takeAll()]) reject(error);
  }

  /** Some keys were used before: these requests get the first answer, the others are stored. */
  private async answerRepeated(batch: readonly Waiting[]): Promise<void> {
    // Without a repeated one among them the conflict came from elsewhere and has passed.
    await this.store(await this.withoutRepeated(batch));
  }

  /**
   * Answers the requests whose keys were used before. Never throws.
   *
   * @returns the others, none when that cannot be known: they have their error then
   */
  private async withoutRepeated(batch: readonly Waiting[]): Promise<readonly Waiting[]> {
    try {
      const keyed = batch.filter(({ request }) => request.idempotencyKey !== null);
      const found = await selectIdempotencyKeys(
        this.pool,
        keyed.map(({ request }) => firstOrganization(request)),
        keyed.map(({ request }) => request.idempotencyKey ?? ''),
      );
      const stored = new Map(found.map((row) => [`${row.organization_id} ${row.key}`, row]));
      return batch.filter(({ request, key, resolve, reject }) => {
        const row = stored.get(key ?? '');
        if (row === undefined) return true;
        if (row.request_hash.equals(requestHash(request))) {
          resolve(JSON.parse(row.response) as PublishedMessage[]);
        } else reject(keyReused(request));
        return false;
      });
    } catch (error) {
      batch.forEach(({ reject }) => reject(error));
      return [];
    }
  }

  private announce(events: NewEvents): void {
    const byEndpoint = new Map<string, { organizationId: string; ids: string[] }>();
    events.ids.forEach((id, index) => {
      const endpointId = events.endpointIds[index] ?? '';
      const entry = byEndpoint.get(endpointId);
      if (entry !== undefined) entry.ids.push(id);
      else {
        const organizationId = events.organizationIds[index] ?? '';
        byEndpoint.set(endpointId, { organizationId, ids: [id] });
      }
    });
    for (const [endpointId, { organizationId, ids }] of byEndpoint) {
      this.notifier.notify(endpointId, organizationId, ids);
    }
  }
}

const isKeyConflict = (error: unknown): boolean =>
  error instanceof DatabaseError && error.constraint === IDEMPOTENCY_CONSTRAINT;

const keyReused = (request: PublishRequest) =>
  invalid(
    ['header', 'idempotency-key'],
    'This Idempotency-Key was used for another request before.',
    request.idempotencyKey,
  );
