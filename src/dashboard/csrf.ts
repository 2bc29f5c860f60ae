import { createHmac, timingSafeEqual } from 'node:crypto';

const LABEL = 'csrf';

/**
 * The token that each form of a session carries. It follows from the session's own token, which no
 * other site knows, so nothing of it is stored; and the session's token does not follow from it.
 */
export function csrfToken(sessionToken: string): string {
  return createHmac('sha256', sessionToken).update(LABEL).digest('base64url');
}

/** Whether a form's token is that of the session; takes as long for a wrong one as for a right one. */
export function isCsrfToken(sessionToken: string, given: string): boolean {
  const expected = Buffer.from(csrfToken(sessionToken));
  const actual = Buffer.from(given);
  return actual.length === expected.length && timingSafeEqual(actual, expected);
}
