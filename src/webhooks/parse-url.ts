/**
 * A URL by the WHATWG standard, or null. Not by URL.canParse: on Node.js 20, once it has been called
 * some thousand times, it denies every URL with a character between U+0080 and U+00FF.
 */
export function parseUrl(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
