import { randomUUID } from 'node:crypto';
import type { Response } from 'express';
import type { PayloadRow, RowsPart } from '../service/answer-payloads';
import { isTaken } from './taken';

/** JSON that is too large to be made at once: each piece is made when the one before it has been taken. */
export class JsonPieces {
  constructor(readonly pieces: AsyncIterable<string>) {}
}

/**
 * The same text as JSON.stringify gives of an answer whose `items` are all rows, written.
 *
 * @param rest what the answer has beside its items
 */
export async function* listPieces<Row extends PayloadRow>(
  parts: AsyncIterable<RowsPart<Row>>,
  write: (row: Row) => unknown,
  rest: object,
): AsyncGenerator<string> {
  let before = '{"items":[';
  for await (const part of parts) {
    yield before;
    yield* partPieces(part, write);
    before = ',';
  }
  yield (before === ',' ? '' : before) + `],${JSON.stringify(rest).slice(1)}`;
}

/** The texts of some rows, written, with commas between them. */
export async function* partPieces<Row extends PayloadRow>(
  part: RowsPart<Row>,
  write: (row: Row) => unknown,
): AsyncGenerator<string> {
  if ('rows' in part) {
    yield part.rows.map((row) => JSON.stringify(write(row))).join();
    return;
  }
  // Nobody knows it, so it stands nowhere else.
  const mark = randomUUID();
  const written = JSON.stringify(write({ ...part.row, payload: mark }));
  const [start = '', end = ''] = written.split(`"${mark}"`);
  let before = `${start}"`;
  for await (const slice of part.slices) {
    yield before + JSON.stringify(slice).slice(1, -1);
    before = '';
  }
  yield before === '' ? `"${end}` : JSON.stringify(write({ ...part.row, payload: null }));
}

/**
 * Sends pieces, each when the client has taken the one before. None is made any more when the client
 * goes or takes too long.
 *
 * @throws what the first piece throws, with nothing sent; what a later one throws, with half an answer
 *   sent: the connection must be cut then, for half an answer with a 200 is no answer
 */
export async function sendJsonPieces(
  response: Response,
  { pieces }: JsonPieces,
  takeMs?: number,
): Promise<void> {
  for await (const piece of pieces) {
    if (!response.headersSent) response.type('json');
    // Of HEAD the head is all.
    if (response.req.method === 'HEAD') break;
    if (!(await isTaken(response, piece, takeMs))) return;
  }
  response.end();
}
