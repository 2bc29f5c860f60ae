import { applyEdits, format, visit } from 'jsonc-parser';

/** A piece of a JSON text and what it is; null is nothing to be coloured. */
export interface Piece {
  readonly text: string;
  readonly kind: 'key' | 'string' | 'number' | 'literal' | null;
}

/** Beyond this a text is shown as it is: laying it out and colouring it would hold up the process. */
export const LAID_OUT_MAX_CHARACTERS = 65_536;

/**
 * A JSON text in pieces, with white space between its parts and nothing else changed: no number and no
 * key is written anew. Made of tokens and never of markup, so that whatever is in it stays text.
 *
 * @param whole whether the text is not cut off
 */
export function highlightJson(json: string, whole: boolean): Piece[] {
  if (json.length > LAID_OUT_MAX_CHARACTERS) return [{ text: json, kind: null }];
  try {
    return coloured(json, whole);
  } catch (error) {
    // Nested so deep that it cannot be walked through.
    if (error instanceof RangeError) return [{ text: json, kind: null }];
    throw error;
  }
}

function coloured(json: string, whole: boolean): Piece[] {
  const text = whole
    ? applyEdits(json, format(json, undefined, { tabSize: 2, insertSpaces: true, eol: '\n' }))
    : json;
  const pieces: Piece[] = [];
  let end = 0;
  const add = (offset: number, length: number, kind: Piece['kind']) => {
    if (offset > end) pieces.push({ text: text.slice(end, offset), kind: null });
    pieces.push({ text: text.slice(offset, offset + length), kind });
    end = offset + length;
  };
  visit(text, {
    onObjectProperty: (_name, offset, length) => add(offset, length, 'key'),
    onLiteralValue: (value: unknown, offset, length) => add(offset, length, kindOf(value)),
  });
  if (end < text.length) pieces.push({ text: text.slice(end), kind: null });
  return pieces;
}

function kindOf(value: unknown): Piece['kind'] {
  if (typeof value === 'string') return 'string';
  return typeof value === 'number' ? 'number' : 'literal';
}
