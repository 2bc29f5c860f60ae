/** More than any real payload has, and far from what overflows a stack, ours or a receiver's. */
const NESTING_MAX_LEVELS = 500;

/** @throws Error when a JSON text is nested deeper than anything that is taken */
export function refuseDeepNesting(json: string): void {
  if (isNestedDeeper(json, NESTING_MAX_LEVELS)) {
    throw new Error(`The body is nested deeper than ${NESTING_MAX_LEVELS} levels`);
  }
}

/** Looks at brackets outside strings only; whether it is JSON at all shows when it is parsed. */
function isNestedDeeper(json: string, levels: number): boolean {
  let depth = 0;
  let inString = false;
  for (let at = 0; at < json.length; at += 1) {
    const character = json[at];
    if (character === '"') inString = !inString;
    else if (inString) {
      if (character === '\\') at += 1;
    } else if (character === '{' || character === '[') {
      depth += 1;
      if (depth > levels) return true;
    } else if (character === '}' || character === ']') depth -= 1;
  }
  return false;
}
