const QUOTE = 0x22;
const BACKSLASH = 0x5c;

interface Span {
  readonly start: number;
  readonly end: number;
}

/**
 * The JSON texts of published data as the producer wrote them, without the white space between their
 * parts. JSON.parse and JSON.stringify would change numbers (`10.0`, ids of 20 digits), move keys that
 * look like numbers to the front, and drop keys that are there twice.
 *
 * @param json the request's body, which JSON.parse has accepted
 * @param path keys that lead to the event, or to the list of events
 */
export function exactDataTexts(json: string, path: readonly string[] = []): string[] {
  const place = path.reduce((span, key) => member(json, span, key), {
    start: skipSpace(json, 0),
    end: json.length,
  });
  const events = json[place.start] === '[' ? elements(json, place.start) : [place];
  return events.map((event) => compact(json, member(json, event, 'data')));
}

/** The value of a key of the object at `span`; of a key that is there twice the last, as JSON.parse. */
function member(json: string, span: Span, wanted: string): Span {
  let found: Span | undefined;
  let at = skipSpace(json, span.start + 1);
  while (json[at] !== '}') {
    const keyEnd = endOfString(json, at);
    const key = JSON.parse(json.slice(at, keyEnd)) as string;
    const start = skipSpace(json, skipSpace(json, keyEnd) + 1);
    const end = endOfValue(json, start);
    if (key === wanted) found = { start, end };
    at = afterComma(json, end);
  }
  if (found === undefined) throw new Error(`The JSON object has no key ${wanted}.`);
  return found;
}

function elements(json: string, start: number): Span[] {
  const spans: Span[] = [];
  let at = skipSpace(json, start + 1);
  while (json[at] !== ']') {
    const end = endOfValue(json, at);
    spans.push({ start: at, end });
    at = afterComma(json, end);
  }
  return spans;
}

/** The next key or element, or the closing bracket. */
function afterComma(json: string, end: number): number {
  const at = skipSpace(json, end);
  return json[at] === ',' ? skipSpace(json, at + 1) : at;
}

/** No recursion: how deep the value is nested does not matter. */
function endOfValue(json: string, start: number): number {
  let depth = 0;
  let at = start;
  do {
    const character = json[at];
    if (character === '"') at = endOfString(json, at);
    else if (character === '{' || character === '[') {
      depth += 1;
      at += 1;
    } else if (character === '}' || character === ']') {
      depth -= 1;
      at += 1;
    } else if (depth > 0) at += 1;
    else at = endOfScalar(json, at);
  } while (depth > 0);
  return at;
}

function endOfScalar(json: string, start: number): number {
  let at = start;
  while (at < json.length && !isSpace(json, at) && !',}]'.includes(json.charAt(at))) at += 1;
  return at;
}

/** @param start where the opening quote is */
function endOfString(json: string, start: number): number {
  for (let at = start + 1; ; at += 1) {
    const code = json.charCodeAt(at);
    if (code === BACKSLASH) at += 1;
    else if (code === QUOTE) return at + 1;
  }
}

function compact(json: string, { start, end }: Span): string {
  const kept: string[] = [];
  let from = start;
  let at = start;
  while (at < end) {
    if (json.charCodeAt(at) === QUOTE) at = endOfString(json, at);
    else if (isSpace(json, at)) {
      kept.push(json.slice(from, at));
      at = skipSpace(json, at);
      from = at;
    } else at += 1;
  }
  kept.push(json.slice(from, end));
  return kept.join('');
}

function skipSpace(json: string, start: number): number {
  let at = start;
  while (isSpace(json, at)) at += 1;
  return at;
}

/** White space by RFC 8259, section 2. */
function isSpace(json: string, at: number): boolean {
  const code = json.charCodeAt(at);
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}
