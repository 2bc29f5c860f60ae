/** A piece of a JSON text and what it is; null is nothing to be coloured. */
export interface Piece {
  readonly text: string;
  readonly kind: 'key' | 'string' | 'number' | 'literal' | null;
}

/** Beyond this a text is shown as it is: laying it out and colouring it would hold up the process. */
export const LAID_OUT_MAX_CHARACTERS = 65_536;
/** White space that is put into a text: what is nested deep would take hundreds of times its own size. */
const SPACE_MAX_CHARACTERS = 262_144;
/** Each is an element of the page. */
const COLOURED_MAX_PIECES = 5_000;

/**
 * A JSON text in pieces, with white space between its parts and nothing else changed: no number and no
 * key is written anew. Made of tokens and never of markup, so that whatever is in it stays text.
 *
 * Somebody else may have written it so that it is expensive, so it takes one pass and a bounded amount
 * of white space and pieces; what comes behind these bounds is shown as it is.
 *
 * @param whole whether the text is not cut off
 */
export function highlightJson(json: string, whole: boolean): Piece[] {
  if (json.length > LAID_OUT_MAX_CHARACTERS) return [{ text: json, kind: null }];
  const pieces = new Pieces();
  const layout = new Layout();
  let lastString: MutablePiece | undefined;
  for (const [token] of json.matchAll(TOKENS)) {
    const isSpace = token.trim() === '';
    const isLaidOut = whole && layout.hasRoom;
    if (isLaidOut && isSpace) continue;
    if (isLaidOut) pieces.add(layout.before(token), null);
    const piece = pieces.add(token, kindOf(token));
    // Whether a string is a key is known when the colon comes.
    if (token === ':' && lastString?.kind === 'string') lastString.kind = 'key';
    if (!isSpace) lastString = piece;
  }
  return pieces.all;
}

/** Strings, also such as are cut off; brackets and the like; white space; all else. Every text is made of them. */
const TOKENS = /"(?:[^"\\]+|\\.)*"?|[{}[\],:]|\s+|[^\s"{}[\],:]+/gsu;

const opens = (token: string): boolean => token === '{' || token === '[';
const closes = (token: string): boolean => token === '}' || token === ']';

/** The white space before each token. */
class Layout {
  private depth = 0;
  private last = '';
  private written = 0;

  get hasRoom(): boolean {
    return this.written < SPACE_MAX_CHARACTERS;
  }

  before(token: string): string {
    const { last } = this;
    this.last = token;
    if (closes(token)) this.depth = Math.max(0, this.depth - 1);
    const space = this.between(last, token);
    if (opens(token)) this.depth += 1;
    this.written += space.length;
    return space;
  }

  private between(last: string, token: string): string {
    if (closes(token) ? !opens(last) : opens(last) || last === ',')
      return `\n${'  '.repeat(this.depth)}`;
    return last === ':' ? ' ' : '';
  }
}

interface MutablePiece {
  text: string;
  kind: Piece['kind'];
}

/** Pieces as they come; neighbours of no colour are one. */
class Pieces {
  readonly all: MutablePiece[] = [];
  private coloured = 0;

  add(text: string, kind: Piece['kind']): MutablePiece | undefined {
    const shown = this.coloured < COLOURED_MAX_PIECES ? kind : null;
    if (shown !== null) this.coloured += 1;
    const last = this.all.at(-1);
    if (shown === null && last?.kind === null) last.text += text;
    else if (text !== '') this.all.push({ text, kind: shown });
    return this.all.at(-1);
  }
}

function kindOf(token: string): Piece['kind'] {
  if (token.startsWith('"')) return 'string';
  if (/^(?:true|false|null)$/.test(token)) return 'literal';
  return /^-?\d/.test(token) ? 'number' : null;
}
