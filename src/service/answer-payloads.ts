import { StringDecoder } from 'node:string_decoder';
import type { OrganizationScope } from '../db/endpoints';
import { selectEventPayloads, selectEventPayloadSlice } from '../db/events';
import type { Pool } from '../db/pool';
import {
  ANSWER_PART_MAX_BYTES,
  ANSWER_PARTS_MAX_BYTES,
  ANSWER_PARTS_OF_ONE_MAX_BYTES,
} from '../domain/limits';
import { Room, Rooms } from '../room';

/** How long an answer waits while others have large payloads in memory. */
const PATIENCE_MS = 20_000;

/** A row that may have come without its payload. */
export interface PayloadRow {
  readonly payload: string | null;
  /** Null when archived. */
  readonly payload_bytes: number | null;
}

const isLeftOut = ({ payload, payload_bytes: bytes }: PayloadRow): boolean =>
  payload === null && bytes !== null;

/** Whether all payloads came with the rows. */
export const isWhole = (rows: readonly PayloadRow[]): boolean => !rows.some(isLeftOut);

/** Rows with their payloads; or one whose payload is too large for memory, with its text in slices. */
export type RowsPart<Row> =
  | { readonly rows: readonly Row[] }
  | {
      readonly row: Row;
      /** To be read to its end before the next part; no slice at all when the payload is archived. */
      readonly slices: AsyncIterable<string>;
    };

/**
 * Reads what rows came without, part by part, and no more of it at once than memory is meant for: a
 * page of the largest payloads is a gigabyte.
 */
export class AnswerPayloads {
  private readonly all = new Room(ANSWER_PARTS_MAX_BYTES, PATIENCE_MS);
  private readonly ofOne = new Rooms(ANSWER_PARTS_OF_ONE_MAX_BYTES, PATIENCE_MS);

  constructor(private readonly pool: Pool) {}

  /**
   * The rows with their payloads, in their order. A part is let go when the next one is asked for, and
   * the one under way when the iteration is ended.
   *
   * @param eventId of which event a row has the payload
   * @throws Busy when other answers take too long
   */
  async *inParts<Row extends PayloadRow>(
    scope: OrganizationScope,
    rows: readonly Row[],
    eventId: (row: Row) => string,
  ): AsyncGenerator<RowsPart<Row>> {
    for (const part of partsOf(rows)) {
      const [first] = part;
      if (first === undefined || isWhole(part)) {
        yield { rows: part };
        continue;
      }
      const bytes = sizeOf(part);
      if (bytes > ANSWER_PART_MAX_BYTES) {
        yield { row: first, slices: this.slices(scope, eventId(first), bytes) };
        continue;
      }
      const leave = await this.enter(scope, bytes);
      try {
        const payloads = await selectEventPayloads(this.pool, scope, part.map(eventId));
        yield {
          rows: part.map((row) => ({ ...row, payload: payloads.get(eventId(row)) ?? null })),
        };
      } finally {
        leave();
      }
    }
  }

  private async *slices(
    scope: OrganizationScope,
    eventId: string,
    bytes: number,
  ): AsyncGenerator<string> {
    // A slice may end within a character.
    const decoder = new StringDecoder('utf8');
    for (let offset = 0; offset < bytes; offset += ANSWER_PART_MAX_BYTES) {
      const leave = await this.enter(scope, ANSWER_PART_MAX_BYTES);
      try {
        const slice = await selectEventPayloadSlice(
          this.pool,
          scope,
          eventId,
          offset,
          ANSWER_PART_MAX_BYTES,
        );
        if (slice !== undefined) yield decoder.write(slice);
        else if (offset === 0) return;
        else throw new Error('The payload was archived while it was being answered.');
      } finally {
        leave();
      }
    }
  }

  /**
   * Makes room for payloads that are about to be read.
   *
   * @returns what is to be called once they are let go
   * @throws Busy when other answers take too long
   */
  async enter(scope: OrganizationScope, bytes: number): Promise<() => void> {
    const leaveOwn = await this.ofOne.enter(scope?.join() ?? 'all', bytes);
    try {
      const leave = await this.all.enter(bytes);
      return () => {
        leave();
        leaveOwn();
      };
    } catch (error) {
      leaveOwn();
      throw error;
    }
  }
}

const sizeOf = (rows: readonly PayloadRow[]): number =>
  rows.reduce((sum, { payload_bytes: bytes }) => sum + (bytes ?? 0), 0);

/** Rows that came whole apart from the others, and those in parts of ANSWER_PART_MAX_BYTES, or one by itself. */
function partsOf<Row extends PayloadRow>(rows: readonly Row[]): Row[][] {
  const parts: Row[][] = [];
  let part: Row[] = [];
  for (const row of rows) {
    const fits =
      isWhole(part) === !isLeftOut(row) && sizeOf([...part, row]) <= ANSWER_PART_MAX_BYTES;
    if (part.length > 0 && !fits) {
      parts.push(part);
      part = [];
    }
    part.push(row);
  }
  return part.length > 0 ? [...parts, part] : parts;
}
