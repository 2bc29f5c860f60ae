import { createHmac, randomBytes } from 'node:crypto';
import { csrfToken, isCsrfToken } from '../../src/dashboard/csrf';

const session = randomBytes(32).toString('base64url');
const other = randomBytes(32).toString('base64url');

it("is the session's own, the same each time, and tells nothing of the session's token", () => {
  expect(csrfToken(session)).toBe(csrfToken(session));
  expect(csrfToken(session)).not.toBe(csrfToken(other));
  expect(csrfToken(session)).toBe(createHmac('sha256', session).update('csrf').digest('base64url'));
  expect(csrfToken(session)).toMatch(/^[\w-]{43}$/);
});

it('is taken for its session alone', () => {
  expect(isCsrfToken(session, csrfToken(session))).toBe(true);
  expect(isCsrfToken(session, csrfToken(other))).toBe(false);
  expect(isCsrfToken(session, session)).toBe(false);
});

it.each([
  ['nothing', ''],
  ['its beginning', csrfToken(session).slice(0, -1)],
  ['it and more', `${csrfToken(session)}A`],
  ['text of as many characters but more bytes', 'é'.repeat(43)],
  ['one character changed', csrfToken(session).replace(/^./, (c) => (c === 'A' ? 'B' : 'A'))],
])('%s is refused', (_what, given) => {
  expect(isCsrfToken(session, given)).toBe(false);
});
