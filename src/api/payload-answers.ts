import type { OrganizationScope } from '../db/endpoints';
import { isWhole, type AnswerPayloads, type PayloadRow } from '../service/answer-payloads';
import { JsonPieces, listPieces, partPieces } from './json-pieces';
import { listAnswer, paginationAnswer } from './schemas';

/** Writes rows that have payloads: at once where all are there, else in pieces; the text is the same. */
export class PayloadAnswers<Row extends PayloadRow> {
  constructor(
    private readonly payloads: AnswerPayloads,
    /** Of which event a row has the payload. */
    private readonly eventId: (row: Row) => string,
    private readonly write: (row: Row) => unknown,
  ) {}

  /** The answer of a list. */
  list(
    scope: OrganizationScope,
    page: { items: readonly Row[]; total: number },
    limit: number,
  ): unknown {
    if (isWhole(page.items)) return listAnswer(page, limit, this.write);
    const parts = this.payloads.inParts(scope, page.items, this.eventId);
    return new JsonPieces(listPieces(parts, this.write, paginationAnswer(page, limit)));
  }

  /** The answer that is one row. */
  one(scope: OrganizationScope, row: Row): unknown {
    if (isWhole([row])) return this.write(row);
    return new JsonPieces(this.pieces(scope, row));
  }

  private async *pieces(scope: OrganizationScope, row: Row): AsyncGenerator<string> {
    for await (const part of this.payloads.inParts(scope, [row], this.eventId)) {
      yield* partPieces(part, this.write);
    }
  }
}
