import { selectPayload, type AttemptEvent } from '../db/deliveries';
import type { Pool } from '../db/pool';
import { LARGE_PAYLOADS_MAX_BYTES, LARGE_PAYLOADS_OF_ONE_MAX_BYTES } from '../domain/limits';
import { Room, Rooms } from '../room';

/** How long an activity keeps its place while other large payloads are under way. */
const PATIENCE_MS = 1_000;

/**
 * Hands out the payloads of events. Small ones came with their events; large ones are read when their
 * turn comes, no more at once than memory is meant for: a receiver that takes its time over each of
 * them, times all the activities of a worker, would not fit.
 */
export class Payloads {
  private readonly all = new Room(LARGE_PAYLOADS_MAX_BYTES, PATIENCE_MS);
  private readonly ofOne = new Rooms(LARGE_PAYLOADS_OF_ONE_MAX_BYTES, PATIENCE_MS);

  constructor(private readonly pool: Pool) {}

  /**
   * Calls `use` with the payload of an event, null when it is archived.
   *
   * @param organizationId whose event it is
   * @throws Busy when other large payloads take too long
   */
  async with<T>(
    organizationId: string,
    event: Pick<AttemptEvent, 'event_id' | 'payload' | 'payload_bytes'>,
    use: (payload: string | null) => Promise<T>,
  ): Promise<T> {
    if (event.payload !== null || event.payload_bytes === null) return use(event.payload);
    const leaveOwn = await this.ofOne.enter(organizationId, event.payload_bytes);
    try {
      const leave = await this.all.enter(event.payload_bytes);
      try {
        return await use(await selectPayload(this.pool, event.event_id));
      } finally {
        leave();
      }
    } finally {
      leaveOwn();
    }
  }
}
