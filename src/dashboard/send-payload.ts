import type { Response } from 'express';
import { isTaken } from '../api/taken';
import type { EventRow } from '../db/events';
import type { OrganizationScope } from '../db/endpoints';
import { ApiError } from '../errors';
import type { Services } from '../service';

/**
 * Sends an event's payload as a file, byte for byte as it was delivered, in parts: the largest is of
 * ten megabytes.
 *
 * @throws ApiError ResourceNotFound when it is archived
 */
export async function sendPayload(
  response: Response,
  { payloads }: Pick<Services, 'payloads'>,
  scope: OrganizationScope,
  event: EventRow,
): Promise<void> {
  if (event.payload_bytes === null) throw new ApiError('ResourceNotFound');
  response.attachment(`${event.id}.json`).type('application/json');
  for await (const part of payloads.inParts(scope, [event], ({ id }) => id)) {
    const texts = 'rows' in part ? part.rows.map(({ payload }) => payload ?? '') : part.slices;
    for await (const text of texts) if (!(await isTaken(response, text))) return;
  }
  response.end();
}
